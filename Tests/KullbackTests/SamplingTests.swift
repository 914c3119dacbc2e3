import Kullback
import Testing

private typealias Draw = @Sendable (inout RandomStream) -> Double

/// Of each law whose table has this name.
private let draws: [String: Draw] = [
    "uniform": { $0.nextUniform() },
    "exponential": { $0.nextExponential() },
    "normal": { $0.nextNormal() },
    "laplace": { $0.nextLaplace() },
    "logistic": { $0.nextLogistic() },
    "gumbel": { $0.nextGumbel() },
    "cauchy": { $0.nextCauchy() },
    "weibull(0.5)": { $0.nextWeibull(shape: 0.5) },
    "weibull(1000)": { $0.nextWeibull(shape: 1000) },
    "pareto(0.5)": { $0.nextPareto(shape: 0.5) },
    "pareto(10)": { $0.nextPareto(shape: 10) },
    "kumaraswamy(2, 5)": { $0.nextKumaraswamy(2, 5) },
    "kumaraswamy(0.1, 0.5)": { $0.nextKumaraswamy(0.1, 0.5) },
    "continuousBernoulli(0.2)": { $0.nextContinuousBernoulli(0.2) },
    "continuousBernoulli(0.9)": { $0.nextContinuousBernoulli(0.9) },
    "gamma(0.001)": { $0.nextGamma(shape: 0.001) },
    "gamma(0.5)": { $0.nextGamma(shape: 0.5) },
    "gamma(1)": { $0.nextGamma(shape: 1) },
    "gamma(7.3)": { $0.nextGamma(shape: 7.3) },
    "gamma(1e6)": { $0.nextGamma(shape: 1e6) },
    "logGamma(1e-8)": { $0.nextLogGamma(shape: 1e-8) },
    "logGamma(0.001)": { $0.nextLogGamma(shape: 0.001) },
    "logGamma(3)": { $0.nextLogGamma(shape: 3) },
    "beta(0.001, 0.001)": { $0.nextBeta(0.001, 0.001) },
    "beta(0.5, 8)": { $0.nextBeta(0.5, 8) },
    "beta(2, 3)": { $0.nextBeta(2, 3) },
    "inverseGaussian(0.001)": { $0.nextInverseGaussian(shape: 0.001) },
    "inverseGaussian(1)": { $0.nextInverseGaussian(shape: 1) },
    "inverseGaussian(1e6)": { $0.nextInverseGaussian(shape: 1e6) },
    "vonMises(0.001)": { $0.nextVonMises(concentration: 0.001) },
    "vonMises(1)": { $0.nextVonMises(concentration: 1) },
    "vonMises(1000)": { $0.nextVonMises(concentration: 1000) },
    "poisson(0.1)": { $0.nextPoisson(mean: 0.1) },
    "poisson(9.9)": { $0.nextPoisson(mean: 9.9) },
    "poisson(10)": { $0.nextPoisson(mean: 10) },
    "poisson(1000)": { $0.nextPoisson(mean: 1000) },
    "poisson(1e8)": { $0.nextPoisson(mean: 1e8) },
    "binomial(1000000, 1e-6)": { $0.nextBinomial(trials: 1_000_000, 1e-6) },
    "binomial(50, 0.3)": { $0.nextBinomial(trials: 50, 0.3) },
    "binomial(1000, 0.95)": { $0.nextBinomial(trials: 1000, 0.95) },
    "geometric(0.3)": { $0.nextGeometric(0.3) },
    "geometric(0.0001)": { $0.nextGeometric(0.0001) },
    "negativeBinomial(0.1, 0.9)": { $0.nextNegativeBinomial(failures: 0.1, 0.9) },
    "negativeBinomial(20, 0.5)": { $0.nextNegativeBinomial(failures: 20, 0.5) },
    "negativeBinomial(3, 0.001)": { $0.nextNegativeBinomial(failures: 3, 0.001) },
]

@Suite struct SamplingTests {
    @Test(arguments: draws.keys.sorted()) func drawsFollowTheirLaw(name: String) throws {
        let draw = try #require(draws[name])
        try expect(sample { draw(&$0) }, follows: name)
    }

