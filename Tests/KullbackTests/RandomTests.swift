import Foundation
import Kullback
import Testing

@Suite struct RandomTests {
    /// Known answers that Random123 publishes (tests/kat_vectors of version 1.14).
    @Test(
        arguments: [
            (0, 0, 0, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            (.max, .max, .max, [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                0x299f_31d0_a409_3822, 0x0370_7344_1319_8a2e, 0x85a3_08d3_243f_6a88,
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
            ),
        ] as [(UInt64, UInt64, UInt64, [UInt32])])
    func philoxHasThePublishedValues(seed: UInt64, stream: UInt64, position: UInt64, expected: [UInt32]) {
        var random = RandomStream(seed: seed, stream: stream, position: position)
        let bits = random.nextBits()
        #expect((0..<4).map { bits[$0] } == expected)
    }

    /// χ² of a million draws against the exact probabilities: below its 0.9999 quantile, about df + 4 √(2 df) + 10.
    private func expectDistribution(
        _ draw: (inout RandomStream) -> Double, logProbability: (Double) -> Double, in range: ClosedRange<Int>
    ) {
        let draws = 1_000_000
        var random = RandomStream(seed: 2026, stream: 1)
        var counts = [Int: Int]()
        for _ in 0..<draws { counts[Int(draw(&random)), default: 0] += 1 }
        #expect(counts.keys.allSatisfy(range.contains))
        var (statistic, bins, otherCount, otherExpected) = (0.0, 0, draws, Double(draws))
        for k in range {
            let expected = Double(draws) * exp(logProbability(Double(k)))
            if expected < 10 { continue }
            let count = counts[k] ?? 0
            statistic += (Double(count) - expected) * (Double(count) - expected) / expected
            bins += 1
            otherCount -= count
            otherExpected -= expected
        }
        if otherExpected > 1 {
            statistic += (Double(otherCount) - otherExpected) * (Double(otherCount) - otherExpected) / otherExpected
        }
        let df = Double(bins)
        #expect(statistic < df + 4 * (2 * df).squareRoot() + 10)
    }

    /// Both methods, both sides of one half, and the edge between the methods at a mean of ten.
    @Test(arguments: [
        (3, 1, 2), (1000, 1, 999), (1000, 999, 1), (1000, 9, 991), (1000, 11, 989), (25, 45, 55), (20, 1, 1),
        (100, 9, 1), (100_000, 1, 1),
    ])
    func binomialsFollowTheirProbabilities(trials: Int, successes: Int, failures: Int) {
        let n = Double(trials)
        let p = Double(successes) / Double(successes + failures)
        let binomial = BinomialDraws(successes: Double(successes), failures: Double(failures))
        expectDistribution(
            { binomial.draw(trials: n, &$0) },
            logProbability: { k in
                lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p)
            }, in: 0...trials)
    }

    @Test(arguments: [
        (16, 100, 1000), (17, 100, 1000), (17, 17, 34), (900, 100, 1000), (100, 900, 1000), (900, 900, 1000),
        (1000, 5000, 20000), (5, 3, 8), (40, 1000, 1_000_000),
    ])
    func hypergeometricsFollowTheirProbabilities(good: Int, drawn: Int, total: Int) {
        func logChoose(_ n: Int, _ k: Double) -> Double {
            lgamma(Double(n) + 1) - lgamma(k + 1) - lgamma(Double(n) - k + 1)
        }
        expectDistribution(
            { drawHypergeometric(good: Double(good), drawn: Double(drawn), total: Double(total), &$0) },
            logProbability: { k in
                logChoose(good, k) + logChoose(total - good, Double(drawn) - k) - logChoose(total, Double(drawn))
            }, in: max(0, good + drawn - total)...min(good, drawn))
    }

    /// Where logarithms of factorials would be of no use: the mean is within five standard errors, and the variance.
    @Test func momentsOfHugeCounts() {
        var random = RandomStream(seed: 7, stream: 0)
        let (n, draws) = (0x1p52, 100_000)
        let binomial = BinomialDraws(successes: 1, failures: 3)
        let sigma = (n * 3 / 16).squareRoot()
        let scores = (0..<draws).map { _ in (binomial.draw(trials: n, &random) - n / 4) / sigma }
        let items = (0..<draws).map { _ in
            (drawHypergeometric(good: n / 2, drawn: n / 4, total: n, &random) - n / 8) / (n / 64 * 3).squareRoot()
        }
        for sample in [scores, items] {
            let mean = sample.reduce(0, +) / Double(draws)
            let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws - 1)
            #expect(abs(mean) < 5 / Double(draws).squareRoot())
            #expect(abs(variance - 1) < 5 * (2 / Double(draws)).squareRoot())
        }
    }

    @Test func certainDraws() {
        var random = RandomStream(seed: 0, stream: 0)
        #expect(BinomialDraws(successes: 0, failures: 5).draw(trials: 1e6, &random) == 0)
        #expect(BinomialDraws(successes: 5, failures: 0).draw(trials: 1e6, &random) == 1e6)
        #expect(BinomialDraws(successes: 1, failures: 2).draw(trials: 0, &random) == 0)
        #expect(drawHypergeometric(good: 30, drawn: 100, total: 100, &random) == 30)
        #expect(drawHypergeometric(good: 100, drawn: 30, total: 100, &random) == 30)
        #expect(drawHypergeometric(good: 0, drawn: 30, total: 100, &random) == 0)
        #expect(drawHypergeometric(good: 0, drawn: 0, total: 0, &random) == 0)
    }
}
