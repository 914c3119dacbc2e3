import CKullback
import Kullback

/// Options of losses, as far as normals and tokens have them.
struct LossSettings {
    let options: Options
    let reduction: Reduction
    let rowFactors: RowFactors

    init(_ options: kullback_loss_options) throws(DivergenceError) {
        guard options.reserved == 0, options.normalize == 0 else { throw DivergenceError(.option, .options) }
        guard options.weight == 0, options.sum_tolerance == 0 else {
            throw DivergenceError(
                .option, .options, value: options.weight == 0 ? options.sum_tolerance : options.weight)
        }
        guard let reduction = Reduction(rawValue: options.reduction) else {
            throw DivergenceError(.option, .options, value: Double(options.reduction))
        }
        self.reduction = reduction
        self.options = Options(
            unit: options.base == 0 ? .nats : .base(options.base), threads: Int(options.threads))
        var weights: RowView?
        if let rows = options.row_weights { weights = try RowView(plain: rows, .rowWeights) }
        rowFactors = RowFactors(
            factor: options.factor == 0 ? 1 : options.factor, weights: weights, mask: options.mask,
            maskStride: options.mask_stride)
    }
}

extension RowView {
    /// Rows of numbers that are no distributions.
    init(
        plain rows: UnsafePointer<kullback_typed_rows>, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard try Space(rows.pointee, argument) == .probabilities else {
            throw DivergenceError(.option, argument, value: Double(rows.pointee.space))
        }
        try self.init(rows, argument)
    }
}

/// Runs the body and turns what it throws into a status, with the details in the options' error slot.
@inline(__always)
func lossBoundary(
    _ options: UnsafePointer<kullback_loss_options>?, _ body: (LossSettings) throws(DivergenceError) -> Void
) -> kullback_status {
    var slot: UnsafeMutablePointer<kullback_error>?
    do throws(DivergenceError) {
        var known = kullback_loss_options()
        if let options {
            known = try readStruct(options, size: options.pointee.struct_size, known, .options)
            slot = known.error
        }
        try body(try LossSettings(known))
        return kullback_status(KULLBACK_OK)
    } catch {
        slot?.pointee = kullback_error(error)
        return error.status.rawValue
    }
}
