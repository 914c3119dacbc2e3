/// A logistic distribution: distribution function 1 / (1 + e^-z) of z = (x - location) / scale.
public struct Logistic: UnivariateDistribution {
    public var location: Double
    public var scale: Double

    public init(location: Double, scale: Double) {
        self.location = location
        self.scale = scale
    }

    public static var _family: _Family { _Family(.logistic) }
    public var _parameters: (Double, Double) { (location, scale) }
}

extension Logistic: ParametricFamily {
    static var support: Support { .realLine }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : .notPositive(p.second)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let (ratio, excess) = (p.second / q.second, (p.second - q.second) / q.second)
        let shift = (p.first - q.first) / q.second
        let logRatio = logQuotient(p.second, q.second)
        var value = Lane.zero
        for lane in 0..<8 {
            value[lane] = logisticDivergence(ratio[lane], excess[lane], logRatio[lane], shift[lane])
        }
        return value
    }

    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .laplace:
            { p, q in
                let deviation = absoluteDeviation(p, from: q.first)
                let excess = logQuotient(deviation, p.second) + (logTwo - 1)
                return itakuraSaito(deviation, q.second) + excess
            }
        case .gumbel: { p, q in gumbelDivergence(p, q) }
        default: divergence(to: q, moments)
        }
    }

    private static func moments(_ p: Parameters) -> MatchedMoments {
        MatchedMoments(
            mean: p.first, deviation: p.second * (.pi / 3.0.squareRoot()), negentropy: 0.01436227472001807)
    }

    /// 2 s log(2 cosh(d / (2 s))) at a distance d from the mean.
    private static func absoluteDeviation(_ p: Parameters, from center: Lane) -> Lane {
        let distance = (p.first - center).magnitude
        return distance + p.second * (2 * log1p(exponential(-(distance / p.second))))
    }

    /// E e^-w = e^-m π r / sin(π r) with w = (x - loc_q) / s_q, m its mean and r = s_p / s_q, which must be less than
    /// 1.
    private static func gumbelDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let ratio = p.second / q.second
        let isFinite = ratio .< 1
        let r = select(isFinite, ratio, Lane(repeating: 0.5))
        let turn = .pi * select(r .> 0.5, (q.second - p.second) / q.second, r)
        let logMoment = logQuotient(.pi * r, Trigonometric(turn).sine)
        let value = divergenceFromGumbel(
            mean: (p.first - q.first) / q.second, logMoment: logMoment, negativeEntropy: -(logarithm(r) + 2))
        return select(isFinite, value, .infinite)
    }

    static func entropy(_ p: Parameters) -> Lane { logarithm(p.second) + 2 }
    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { p.second * p.second * (.pi * .pi / 3) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let z = ((x - p.first) / p.second).magnitude
        return -(z + 2 * log1p(exponential(-z))) - logarithm(p.second)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 + p.1 * random.nextLogistic()
    }
}
