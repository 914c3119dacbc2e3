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

    private func isClose(_ got: [Double], _ expected: [Double]) -> Bool {
        got.count == expected.count && zip(got, expected).allSatisfy { abs($0 - $1) <= 2e-14 * (1 + abs($1)) }
    }

    @Test func geodesics() throws {
        let middle = try p.geodesic(to: q, weight: 0.25)
        #expect(isClose(middle.mean, [0.25, -0.125]))
        #expect(middle.spread == .covariance([1.9375, 0.34375, 0.34375, 1.171875]))
        let beyond = try p.geodesic(to: q, weight: 1.25, connection: .exponential)
        #expect(isClose(beyond.mean, [1.111111111111111111, -0.8392434988179669031]))
        #expect(
            isClose(
                Array(try beyond.precision()[1...]),
                [-0.1459627329192546584, -0.1459627329192546584, 0.5838509316770186335]))
        #expect(isClose(Array(try beyond.covariance()[2...]), [0.2222222222222222222, 1.768321513002364066]))
        #expect(isClose(Array(try beyond.choleskyFactor()[..<2]), [0.9428090415820633659, 0]))
        #expect(throws: DivergenceError(.notPositiveDefinite, .weight, row: 0, index: 0, value: -14)) {
            try p.geodesic(to: q, weight: 4)
        }
    }

    @Test func barycenters() throws {
        let r = MultivariateNormal(mean: [-2, 0.25], .covariance([3, .nan, -1, 2]))
        let mixture = GaussianMixture(weights: [0.5, 0.25, 0.25], components: [p, q, r])
        let moments = try MultivariateNormal.barycenter(of: mixture)
        #expect(isClose(moments.mean, [-0.25, -0.0625]))
        #expect(isClose(try moments.covariance(), [3.1875, -0.203125, -0.203125, 1.44921875]))
        let product = try MultivariateNormal.barycenter(of: mixture, connection: .exponential)
        #expect(isClose(product.mean, [0.1050297907717888319, -0.1994942496882361092]))
        let wrong = GaussianMixture(weights: [0.5, 0.75], components: [p, q])
        #expect(throws: DivergenceError(.sum, .weights, value: 1.25)) {
            try MultivariateNormal.barycenter(of: wrong)
        }
    }

    @Test func parts() throws {
        let whole = MultivariateNormal(mean: [1, -1, 2], .covariance([4, 1, 0.5, 1, 2, -0.25, 0.5, -0.25, 1]))
        #expect(
            try whole.marginal(of: [2, 0]) == MultivariateNormal(mean: [2, 1], .covariance([1, 0.5, 0.5, 4])))
        #expect(try whole.marginal(of: []) == MultivariateNormal(mean: [], .covariance([])))
        let rest = try whole.conditional(on: [2, 0], at: [3, 0])
        #expect(isClose(rest.mean, [-1.7]))
        #expect(isClose(try rest.covariance(), [1.6]))
        #expect(throws: DivergenceError(.parameter, .coordinates, index: 1, value: 2)) {
            try whole.marginal(of: [2, 2])
        }
        #expect(throws: DivergenceError(.count, .coordinates, value: 4)) {
            try whole.conditional(on: [0, 1, 2, 0], at: [0, 0, 0, 0])
        }
        #expect(throws: DivergenceError(.shape, .x)) { try whole.conditional(on: [0], at: []) }
    }

    @Test func samples() throws {
        let draws = try p.samples(5, seed: 2)
        #expect(draws.count == 5 && draws.allSatisfy { $0.count == 2 })
        #expect(try Array(draws[..<3]) == p.samples(3, seed: 2, threads: 2))
        let line = MultivariateNormal(mean: [0, 0], .covariance([1, 2, 2, 4]))
        #expect(try line.samples(10).allSatisfy { $0[1] == 2 * $0[0] })
        #expect(throws: DivergenceError(.count, .result)) { try p.samples(-1) }
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
