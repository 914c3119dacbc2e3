/// Two models compared over many tokens: averages with standard errors, and quantiles. Changes are from p to q.
///
/// Standard errors are s / √n, s the sample standard deviation of what is averaged; those of functions of averages are to
/// first order. The models' own errors are not independent, so that changes have errors of their own.
public struct ComparisonReport: Sendable {
    /// Tokens that count.
    public let tokens: Int
    /// Those of them with a label.
    public let labelled: Int
    /// Those of them with an infinite divergence.
    public let infinite: Int
    /// Those of them with a NaN: if there is one, every number below is NaN.
    public let nan: Int
    public let kl: Estimate
    public let klQuantiles: Quantiles
    /// Share of the tokens for which P and Q are largest at the same place.
    public let sameTop: Estimate
    /// Of the labels; NaN without.
    public let labels: LabelReport

    /// What became of the labels' probabilities.
    public struct LabelReport: Sendable {
        public let nllP: Estimate
        public let nllQ: Estimate
        /// Also the logarithm of the perplexities' ratio.
        public let nllChange: Estimate
        /// Pearson's correlation over tokens.
        public let nllCorrelation: Double
        public let perplexityP: Estimate
        public let perplexityQ: Estimate
        public let perplexityRatio: Estimate
        public let perplexityChange: Estimate
        public let probabilityChange: Estimate
        public let probabilityChangeRMS: Estimate
        public let probabilityChangeQuantiles: Quantiles
    }

    /// Exact quantiles, linear between tokens.
    public struct Quantiles: Sendable {
        /// What share of the tokens is at or below each.
        public static let probabilities: [13 of Double] = [
            0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1,
        ]
        public let values: [13 of Double]

        public var minimum: Double { values[0] }
        public var median: Double { values[6] }
        public var maximum: Double { values[12] }
    }
}

/// Sums up the tokens of which there are `count`, nil for those that do not count.
package func comparisonReport(
    _ count: Int, _ token: (Int) -> TokenComparison?
) throws(DivergenceError) -> ComparisonReport {
    let values = try Buffer(Double.self, count)
    var column = Column(values.base)
    var (labelled, infinite, nan, same) = (0, 0, 0, 0)
    column.fill(count) { row in
        guard let token = token(row) else { return nil }
        if token.label != nil { labelled += 1 }
        if token.kl == .infinity { infinite += 1 }
        if token.kl.isNaN { nan += 1 }
        if token.hasSameTop { same += 1 }
        return token.kl
    }
    let tokens = column.count
    guard tokens > 0 else { throw DivergenceError(.count, .tokens) }
    let kl = column.mean
    let share = nan == 0 ? Double(same) / Double(tokens) : .nan
    let sameTop = Estimate(
        value: share, standardError: (share * (1 - share) / Double(tokens - 1)).squareRoot(), count: tokens)
    return ComparisonReport(
        tokens: tokens, labelled: labelled, infinite: infinite, nan: nan, kl: kl, klQuantiles: column.quantiles(),
        sameTop: sameTop, labels: labelReport(count, &column) { token($0)?.label })
}

private func labelReport(
    _ count: Int, _ column: inout Column, _ label: (Int) -> LabelComparison?
) -> ComparisonReport.LabelReport {
    func mean(_ number: (LabelComparison) -> Double) -> Estimate {
        column.fill(count) { label($0).map(number) }
        return column.mean
    }
    let (nllP, nllQ) = (mean { $0.nllP }, mean { $0.nllQ })
    let nllChange = mean { $0.nllChange }
    let (perplexityP, ratio) = (nllP.exponential, nllChange.exponential)
    // To first order, q's perplexity less p's is the mean of Pq nll_q - Pp nll_p, = Pp ((Pq / Pp - 1) nll_q + change).
    let growth = expm1(nllChange.value)
    let mixed = mean { growth * $0.nllQ + $0.nllChange }
    let perplexityChange = Estimate(
        value: canonical(perplexityP.value * growth),
        standardError: canonical(perplexityP.value * mixed.standardError), count: nllChange.count)
    let correlation = correlation(count, nllP.value, nllQ.value) { label($0).map { ($0.nllP, $0.nllQ) } }

    let probabilityChange = mean { $0.probabilityChange }
    let halfSquares = column.estimate(.k2)
    return ComparisonReport.LabelReport(
        nllP: nllP, nllQ: nllQ, nllChange: nllChange, nllCorrelation: correlation, perplexityP: perplexityP,
        perplexityQ: nllQ.exponential, perplexityRatio: ratio, perplexityChange: perplexityChange,
        probabilityChange: probabilityChange, probabilityChangeRMS: halfSquares.rootOfTwice,
        probabilityChangeQuantiles: column.quantiles())
}

/// Pearson's correlation of pairs whose means are known; NaN where one of the two is constant.
private func correlation(
    _ count: Int, _ meanX: Double, _ meanY: Double, _ pair: (Int) -> (Double, Double)?
) -> Double {
    var xx = CompensatedSum<Double>()
    var (xy, yy) = (xx, xx)
    for row in 0..<count {
        guard let (x, y) = pair(row) else { continue }
        let (dx, dy) = (x - meanX, y - meanY)
        xx.add(dx * dx)
        xy.add(dx * dy)
        yy.add(dy * dy)
    }
    // For equal columns the root of the square is the sum itself, and the correlation 1.
    let correlation = xy.value / (xx.value * yy.value).squareRoot()
    return correlation.isNaN ? .nan : max(-1, min(1, correlation))
}

extension Estimate {
    /// Of the exponential of what was estimated.
    fileprivate var exponential: Estimate {
        let power = exp(value)
        return Estimate(value: power, standardError: canonical(power * standardError), count: count)
    }

    /// Of √(2x), where x is what was estimated.
    fileprivate var rootOfTwice: Estimate {
        let root = (2 * value).squareRoot()
        return Estimate(
            value: root, standardError: standardError == 0 ? 0 : canonical(standardError / root), count: count)
    }
}
