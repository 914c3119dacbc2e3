/// A Laplace distribution: density e^(-|x - location| / scale) / (2 scale).
public struct Laplace: UnivariateDistribution {
    public var location: Double
    public var scale: Double

    public init(location: Double, scale: Double) {
        self.location = location
        self.scale = scale
    }

    public static var _family: _Family { _Family(.laplace) }
    public var _parameters: (Double, Double) { (location, scale) }
}

extension Laplace: ParametricFamily {
    static var support: Support { .realLine }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : .notPositive(p.second)
    }

    /// With r = s_p / s_q and t = |loc_p - loc_q| / s_p: (r - 1 - log r) + r (e^-t - 1 + t).
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let ratio = p.second / q.second
        let distance = (p.first - q.first).magnitude
        let t = distance / p.second
        // The product may be an ordinary number though t or r is not.
        let shift = select(t .> 40, distance / q.second - ratio, ratio * exponentialExcess(-t))
        return itakuraSaito(p.second, q.second) + shift
    }

    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .gumbel: { p, q in gumbelDivergence(p, q) }
        default: divergence(to: q, moments)
        }
    }

    private static func moments(_ p: Parameters) -> MatchedMoments {
        MatchedMoments(mean: p.first, deviation: p.second * 2.0.squareRoot(), negentropy: 0.07236494292470008)
    }

    /// E e^(-w) = e^-m / (1 - r^2) with w = (x - loc_q) / s_q, m its mean and r = s_p / s_q, which must be less than 1.
    private static func gumbelDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let ratio = p.second / q.second
        let isFinite = ratio .< 1
        let r = select(isFinite, ratio, Lane(repeating: 0.5))
        let logMoment = -(log1p(r) + log1p(-r))
        let value = divergenceFromGumbel(
            mean: (p.first - q.first) / q.second, logMoment: logMoment, negativeEntropy: -(logarithm(r) + (1 + logTwo)))
        return select(isFinite, value, .infinite)
    }

    static func entropy(_ p: Parameters) -> Lane { logarithm(p.second) + (1 + logTwo) }
    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { 2 * (p.second * p.second) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        -((x - p.first).magnitude / p.second) - (logarithm(p.second) + logTwo)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 + p.1 * random.nextLaplace()
    }
}
