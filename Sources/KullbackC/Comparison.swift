import CKullback
import Kullback

private let counts = Int64(KULLBACK_TOKEN_COUNTS)
private let labelled = Int64(KULLBACK_TOKEN_LABELLED)
private let sameTop = Int64(KULLBACK_TOKEN_SAME_TOP)

extension kullback_token_comparison {
    fileprivate init(_ token: TokenComparison?) {
        guard let token else {
            self.init()
            return
        }
        let label = token.label
        self.init(
            kl: token.kl, nll_p: label?.nllP ?? .nan, nll_q: label?.nllQ ?? .nan, nll_change: label?.nllChange ?? .nan,
            probability_p: label?.probabilityP ?? .nan, probability_q: label?.probabilityQ ?? .nan,
            probability_change: label?.probabilityChange ?? .nan,
            flags: counts | (label == nil ? 0 : labelled) | (token.hasSameTop ? sameTop : 0))
    }

    fileprivate var token: TokenComparison? {
        if flags & counts == 0 { return nil }
        let label = LabelComparison(
            nllP: nll_p, nllQ: nll_q, nllChange: nll_change, probabilityP: probability_p, probabilityQ: probability_q,
            probabilityChange: probability_change)
        return TokenComparison(kl: kl, label: flags & labelled == 0 ? nil : label, hasSameTop: flags & sameTop != 0)
    }
}

extension kullback_estimate {
    fileprivate init(_ estimate: Estimate) {
        self.init(value: estimate.value, standard_error: estimate.standardError, count: estimate.count)
    }
}

extension kullback_comparison_report {
    fileprivate init(_ report: ComparisonReport) {
        let labels = report.labels
        self.init()
        (tokens, labelled, infinite, nan) = (report.tokens, report.labelled, report.infinite, report.nan)
        kl = kullback_estimate(report.kl)
        same_top = kullback_estimate(report.sameTop)
        copy(report.klQuantiles, to: &kl_quantiles)
        copy(labels.probabilityChangeQuantiles, to: &probability_change_quantiles)
        probability_change = kullback_estimate(labels.probabilityChange)
        probability_change_rms = kullback_estimate(labels.probabilityChangeRMS)
        nll_p = kullback_estimate(labels.nllP)
        nll_q = kullback_estimate(labels.nllQ)
        nll_change = kullback_estimate(labels.nllChange)
        perplexity_p = kullback_estimate(labels.perplexityP)
        perplexity_q = kullback_estimate(labels.perplexityQ)
        perplexity_ratio = kullback_estimate(labels.perplexityRatio)
        perplexity_change = kullback_estimate(labels.perplexityChange)
        nll_correlation = labels.nllCorrelation
    }
}

/// To an array of C, which is a tuple here.
private func copy<Tuple>(_ quantiles: ComparisonReport.Quantiles, to array: inout Tuple) {
    withUnsafeMutableBytes(of: &array) { bytes in
        for index in 0..<13 { bytes.storeBytes(of: quantiles.values[index], toByteOffset: 8 * index, as: Double.self) }
    }
}

@c @implementation
public func kullback_compare_tokens(
    _ p: UnsafePointer<kullback_typed_rows>!, _ q: UnsafePointer<kullback_typed_rows>!,
    _ labels: UnsafePointer<kullback_labels>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_token_comparison>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let (pView, qView) = (try RowView(p, .p), try RowView(q, .q))
        let (pSpace, qSpace) = (try Space(p.pointee, .p), try Space(q.pointee, .q))
        let labels = try Labels(labels)
        let result = try validated(result, rows: pView.rows)
        try compareTokens(pView, pSpace, qView, qSpace, labels, options) { row, token in
            result[row] = kullback_token_comparison(token)
        }
    }
}

@c @implementation
public func kullback_report_comparison(
    _ tokens: UnsafePointer<kullback_token_comparison>!, _ count: Int, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_comparison_report>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let result = try validated(result, rows: 1)
        let tokens = try validatedTokens(tokens, count)
        try options.checkForComparison()
        result.pointee = kullback_comparison_report(try comparisonReport(count) { tokens[$0].token })
    }
}

private func validatedTokens(
    _ tokens: UnsafePointer<kullback_token_comparison>?, _ count: Int
) throws(DivergenceError) -> UnsafePointer<kullback_token_comparison> {
    // The records as rows of doubles, which they are as far as memory is concerned.
    let view = RowView(data: tokens, type: .f64, rows: count, count: 8, rowStride: 8, stride: 1)
    _ = try view.validated(as: .tokens)
    guard let tokens, count > 0 else { throw DivergenceError(.count, .tokens) }
    return tokens
}
