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
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { Normal.divergence(p, q) }
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Normal.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        Normal.divergence(p, toward: q, weight)
    }

    static func divergence(to q: Family) -> PairFunction? {
        if let target = GammaPower.of(q) { return { p, q in divergence(p, from: target(q)) } }
        switch q {
        case .laplace: return { p, q in divergence(p, fromLaplace: q) }
        case .inverseGaussian: return { p, q in divergence(p, fromInverseGaussian: q) }
        default: return divergence(to: q, fromNormal: { p, q in divergence(p, fromNormal: q) })
        }
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
        let power = exponential(exponent.high)
        let low = exponent.low + 0.5 * square.low
        return select(power .< .infinity, power + power * low, power)
    }

    /// (X / c)^k is log-normal with location k (μ - log c) and scale |k| σ. With its mean a e^t:
    /// a φ(t) + (v - 1 - log v) / 2 + S(a), v = a (k σ)².
    @inline(never)
    private static func divergence(_ p: Parameters, from q: GammaPower) -> Lane {
        let width = q.power * p.second
        let t = q.power * (p.first - logarithm(q.scale)) + 0.5 * width * width - logarithm(q.shape)
        return q.shape * exponentialExcess(t)
            + (0.5 * itakuraSaito(q.shape * width * width, Lane(repeating: 1)) + stirlingError(ofAny: q.shape))
    }

    /// The negentropy is (x + log((e^x - 1) / x)) / 2 with x = σ².
    @inline(never)
    private static func divergence(_ p: Parameters, fromNormal q: Parameters) -> Lane {
        let square = p.second * p.second
        let negentropy = 0.5 * (square + log1p(exponentialExcess(square) / square))
        return divergenceFromNormal(
            distance: mean(p) - q.first, variance: variance(p), negentropy: negentropy, scale: q.second)
    }

    /// E |X - c| = m - c + 2 (c F(c) - E X 1(X < c)), the last as of an option (Black & Scholes 1973).
    @inline(never)
    private static func divergence(_ p: Parameters, fromLaplace q: Parameters) -> Lane {
        let mean = mean(p)
        let isInside = q.first .> 0
        let c = select(isInside, q.first, Lane(repeating: 1))
        let unit = 0.5.squareRoot()
        let z = (p.first - logarithm(c)) / p.second * unit
        let below = c * erfc(z) - mean * erfc(z + p.second * unit)
        let value = divergenceFromLaplace(
            absoluteDeviation: (mean - q.first) + select(isInside, below, .zero), entropy: entropy(p), q)
        return select(mean .< .infinity, value, .infinite)
    }

    /// With m = E X, u = λ (e^x - 1) / m and x = σ²: λ (m / μ - 1)² / (2 m) + (u - 1 - log u) / 2 + log(2 sinh(x / 2) / x) / 2.
    @inline(never)
    private static func divergence(_ p: Parameters, fromInverseGaussian q: Parameters) -> Lane {
        let (mean, square) = (mean(p), p.second * p.second)
        let ratio = q.second / mean
        let z = (mean - q.first) / q.first
        let quotient = log1p(exponentialExcess(square) / square)
        let scales = itakuraSaito(ratio * expm1(square), Lane(repeating: 1)) + (quotient - 0.5 * square)
        // Where moments are not ordinary doubles.
        let isFinite = (square .< 700) .& (mean .< .infinity) .& (mean .> 0)
        return select(isFinite, 0.5 * (ratio * z * z + scales), .infinite)
    }
}
