import Kullback
import Testing

/// Draw i is from stream i.
func sample<Value>(
    _ count: Int = 20_000, seed: UInt64 = 20, _ draw: (inout RandomStream) throws -> Value
) rethrows -> [Value] {
    try (0..<count).map {
        var random = RandomStream(seed: seed, stream: UInt64($0))
        return try draw(&random)
    }
}

/// Expects a sample to be one of the law with this table: distances between the distribution functions below 2.7 / √n and
/// χ² of the bins between the points below df + 4 √(2 df) + 10, each of which fails with a probability below 10^-5, and mean
/// and variance within five standard errors.
func expect(
    _ sample: [Double], follows name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let table = try #require(lawTables[name])
    let n = Double(sample.count)
    let shares = table.points.map { point in Double(sample.count { $0 <= point }) / n }
    var (chiSquared, distance, below, belowExpected) = (0.0, 0.0, 0.0, 0.0)
    for (share, probability) in zip(shares + [1], table.probabilities + [1]) {
        let (count, expected) = (n * (share - below), n * (probability - belowExpected))
        chiSquared += (count - expected) * (count - expected) / expected
        distance = max(distance, abs(share - probability))
        (below, belowExpected) = (share, probability)
    }
    let df = Double(table.points.count)
    #expect(distance < 2.7 / n.squareRoot(), "\(name)", sourceLocation: sourceLocation)
    #expect(chiSquared < df + 4 * (2 * df).squareRoot() + 10, "\(name)", sourceLocation: sourceLocation)
    let (mean, variance, kurtosis) = table.moments
    guard mean.isFinite else { return }
    let average = sample.reduce(0, +) / n
    let spread = sample.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (n - 1)
    #expect(abs(average - mean) <= 5 * (variance / n).squareRoot(), "\(name)", sourceLocation: sourceLocation)
    #expect(
        abs(spread / variance - 1) <= 5 * ((kurtosis + 2) / n).squareRoot(), "\(name)",
        sourceLocation: sourceLocation)
}
