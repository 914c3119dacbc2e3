/// A log-normal distribution: that of the exponential of a normal variable of mean `location` and standard deviation
/// `scale`.
public struct LogNormal: UnivariateDistribution {
    public var location: Double
    public var scale: Double

    public init(location: Double, scale: Double) {
        self.location = location
        self.scale = scale
    }

    public static var _family: _Family { _Family(.logNormal) }
    public var _parameters: (Double, Double) { (location, scale) }
}

extension LogNormal: ParametricFamily {
    static var support: Support { .positive }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { Normal.isOutside(parameter, p) }

    /// That of the normals.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { Normal.divergence(p, q) }
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Normal.geodesic }

    static func divergence(to q: Family) -> PairFunction? {
        if let target = GammaPower.of(q) { return { p, q in divergence(p, from: target(q)) } }
        guard let target = normalParameters(of: q) else { return nil }
        return { p, q in divergence(p, fromNormal: target(q)) }
    }

    static func entropy(_ p: Parameters) -> Lane { Normal.entropy(p) + p.first }
    static func mean(_ p: Parameters) -> Lane { moment(p) }

    static func variance(_ p: Parameters) -> Lane {
        let mean = moment(p)
        return mean * mean * expm1(p.second * p.second)
    }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isInside = (x .> 0) .& (x .< .infinity)
        let log = logarithm(select(isInside, x, Lane(repeating: 1)))
        return select(isInside, Normal.logDensity(p, log) - log, Lane(repeating: -.infinity))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        exp(Normal.sample(p, &random))
    }

    /// exp(μ + σ² / 2), with the rounding errors of the exponent.
    @inline(never)
    private static func moment(_ p: Parameters) -> Lane {
        let square = twoProduct(p.second, p.second)
        let exponent = twoDifference(p.first, -0.5 * square.high)
        let power = exp(exponent.high)
        let low = exponent.low + 0.5 * square.low
        return select(power .< .infinity, power + power * low, power)
    }

    /// (X / c)^k is log-normal with location k (μ - log c) and scale |k| σ. With its mean a e^t:
    /// a φ(t) + (v - 1 - log v) / 2 + S(a), v = a (k σ)².
    @inline(never)
    private static func divergence(_ p: Parameters, from q: GammaPower) -> Lane {
        let width = q.power * p.second
        let t = q.power * (p.first - logarithm(q.scale)) + 0.5 * width * width - logarithm(q.shape)
        return q.shape * phi(t) + (0.5 * itakuraSaito(q.shape * width * width, Lane(repeating: 1)) + binet(q.shape))
    }

    /// The negentropy is (x + log((e^x - 1) / x)) / 2 with x = σ².
    @inline(never)
    private static func divergence(_ p: Parameters, fromNormal q: Parameters) -> Lane {
        let square = p.second * p.second
        let excess = phi(square) / square
        let one = Lane(repeating: 1)
        let negentropy = 0.5 * (square + logRatio(ofAny: one + excess, one, difference: excess).value)
        return divergenceToNormal(
            distance: mean(p) - q.first, variance: variance(p), negentropy: negentropy, scale: q.second)
    }
}
