import Kullback
import Testing

/// Values of mpmath, 60 digits.
@Suite struct MultivariateNormalTests {
    private let p = MultivariateNormal(mean: [0, 0], .covariance([2, .nan, 0.5, 1]))
    private let q = MultivariateNormal(mean: [1, -0.5], .covariance([1, .nan, 0.25, 1.5]))

    private func isClose(_ got: Double, _ expected: Double, _ tolerance: Double = 1e-14) -> Bool {
        abs(got - expected) <= tolerance * abs(expected)
    }

    @Test func divergences() throws {
        #expect(isClose(try p.klDivergence(from: q), 0.901644852876972883))
        #expect(isClose(try p.jeffreysDivergence(from: q), 1.64285714285714286))
        #expect(isClose(try p.renyiDivergence(from: q, order: 0.25), 0.183780514057659868))
        #expect(try p.renyiDivergence(from: q, order: 3) == .infinity)
        #expect(isClose(try p.bhattacharyyaDistance(from: q), 0.188837382714277499))
        #expect(isClose(try p.bhattacharyyaCoefficient(from: q), 0.8279211300353545))
        #expect(isClose(try p.hellingerDistance(from: q), 0.414823902354535858))
        #expect(isClose(try p.geometricJensenShannon(from: q, weight: 0.25), 0.170200328742469385))
        #expect(isClose(try p.geometricJensenShannon(from: q, weight: 0.25, isDual: true), 0.137835385543244901))
        #expect(isClose(try p.squaredWassersteinDistance(from: q), 1.48800631505039524))
    }

    @Test func single() throws {
        #expect(isClose(try p.entropy(), 3.11768496037705683))
        #expect(isClose(try p.mutualInformation(first: 1), 0.0667656963122613116))
        #expect(isClose(try p.logDensity(at: [0.5, 1]), -2.61768496037705683))
    }

    @Test func forms() throws {
        let lowRank = MultivariateNormal(
            mean: [0, 0], .lowRank(factor: [1, 0.5], rank: 1, variances: [1, 0.75]))
        let precision = MultivariateNormal(mean: [0, 0], .precision([1 / 1.75, .nan, -0.5 / 1.75, 2 / 1.75]))
        let root = Double(2).squareRoot()
        let factor = MultivariateNormal(
            mean: [0, 0], .choleskyFactor([root, .nan, 0.5 / root, Double(0.875).squareRoot()]))
        for form in [lowRank, precision, factor] {
            #expect(isClose(try form.klDivergence(from: q), 0.901644852876972883, 2e-14))
        }
        let variances = MultivariateNormal(mean: [0, 0], .variances([1, 1]))
        #expect(isClose(try variances.entropy(), 2.83787706640934548))
    }

    @Test func misuse() {
        let short = MultivariateNormal(mean: [0, 0], .covariance([1, 0, 0]))
        #expect(throws: DivergenceError(.shape, .q)) { try p.klDivergence(from: short) }
        let indefinite = MultivariateNormal(mean: [0, 0], .covariance([1, 0, 2, 1]))
        #expect(throws: DivergenceError(.notPositiveDefinite, .p, row: 0, index: 1, value: -3)) {
            try indefinite.entropy()
        }
        #expect(throws: DivergenceError(.shape, .x)) { try p.logDensity(at: [0]) }
    }
}