    /// Philox in Python and the normal quantile of mpmath, for streams 0...2 of seed 2026.
    @Test func normalsAreQuantilesOfUniforms() throws {
        let expected: [(Double, Double)] = [
            (0x1.0b6f7cb6dcb65p-1, 0.05601470725413695), (0x1.e440e59b487a8p-4, -1.1839018797068526),
            (0x1.2bb4cfb8a6453p-1, 0.21563498036048387),
        ]
        let draws = try Normal(mean: 10, standardDeviation: 2).samples(3, seed: 2026, threads: 2)
        for (stream, (uniform, normal)) in expected.enumerated() {
            var random = RandomStream(seed: 2026, stream: UInt64(stream))
            #expect(random.nextUniform() == uniform)
            random = RandomStream(seed: 2026, stream: UInt64(stream))
            expect(random.nextNormal(), near: normal)
            expect(draws[stream], near: 10 + 2 * normal)
        }
    }

    @Test func uniformsAreTheHalvesOfPairsInTurn() {
        var (single, paired) = (RandomStream(seed: 3, stream: 4), RandomStream(seed: 3, stream: 4))
        for _ in 0..<5 {
            let (first, second) = paired.nextUniforms()
            #expect(single.nextUniform() == first)
            #expect(single.nextUniform() == second)
        }
    }

    /// A draw depends on its stream alone: backwards, and after others.
    @Test func drawsDoNotDependOnTheirOrder() {
        for (name, draw) in draws {
            let forwards = sample(100) { draw(&$0) }
            for index in (0..<100).reversed() {
                var random = RandomStream(seed: 20, stream: UInt64(index))
                #expect(draw(&random) == forwards[index], "\(name)")
            }
        }
    }

    /// Rejection ends, whatever the parameters are.
    @Test(arguments: [0x0.8p-1022, 1e-300, 1e-17, 1, 1e17, 1e300, .greatestFiniteMagnitude])
    func extremeParametersGiveNumbers(x: Double) {
        let inside = min(x, 0x1.fffffffffffffp-1)
        for seed in 0..<200 as Range<UInt64> {
            var random = RandomStream(seed: seed, stream: 0)
            let numbers = [
                random.nextGamma(shape: x), random.nextBeta(x, x), random.nextBeta(1, x), random.nextWeibull(shape: x),
                random.nextPareto(shape: x), random.nextKumaraswamy(x, x), random.nextContinuousBernoulli(inside),
                random.nextInverseGaussian(shape: x), random.nextVonMises(concentration: x),
                random.nextPoisson(mean: x), random.nextBinomial(trials: x, 0.3),
                random.nextBinomial(trials: 1e300, inside), random.nextGeometric(inside),
                random.nextNegativeBinomial(failures: x, 0.5), random.nextNegativeBinomial(failures: 2, inside),
            ]
            for (index, number) in numbers.enumerated() { #expect(number >= -.pi, "\(index)") }
            #expect(!random.nextLogGamma(shape: x).isNaN)
        }
    }

    @Test func notANumberGivesNotANumber() {
        var random = RandomStream(seed: 0, stream: 0)
        let numbers = [
            random.nextGamma(shape: .nan), random.nextLogGamma(shape: .nan), random.nextBeta(.nan, 1),
            random.nextBeta(2, .nan), random.nextWeibull(shape: .nan), random.nextPareto(shape: .nan),
            random.nextKumaraswamy(.nan, 2), random.nextKumaraswamy(2, .nan), random.nextContinuousBernoulli(.nan),
            random.nextInverseGaussian(shape: .nan), random.nextVonMises(concentration: .nan),
            random.nextPoisson(mean: .nan), random.nextBinomial(trials: .nan, 0.5),
            random.nextBinomial(trials: 20, .nan), random.nextGeometric(.nan),
            random.nextNegativeBinomial(failures: .nan, 0.5), random.nextNegativeBinomial(failures: 2, .nan),
        ]
        for (index, number) in numbers.enumerated() { #expect(number.isNaN, "\(index)") }
    }
}
