import CKullback
import Kullback

/// Rows of log-probabilities, which are not distributions.
private func logProbabilities(
    _ rows: UnsafePointer<kullback_typed_rows>?, _ argument: DivergenceError.Argument
) throws(DivergenceError) -> RowView {
    if let rows, try Space(rows.pointee, argument) != .logProbabilities {
        throw DivergenceError(.option, argument, value: Double(rows.pointee.space))
    }
    return try RowView(rows, argument)
}

@c @implementation
public func kullback_token_kl(
    _ estimator: kullback_estimator, _ logP: UnsafePointer<kullback_typed_rows>!,
    _ logQ: UnsafePointer<kullback_typed_rows>!, _ mask: UnsafePointer<kullback_token_mask>!,
    _ reduction: kullback_token_reduction, _ options: UnsafePointer<kullback_loss_options>!,
    _ value: UnsafePointer<kullback_typed_results>!, _ gradient: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let estimator = try lookUp(Estimator.self, estimator)
        guard let reduction = TokenReduction(rawValue: reduction) else {
            throw DivergenceError(.option, .options, value: Double(reduction))
        }
        // Rows are reduced as tokens are, and masked by their tokens.
        guard options.reduction == .none, options.mask == nil else {
            throw DivergenceError(.option, .options, value: Double(options.reduction.rawValue))
        }
        let (p, q) = (try logProbabilities(logP, .logDensityP), try logProbabilities(logQ, .logDensityQ))
        var tokenMask: TokenMask?
        if let mask {
            guard let data = mask.pointee.data else { throw DivergenceError(.nullPointer, .mask) }
            tokenMask = TokenMask(data, rowStride: mask.pointee.row_stride, stride: mask.pointee.stride)
        }
        let tokens = try TokenEstimates(
            estimator, p, q, tokenMask, reduction, options)
        let isPerToken = reduction == .none
        try tokenEstimates(
            tokens,
            value: value == nil
                ? nil : ResultView(value, rows: reduction.isOverRows ? 1 : p.rows, count: isPerToken ? p.count : 1),
            gradient: gradient == nil ? nil : ResultView(gradient, rows: p.rows, count: p.count, .gradientP))
    }
}
