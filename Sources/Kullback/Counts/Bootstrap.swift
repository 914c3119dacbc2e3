import KullbackPlatform

/// A divergence of two rows of counts, and how uncertain it is.
public struct Bootstrap: Equatable, Sendable {
    /// The divergence of the counts as they are.
    public let value: Double
    /// The confidence interval.
    public let low: Double
    public let high: Double
    /// Standard deviation of the replicates, with n - 1 in the denominator; NaN for one, or if one is infinite.
    public let standardError: Double
    /// Mean of the replicates, less the value.
    public let bias: Double
    /// The divergences of the resamples, in the order of their numbers.
    public internal(set) var replicates: [Double] = []
}

/// How an interval is made of replicates. The raw values are those of the C header's `kullback_interval`.
public enum BootstrapInterval: Int32, Sendable {
    /// From quantile to quantile of the replicates.
    case percentile = 0
    /// The same, mirrored at the value: what replicates are above the value, the value is above the truth.
    case basic = 10
}

/// Resamples both rows with replacement, each with its own total, and summarises the divergences.
package func bootstrap(
    _ quantity: Quantity, _ p: RowView, _ q: RowView, _ options: Options, _ resampling: Resampling, level: Double,
    interval: BootstrapInterval, progress: (Double) -> Int32, replicates: UnsafeMutablePointer<Double>?
) throws(DivergenceError) -> Bootstrap {
    guard level > 0, level < 1 else { throw DivergenceError(.option, .resampling, value: level) }
    let pair = try CountPair(quantity, p, q, options, resampling)
    let value = try pair.value()
    let pDraws = try MultinomialCounts(pair.p)
    let qDraws = try MultinomialCounts(pair.q)
    let (pBins, qBins) = (pDraws.bins, qDraws.bins)
    let results = try pair.replicates(
        resampling,
        draw: { p, q, random in
            pBins.draw(into: p, &random)
            qBins.draw(into: q, &random)
        }, progress: progress)
    if let replicates { replicates.update(from: results.base, count: resampling.count) }

    let moments = Estimate(unit: 1) { scale in
        reduceBlocks(resampling.count, threads: 1) { range in
            momentsOfBlock(.k1, results.base + range.lowerBound, range.count, scale)
        }
    }
    sort(results.base, resampling.count)
    let low = quantile(results.base, resampling.count, 0.5 * (1 - level))
    let high = quantile(results.base, resampling.count, 0.5 * (1 + level))
    return Bootstrap(
        value: value, low: canonical(interval == .basic ? 2 * value - high : low),
        high: canonical(interval == .basic ? 2 * value - low : high),
        standardError: canonical(moments.standardError * Double(resampling.count).squareRoot()),
        bias: canonical(moments.value - value))
}

/// Draws of as many events as a row has, with its proportions: bin by bin binomial, of what is left.
private struct MultinomialCounts: ~Copyable {
    private let buffer: Buffer<BinomialDraws>
    let bins: Bins

    init(_ row: borrowing CountRow) throws(DivergenceError) {
        buffer = try Buffer(BinomialDraws.self, row.count)
        var left = row.total
        for index in 0..<row.count {
            left -= row.values[index]
            (buffer.base + index).initialize(to: BinomialDraws(successes: row.values[index], failures: left))
        }
        bins = Bins(bins: buffer.base, count: row.count, total: row.total)
    }

    struct Bins {
        fileprivate let bins: UnsafeMutablePointer<BinomialDraws>
        fileprivate let count: Int
        fileprivate let total: Double

        func draw(into result: UnsafeMutablePointer<Double>, _ random: inout RandomStream) {
            var left = total
            for index in 0..<count {
                let drawn = bins[index].draw(trials: left, &random)
                result[index] = drawn
                left -= drawn
            }
        }
    }
}
