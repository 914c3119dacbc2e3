import Kullback
import Testing

@Suite struct MixtureTests {
    private let p = GaussianMixture(
        weights: [0.75, 0.25],
        components: [
            MultivariateNormal(mean: [-2], .variances([0.5])), MultivariateNormal(mean: [2.5], .variances([1.25])),
        ])
    private let q = GaussianMixture(
        weights: [0.25, 0.25, 0.5],
        components: [
            MultivariateNormal(mean: [-1], .covariance([1])), MultivariateNormal(mean: [2], .covariance([1])),
            MultivariateNormal(mean: [0], .covariance([4])),
        ])

    /// mpmath, 50 digits.
    @Test func divergence() throws {
        let kl = try p.klDivergence(from: q)
        #expect(abs(kl.variational - 0.561124385438936508) < 1e-14)
        #expect(abs(kl.product - 0.543879166507703782) < 1e-14)
        #expect(abs(kl.durrieuLower - 0.387199411348887952) < 1e-14)
        #expect(abs(kl.durrieuUpper - 0.717804140597752338) < 1e-14)
        #expect(abs(kl.matched - 1.16537146529678554) < 1e-14)
        #expect(abs(kl.momentMatched - 0.181835811582147023) < 1e-14)
        #expect(abs(kl.unscented - 0.544439379153379167) < 1e-14)
        let divergence = 0.53815115417725345
        #expect(kl.lower <= divergence && divergence <= kl.upper)
        #expect(abs(kl.monteCarlo.value - divergence) < 4 * kl.monteCarlo.standardError)
        #expect(kl.monteCarlo.count == 10_000)
    }

    @Test func equalMixtures() throws {
        let kl = try q.klDivergence(from: q, sampling: MixtureSampling(estimator: .k3, count: 50, seed: 1))
        #expect(
            [kl.lower, kl.upper, kl.variational, kl.product, kl.unscented, kl.momentMatched]
                == Array(repeating: 0, count: 6))
        #expect(kl.monteCarlo.value == 0 && kl.monteCarlo.standardError == 0)
        #expect(try q.klDivergence(from: q, sampling: MixtureSampling(count: 0)).monteCarlo.value.isNaN)
    }

    @Test func pointsAndDraws() throws {
        let plane = GaussianMixture(
            weights: [0.75, 0.25],
            components: [
                MultivariateNormal(mean: [0, 0], .covariance([2, 0.5, 0.5, 1])),
                MultivariateNormal(mean: [1, -1], .covariance([1, 0, 0, 1])),
            ])
        #expect(abs(try plane.logDensity(at: [0.5, -1]) + 2.5738583799970961) < 1e-14)
        let draws = try plane.samples(4000, seed: 2)
        #expect(draws.count == 4000 && draws[0].count == 2)
        #expect(try plane.samples(3, seed: 2) == Array(draws.prefix(3)))
        let mean = draws.reduce(0) { $0 + $1[0] } / 4000
        // The variance is 1.9375.
        #expect(abs(mean - 0.25) < 4.5 * (1.9375 / 4000).squareRoot())
    }

    @Test func projections() throws {
        let forward = try p.projection(.forward)
        #expect(abs(forward.distribution.mean[0] + 0.875) < 1e-15)
        #expect(forward.start == nil && forward.isConverged)
        let reverse = try p.projection(.reverse)
        #expect(reverse.start == 0 && reverse.mode == 0 && reverse.isConverged)
        #expect(reverse.divergence == reverse.startValues.min())
        #expect(reverse.startValues.count == 3)
        // The first component itself is as close as -log 0.75, because p >= 0.75 of it.
        #expect(reverse.divergence > 0 && reverse.divergence < 0.28768207)
        let closest = try MultivariateNormal(
            closestTo: Rows([0, 1, 2, 0, 1, 5], columns: 2), weights: [2, 1, 1], normalize: true)
        #expect(closest == MultivariateNormal(mean: [0.75, 1.75], .covariance([0.6875, -0.0625, -0.0625, 3.6875])))
        let diagonal = try MultivariateNormal(closestTo: Rows([0, 2, 4, 6], columns: 1), isDiagonal: true)
        #expect(diagonal == MultivariateNormal(mean: [3], .variances([5])))
    }

    @Test func misuse() throws {
        var bad = q
        bad.weights[0] = -0.25
        expectError(.probability, .weightsQ, index: 0, value: -0.25) { try p.klDivergence(from: bad) }
        bad.weights = [0.5, 0.5]
        expectError(.shape, .q) { try p.klDivergence(from: bad) }
        bad.weights = [0.5, 0.5, 0.5]
        expectError(.sum, .weightsP, value: 1.5) { try bad.klDivergence(from: p) }
        bad = q
        bad.components[1].spread = .covariance([-1])
        expectError(.notPositiveDefinite, .q, row: 1, index: 0, value: -1) { try p.klDivergence(from: bad) }
        expectError(.notPositiveDefinite, .p, row: 1, index: 0, value: -1) { try bad.projection(.reverse) }
        bad.components[1].spread = .variances([1])
        expectError(.shape, .p) { try bad.logDensity(at: [0]) }
        bad.components = []
        expectError(.shape, .p) { try bad.samples(1) }
        expectError(.count, .samples) { try MultivariateNormal(closestTo: Rows([], columns: 2)) }
        expectError(.shape, .x) { try p.logDensity(at: [0, 1]) }
    }
}
