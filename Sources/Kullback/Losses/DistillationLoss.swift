import KullbackPlatform

/// What a distillation loss is made up of.
public struct Distillation: Sendable {
    /// Of both sides in the soft part; positive.
    public var temperature: Double
    /// Of the divergence from the teacher.
    public var softWeight: Double
    /// Of the cross-entropy of labels.
    public var hardWeight: Double
    /// The soft part is multiplied by temperature², so that its gradient keeps its size (Hinton et al. 2015).
    public var multipliesTemperatureSquared: Bool
    package var quantity = Quantity.klDivergence

    public init(
        temperature: Double = 1, softWeight: Double = 1, hardWeight: Double = 0,
        multipliesTemperatureSquared: Bool = true
    ) {
        self.temperature = temperature
        self.softWeight = softWeight
        self.hardWeight = hardWeight
        self.multipliesTemperatureSquared = multipliesTemperatureSquared
    }

    fileprivate func check() throws(DivergenceError) {
        guard temperature > 0, temperature.isFinite else {
            throw DivergenceError(.option, .distillation, value: temperature)
        }
        guard softWeight.isFinite else { throw DivergenceError(.option, .distillation, value: softWeight) }
        guard hardWeight.isFinite else { throw DivergenceError(.option, .distillation, value: hardWeight) }
    }

    fileprivate var softFactor: Double {
        multipliesTemperatureSquared ? softWeight * temperature * temperature : softWeight
    }
}

/// soft D(teacher / T ‖ student / T) + hard CE(labels, student). A part without weight is not computed.
struct DistillationLoss {
    let soft: PairLoss
    let hard: LabelLoss?
    let softFactor: Double
    let hardFactor: Double

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        var found = LossRow(value: 0)
        if softFactor != 0 {
            found = try soft.row(row)
            found.value *= softFactor
        }
        if hardFactor != 0, let hard, hard.labels.counts(row) {
            let part = try hard.row(row)
            found.label = part.label
            found.value += hardFactor * part.value
        }
        return found
    }

    func write(_ found: LossRow, _ block: GradientBlock) {
        guard let q = block.q else { return }
        var part = block
        if softFactor != 0 {
            part.scale = block.scale * softFactor
            soft.write(found, part)
        } else {
            for index in 0..<block.range.count { q[index] = 0 }
        }
        guard let hard, found.label != nil else { return }
        var values = Block()
        withUnsafeMutablePointer(to: &values) { values in
            let values = UnsafeMutableRawPointer(values).assumingMemoryBound(to: Double.self)
            (part.scale, part.q) = (block.scale * hardFactor, values)
            hard.write(found, part)
            for index in 0..<block.range.count { q[index] = canonical(q[index] + values[index]) }
        }
    }
}

/// A distillation loss of logits that have no temperature of their own.
package func distillationLoss(
    _ teacher: LossSide, _ student: LossSide, _ labels: Labels?, _ distillation: Distillation,
    _ options: LossOptionsView, _ results: LossResults
) throws(DivergenceError) {
    try distillation.check()
    let measure = try PairQuantity(distillation.quantity, options)
    let pair = try LossPair(
        try teacher.logits(at: distillation.temperature), try student.logits(at: distillation.temperature))
    if labels == nil, distillation.hardWeight != 0 { throw DivergenceError(.nullPointer, .labels) }
    let plan = try LossPlan(options, teacher)
    if let labels { try plan.check(labels) }
    try results.validated()
    let rows = try pair.rows(options, threads: plan.threads.withinRow)
    let studentRows = try student.rows(options, threads: plan.threads.withinRow)
    try withUniform(studentRows) { uniform throws(DivergenceError) in
        let loss = DistillationLoss(
            soft: PairLoss(measure, rows.p, rows.q, wants: (false, results.q != nil)),
            hard: labels.map { LabelLoss(studentRows, $0, uniform: uniform) },
            softFactor: distillation.softFactor, hardFactor: distillation.hardWeight)
        try run(
            .distillation(loss), plan, results, isShared: results.overlap(teacher.view) || results.overlap(student.view)
        )
    }
}

extension LossSide {
    fileprivate func logits(at temperature: Double) throws(DivergenceError) -> LossSide {
        guard case .logits(1) = space else { throw DivergenceError(.option, argument) }
        return try LossSide(view, .logits(temperature: temperature), as: argument)
    }
}
