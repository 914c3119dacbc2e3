/// Whether two rows of counts may come from one distribution.
public struct PermutationTest: Equatable, Sendable, BitwiseCopyable {
    /// The divergence of the counts as they are.
    public let value: Double
    /// (1 + resamples with a divergence at least as large) / (1 + resamples).
    public let pValue: Double
    public let resamples: Int
}

/// How much less than the value a divergence may be and still count as equal. Resamples with the same counts in other
/// bins have the same divergence, but for rounding; they are ties.
private let tieTolerance = 0x1p-40

extension Quantity {
    /// Whether it says how different rows are.
    fileprivate var isSmallestForEqualRows: Bool { self != .crossEntropy && self != .bhattacharyyaCoefficient }
}

/// Pools the events of both rows and deals them out again at random, as many to each as it had.
package func permutationTest(
    _ quantity: Quantity, _ p: RowView, _ q: RowView, _ options: Options, _ resampling: Resampling,
    progress: (Double) -> Int32, replicates: UnsafeMutablePointer<Double>?
) throws(DivergenceError) -> PermutationTest {
    guard quantity.isSmallestForEqualRows else {
        throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
    let pair = try CountPair(quantity, p, q, options, resampling)
    let value = try pair.value()
    let (count, pTotal) = (pair.count, pair.p.total)
    let total = pTotal + pair.q.total
    guard total < 0x1p53 else { throw DivergenceError(.frequency, .q, value: total) }
    let pooled = try Buffer(Double.self, count)
    for index in 0..<count { pooled.base[index] = pair.p.values[index] + pair.q.values[index] }
    let bins = pooled.base
    let results = try pair.replicates(
        resampling,
        draw: { p, q, random in
            var (left, drawn) = (total, pTotal)
            for index in 0..<count {
                p[index] = drawHypergeometric(good: bins[index], drawn: drawn, total: left, &random)
                q[index] = bins[index] - p[index]
                left -= bins[index]
                drawn -= p[index]
            }
        }, progress: progress)
    let limit = value < .infinity ? value - value * tieTolerance : value
    var extreme = 0
    for index in 0..<resampling.count where results.base[index] >= limit { extreme += 1 }
    if let replicates { replicates.update(from: results.base, count: resampling.count) }
    return PermutationTest(
        value: value, pValue: Double(1 + extreme) / Double(1 + resampling.count), resamples: resampling.count)
}
