/// A Poisson distribution: probability rate^x exp(-rate) / x! of x = 0, 1, 2 ….
public struct Poisson: UnivariateDistribution {
    public var rate: Double

    public init(rate: Double) { self.rate = rate }

    public static var _family: _Family { _Family(.poisson) }
    public var _parameters: (Double, Double) { (rate, 0) }
}

extension Poisson: ParametricFamily {
    static var parameterCount: Int { 1 }
    static var support: Support { .counts }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { .notPositive(p.first) }

    /// λp log(λp / λq) - λp + λq
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { poissonDivergence(p.first, q.first) }

    /// To geometric distributions, -log P - λ log(1 - P) less the entropy.
    static func divergence(to q: Family) -> PairFunction? {
        guard q == .geometric else { return nil }
        return { p, q in
            let isCertain = q.first .== 1
            let failures = p.first * log1p(-select(isCertain, .zero, q.first))
            let value = (.zero - (logarithm(q.first) + failures)) - entropy(p)
            return select(isCertain, .infinite, value)
        }
    }

    /// The natural parameter is log λ.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            Parameters(first: p.first * exponential(logQuotient(q.first, p.first) * weight), second: p.second)
        }
    }

    /// λp φ(weight log(λq / λp))
    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        p.first * exponentialExcess(logQuotient(q.first, p.first) * weight)
    }

    static func entropy(_ p: Parameters) -> Lane { poissonEntropy(p.first) }
    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { p.first }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isInteger = (x.magnitude .> 0x1p52) .| (((x + 0x1p52) - 0x1p52) .== x)
        let isCount = select((x .< 0) .| (x .== .infinity), .none, isInteger)
        let count = select((isCount .& (x .> 0)), x, Lane(repeating: 1))
        let value = select(x .== 0, .zero - p.first, logPoissonProbability(count, p.first))
        return select(isCount, value, Lane(repeating: -.infinity))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double { random.nextPoisson(mean: p.0) }
}

/// log(λ^x e^-λ / x!) for positive x and λ: minus the Poisson divergence and what Stirling's formula has for x!
@inline(__always)
private func logPoissonProbability(_ x: Lane, _ rate: Lane) -> Lane {
    .zero - poissonDivergence(x, rate) - (0.5 * logarithm(x) + (halfLogTau + stirlingError(ofAny: x)))
}

/// -Σ p log p, of which no term is negative; from a rate of 32 on log(2 π e λ) / 2 - 1/(12 λ) - ..., of which the series
/// below leaves out 2e-17.
@inline(never)
private func poissonEntropy(_ rate: Lane) -> Lane {
    let isSmall = rate .< 32
    let large = select(isSmall, Lane(repeating: 32), rate)
    let inverse = Lane(repeating: 1) / large
    let series =
        inverse
        * polynomial(
            inverse,
            [
                -0.08333333333333301, -0.04166666666866001, -0.05277777574045354, -0.11250080259860325,
                -0.3423011947403635, -1.3819729266354248, -5.536966154671453, -87.95501830755676, 822.648132026451,
                -13878.481467372323,
            ])
    let value = 0.5 * logarithm(large) + standardNormalEntropy + series
    if !isSmall.isAnySet { return value }
    let small = select(isSmall, rate, Lane(repeating: 1))
    var sum = small * exponential(-small)
    // Above 32 + 18 √32 the probabilities are below 1e-26 of the sum.
    for count in 1...134 {
        let logProbability = logPoissonProbability(Lane(repeating: Double(count)), small)
        let term = exponential(logProbability) * logProbability
        sum = sum - term
        if !(term.magnitude .> 0x1p-60 * sum).isAnySet, Double(count) > 32 { break }
    }
    return select(isSmall, sum, value)
}
