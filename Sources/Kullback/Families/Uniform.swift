/// A uniform distribution on an interval.
public struct Uniform: UnivariateDistribution {
    public var low: Double
    public var high: Double

    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    public static var _family: _Family { _Family(.uniform) }
    public var _parameters: (Double, Double) { (low, high) }
}

extension Uniform: ParametricFamily {
    static var support: Support { Support(points: .reals, low: .parameter, high: .parameter) }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : .notFinite(p.second) .| (p.second .< p.first) .| (p.second .== p.first)
    }

    /// Half the length, which does not overflow.
    @inline(__always)
    static func half(_ p: Parameters) -> Lane { 0.5 * p.second - 0.5 * p.first }

    /// log(length_q / length_p), from what lies between the ends.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let gaps = (0.5 * q.second - 0.5 * p.second) + (0.5 * p.first - 0.5 * q.first)
        let isOutside = (p.first .< q.first) .| (p.second .> q.second)
        return select(isOutside, .infinite, logQuotient(half(q), half(p), difference: gaps))
    }

    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .laplace: { p, q in laplaceDivergence(p, q) }
        case .gumbel: { p, q in gumbelDivergence(p, q) }
        case .exponential: { p, q in exponentialDivergence(p, q) }
        case .gamma: { p, q in gammaDivergence(p, q) }
        case .pareto: { p, q in paretoDivergence(p, q) }
        case .beta: { p, q in betaDivergence(p, q) }
        case .continuousBernoulli: { p, q in continuousBernoulliDivergence(p, q) }
        default: divergence(to: q, moments)
        }
    }

    static func entropy(_ p: Parameters) -> Lane { logarithm(half(p)) + logTwo }
    static func mean(_ p: Parameters) -> Lane { 0.5 * p.first + 0.5 * p.second }
    static func variance(_ p: Parameters) -> Lane { half(p) * (half(p) * (1.0 / 3)) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        select((x .< p.first) .| (x .> p.second), -.infinite, -entropy(p))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextUniform(from: p.0, to: p.1)
    }
}
