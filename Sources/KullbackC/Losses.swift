import CKullback
import Kullback

// Losses, with options of their own.

/// Runs the body and turns what it throws into a status, as `boundary` does.
func lossBoundary(
    _ options: UnsafePointer<kullback_loss_options>?, _ body: (LossOptionsView) throws(DivergenceError) -> Void
) -> kullback_status {
    var slot: UnsafeMutablePointer<kullback_error>?
    do throws(DivergenceError) {
        guard let options else {
            try body(LossOptionsView())
            return kullback_status(KULLBACK_OK)
        }
        let known = try readStruct(options, size: options.pointee.struct_size, kullback_loss_options(), .options)
        slot = known.error
        try body(try LossOptionsView(known))
        return kullback_status(KULLBACK_OK)
    } catch {
        slot?.pointee = kullback_error(error)
        return error.status.rawValue
    }
}

extension LossOptionsView {
    fileprivate init(_ options: kullback_loss_options) throws(DivergenceError) {
        guard options.reserved == 0 else { throw DivergenceError(.option, .options, value: Double(options.reserved)) }
        guard let reduction = Reduction(rawValue: options.reduction) else {
            throw DivergenceError(.option, .options, value: Double(options.reduction))
        }
        self.init()
        self.reduction = reduction
        threads = Int(options.threads)
        normalize = options.normalize != 0
        if options.factor != 0 { factor = options.factor }
        if options.base != 0 { unit = .base(options.base) }
        if options.weight != 0 { weight = options.weight }
        if options.sum_tolerance != 0 { sumTolerance = options.sum_tolerance }
        if let weights = options.row_weights {
            guard try Space(weights.pointee, .rowWeights) == .probabilities else {
                throw DivergenceError(.option, .rowWeights, value: Double(weights.pointee.space))
            }
            rowWeights = try RowView(weights, .rowWeights)
        }
        if let mask = options.mask { self.mask = Mask(mask, stride: options.mask_stride) }
    }
}

extension LossSide {
    fileprivate init(
        _ rows: UnsafePointer<kullback_typed_rows>?, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        let view = try RowView(rows, argument)
        guard let rows = rows?.pointee else { throw DivergenceError(.nullPointer, argument) }
        try self.init(view, try Space(rows, argument), as: argument)
    }
}

extension LossOptionsView {
    /// Where the values go that the reduction leaves.
    fileprivate func values(
        _ results: UnsafePointer<kullback_typed_results>?, _ side: LossSide
    ) throws(DivergenceError) -> ResultView? {
        if results == nil { return nil }
        return try ResultView(results, rows: reduction == .none ? side.rows : 1, count: 1)
    }
}

/// Where a gradient goes, if it is wanted.
private func gradient(
    _ results: UnsafePointer<kullback_typed_results>?, _ side: LossSide, _ argument: DivergenceError.Argument
) throws(DivergenceError) -> ResultView? {
    if results == nil { return nil }
    return try ResultView(results, rows: side.rows, count: side.count, argument)
}

@c @implementation
public func kullback_loss(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_typed_rows>!, _ q: UnsafePointer<kullback_typed_rows>!,
    _ options: UnsafePointer<kullback_loss_options>!, _ value: UnsafePointer<kullback_typed_results>!,
    _ pGradient: UnsafePointer<kullback_typed_results>!, _ qGradient: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let p = try LossSide(p, .p)
        let q: LossSide? = if let q { try LossSide(q, .q) } else { nil }
        try loss(
            quantity, p, q, options,
            LossResults(
                value: try options.values(value, p), p: try gradient(pGradient, p, .gradientP),
                q: try gradient(qGradient, p, .gradientQ)))
    }
}

@c @implementation
public func kullback_label_loss(
    _ q: UnsafePointer<kullback_typed_rows>!, _ labels: UnsafePointer<kullback_labels>!,
    _ options: UnsafePointer<kullback_loss_options>!, _ value: UnsafePointer<kullback_typed_results>!,
    _ qGradient: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let q = try LossSide(q, .q)
        guard let labels = try Labels(labels) else { throw DivergenceError(.nullPointer, .labels) }
        try labelLoss(
            q, labels, options,
            LossResults(value: try options.values(value, q), q: try gradient(qGradient, q, .gradientQ)))
    }
}

extension Distillation {
    fileprivate init(_ distillation: kullback_distillation) throws(DivergenceError) {
        self.init()
        if distillation.temperature != 0 { temperature = distillation.temperature }
        softWeight = distillation.soft_weight
        hardWeight = distillation.hard_weight
        multipliesTemperatureSquared = distillation.no_temperature_squared == 0
        if distillation.quantity != 0 { quantity = try lookUp(Quantity.self, distillation.quantity) }
    }
}

@c @implementation
public func kullback_distillation_loss(
    _ teacher: UnsafePointer<kullback_typed_rows>!, _ student: UnsafePointer<kullback_typed_rows>!,
    _ labels: UnsafePointer<kullback_labels>!, _ distillation: UnsafePointer<kullback_distillation>!,
    _ options: UnsafePointer<kullback_loss_options>!, _ value: UnsafePointer<kullback_typed_results>!,
    _ studentGradient: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let (teacher, student) = (try LossSide(teacher, .teacher), try LossSide(student, .student))
        guard let distillation else { throw DivergenceError(.nullPointer, .distillation) }
        try distillationLoss(
            teacher, student, try Labels(labels), try Distillation(distillation.pointee), options,
            LossResults(
                value: try options.values(value, student), q: try gradient(studentGradient, student, .gradientQ)))
    }
}

@c @implementation
public func kullback_decoupled_kl(
    _ p: UnsafePointer<kullback_typed_rows>!, _ q: UnsafePointer<kullback_typed_rows>!, _ mseWeight: Double,
    _ ceWeight: Double, _ options: UnsafePointer<kullback_loss_options>!,
    _ value: UnsafePointer<kullback_typed_results>!, _ pGradient: UnsafePointer<kullback_typed_results>!,
    _ qGradient: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let (p, q) = (try LossSide(p, .p), try LossSide(q, .q))
        try decoupledKL(
            p, q, mseWeight: mseWeight, ceWeight: ceWeight, options,
            LossResults(
                value: try options.values(value, p), p: try gradient(pGradient, p, .gradientP),
                q: try gradient(qGradient, q, .gradientQ)))
    }
}

@c @implementation
public func kullback_log_softmax(
    _ p: UnsafePointer<kullback_typed_rows>!, _ options: UnsafePointer<kullback_loss_options>!,
    _ result: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let p = try LossSide(p, .p)
        try logSoftmax(p, options, try ResultView(result, rows: p.rows, count: p.count))
    }
}
