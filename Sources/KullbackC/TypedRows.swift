import CKullback
import Kullback

// Rows and results that say of themselves what type their numbers have, and labels.

private func elementType(
    _ type: kullback_type, _ argument: DivergenceError.Argument
) throws(DivergenceError) -> _ElementType {
    switch type {
    case kullback_type(KULLBACK_F64): .f64
    case kullback_type(KULLBACK_F32): .f32
    case kullback_type(KULLBACK_F16): .f16
    case kullback_type(KULLBACK_BF16): .bf16
    default: throw DivergenceError(.option, argument, value: Double(type))
    }
}

extension RowView {
    init(
        _ rows: UnsafePointer<kullback_typed_rows>?, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard let rows = rows?.pointee else { throw DivergenceError(.nullPointer, argument) }
        self.init(
            data: rows.data, type: try elementType(rows.type, argument), rows: rows.rows, count: rows.count,
            rowStride: rows.row_stride, stride: rows.stride)
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

extension Space {
    /// What the numbers of the rows are.
    init(_ rows: kullback_typed_rows, _ argument: DivergenceError.Argument) throws(DivergenceError) {
        switch rows.space {
        case kullback_space(KULLBACK_PROBABILITIES): self = .probabilities
        case kullback_space(KULLBACK_LOG_PROBABILITIES): self = .logProbabilities
        case kullback_space(KULLBACK_LOGITS):
            self = .logits(temperature: rows.temperature == 0 ? 1 : rows.temperature)
        default: throw DivergenceError(.option, argument, value: Double(rows.space))
        }
        if rows.space != kullback_space(KULLBACK_LOGITS), rows.temperature != 0, rows.temperature != 1 {
            throw DivergenceError(.option, argument, value: rows.temperature)
        }
    }
}

extension ResultView {
    /// One result per element of `rows` rows of `count`.
    init(
        _ results: UnsafePointer<kullback_typed_results>?, rows: Int, count: Int,
        _ argument: DivergenceError.Argument = .result
    ) throws(DivergenceError) {
        guard let results = results?.pointee else { throw DivergenceError(.nullPointer, argument) }
        guard results.reserved == 0 else { throw DivergenceError(.option, argument, value: Double(results.reserved)) }
        self.init(
            data: results.data, type: try elementType(results.type, argument), rows: rows, count: count,
            rowStride: results.row_stride, stride: results.stride)
    }
}

extension Labels {
    /// Nil where the caller has none.
    init?(_ labels: UnsafePointer<kullback_labels>?) throws(DivergenceError) {
        guard let labels = labels?.pointee else { return nil }
        try self.init(
            labels.data, count: labels.count, stride: labels.stride, ignored: labels.ignore_index,
            smoothing: labels.smoothing)
    }
}
