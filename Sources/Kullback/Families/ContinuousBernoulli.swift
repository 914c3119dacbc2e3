/// A continuous Bernoulli distribution: density proportional to p^x (1 - p)^(1 - x) on [0, 1] (Loaiza-Ganem &
/// Cunningham 2019).
public struct ContinuousBernoulli: UnivariateDistribution {
    /// The parameter p, which is not the mean.
    public var probability: Double

    public init(probability: Double) { self.probability = probability }

    public static var _family: _Family { _Family(.continuousBernoulli) }
    public var _parameters: (Double, Double) { (probability, 0) }
}

extension ContinuousBernoulli: ParametricFamily {
    static var parameterCount: Int { 1 }
    static var support: Support { .unitInterval }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { (p.first .<= 0) .| (1 - p.first .<= 0) }

    /// The natural parameter η = log(p / (1 - p)).
    @inline(never)
    static func slope(_ p: Parameters) -> Lane {
        logQuotient(p.first, 1 - p.first, difference: (p.first - 0.5) + (p.first - 0.5))
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let (η, change) = (slope(p), slopeDifference(p, q))
        return unitExponentialBregman(η + change, η, difference: change)
    }

    /// log(q (1 - p) / (p (1 - q))), the difference of whose terms is q - p.
    private static func slopeDifference(_ p: Parameters, _ q: Parameters) -> Lane {
        logQuotient(q.first * (1 - p.first), p.first * (1 - q.first), difference: q.first - p.first)
    }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in Parameters(first: logitLine(p.first, q.first, weight).point, second: p.second) }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let (η, change) = (slope(p), weight * slopeDifference(p, q))
        return unitExponentialBregman(η + change, η, difference: change)
    }

    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .uniform: { p, q in uniformDivergence(p, q) }
        case .exponential: { p, q in exponentialDivergence(p, q.first) }
        case .laplace: { p, q in laplaceDivergence(p, q) }
        case .gumbel: { p, q in gumbelDivergence(p, q) }
        default: divergence(to: q, moments)
        }
    }

    /// D from the uniform distribution on [0, 1].
    private static func negentropy(_ η: Lane) -> Lane { unitExponentialBregman(.zero, η, difference: -η) }

    static func entropy(_ p: Parameters) -> Lane { -negentropy(slope(p)) }
    static func mean(_ p: Parameters) -> Lane { UnitExponentialMoments(slope(p)).mean }
    static func variance(_ p: Parameters) -> Lane { UnitExponentialMoments(slope(p)).variance }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let η = slope(p)
        let distance = select(η .< 0, x, 1 - x)
        let value = -(η.magnitude * distance + UnitExponentialMoments(η).logScaled)
        return select((x .< 0) .| (x .> 1), -.infinite, value)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextContinuousBernoulli(p.0)
    }
}

extension ContinuousBernoulli {
    private static func moments(_ p: Parameters) -> MatchedMoments {
        let η = slope(p)
        let moments = UnitExponentialMoments(η)
        let spread = 0.5 * logarithm(moments.variance) + (halfLogTau + 0.5)
        return MatchedMoments(
            mean: moments.mean, deviation: moments.variance.squareRoots, negentropy: spread + negentropy(η))
    }

    /// log(high - low), if [0, 1] is within.
    private static func uniformDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let isWithin = (q.first .<= 0) .& (1 - q.second .<= 0)
        let rest = select(isWithin, (q.second - 1) - q.first, .zero)
        return select(isWithin, negentropy(slope(p)) + log1p(rest), .infinite)
    }

    /// With t = -η and c = λ / t: (c - 1 - log c) + (1 - c) t / (e^t - 1) - log(1 - e^-t), as density falls like an
    /// exponential one; elsewhere from the divergence from the exponential distribution of the same mean.
    private static func exponentialDivergence(_ p: Parameters, _ rate: Lane) -> Lane {
        let η = slope(p)
        let falls = η .< -2
        let t = select(falls, -η, Lane(repeating: 2))
        let rest = exponential(-t)
        let near = itakuraSaito(rate, t) + ((t - rate) * (rest / (1 - rest)) - log1p(-rest))
        let mean = UnitExponentialMoments(η).mean
        let far = itakuraSaito(rate * mean, Lane(repeating: 1)) + (negentropy(η) + (logarithm(mean) + 1))
        return select(falls, near, far)
    }

    /// With η <= 0 after a reflection: E (m - x)+ = φ(η m) / (-η (1 - e^η)) for m in [0, 1].
    private static func laplaceDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let η = slope(p)
        let (moments, rises) = (UnitExponentialMoments(η), η .> 0)
        let (mean, place) = (select(rises, moments.complement, moments.mean), select(rises, 1 - q.first, q.first))
        let t = η.magnitude
        let inner = select(place .< 0, .zero, select(place .> 1, Lane(repeating: 1), place))
        let steep = select(t .> 0x1p-400, t, Lane(repeating: 1))
        let bend = select(
            t .> 0x1p-400, exponentialExcess(-steep * inner) / (steep * -expm1(-steep)), 0.5 * inner * inner)
        let within = (mean - inner) + 2 * bend
        let beyond = (place - inner).magnitude
        let ε = select(place .< 0, mean + beyond, select(place .> 1, beyond + (1 - mean), within))
        return itakuraSaito(ε, q.second) + (negentropy(η) + (logarithm(ε) + (logTwo + 1)))
    }

    /// E e^(-x / s) = e^(F(η - 1/s) - F(η)), that is e^(B - mean / s) with the Bregman divergence B of these.
    private static func gumbelDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let η = slope(p)
        let step = -(Lane(repeating: 1) / q.second)
        let logMoment = unitExponentialBregman(η + step, η, difference: step)
        let mean = (UnitExponentialMoments(η).mean - q.first) / q.second
        return divergenceFromGumbel(
            mean: mean, logMoment: logMoment, negativeEntropy: negentropy(η) + logarithm(q.second))
    }
}
