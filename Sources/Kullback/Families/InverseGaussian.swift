/// An inverse Gaussian distribution: density sqrt(shape / (2 π x³)) exp(-shape (x - mean)² / (2 mean² x)) on x > 0.
public struct InverseGaussian: UnivariateDistribution {
    public var mean: Double
    public var shape: Double

    public init(mean: Double, shape: Double) {
        self.mean = mean
        self.shape = shape
    }

    public static var _family: _Family { _Family(.inverseGaussian) }
    public var _parameters: (Double, Double) { (mean, shape) }
}

extension InverseGaussian: ParametricFamily {
    static var support: Support { .positive }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        .notPositive(parameter == 0 ? p.first : p.second)
    }

    /// (c - 1 - log c) / 2 + λq (μp - μq)² / (2 μp μq²), c = λq / λp
    @inline(never)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let z = (p.first - q.first) / q.first
        return 0.5 * (itakuraSaito(q.second, p.second) + q.second / p.first * z * z)
    }

    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .exponential, .gamma, .chiSquared, .inverseGamma:
            guard let target = GammaPower.of(q) else { return nil }
            return { p, q in divergence(p, from: target(q)) }
        default:
            return divergence(
                to: q,
                fromNormal: { p, q in
                    divergenceFromNormal(
                        distance: p.first - q.first, variance: variance(p), negentropy: 1.5 * logDeficit(p),
                        scale: q.second)
                })
        }
    }

    /// Natural parameters -λ / (2 μ²) and -λ / 2.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let (linear, other) = (p.second / p.first / p.first, q.second / q.first / q.first)
            let shape = p.second + weight * (q.second - p.second)
            return Parameters(first: (shape / (linear + weight * (other - linear))).squareRoots, second: shape)
        }
    }

    /// With u = λq / λp - 1 and k = μp / μq - 1, of shape λp c, c = 1 + weight u, and mean μp / r,
    /// r² = 1 + weight (1 + u) (2 k + k²) / c: (c - 1 - log c + λp c (r - 1)² / μp) / 2
    @inline(never)
    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let (u, k) = ((q.second - p.second) / p.second, (p.first - q.first) / q.first)
        let change = weight * u
        let share = weight * (1 + u) * (k * (2 + k)) / (1 + change)
        let isInside = (change .> -1) .& (share .> -1)
        let (c, x) = (select(isInside, change, .zero), select(isInside, share, .zero))
        let step = x / (1 + (1 + x).squareRoots)
        let value = log1pExcess(c) + p.second / p.first * (1 + c) * step * step
        return select(isInside, 0.5 * value, .infinite)
    }

    static func entropy(_ p: Parameters) -> Lane {
        standardNormalEntropy + 0.5 * logarithm(variance(p)) - 1.5 * logDeficit(p)
    }

    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { p.first * p.first * (p.first / p.second) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isInside = (x .> 0) .& (x .< .infinity)
        let y = select(isInside, x, p.first)
        let z = (y - p.first) / p.first
        let value = 0.5 * (logarithm(p.second) - 3 * logarithm(y)) - halfLogTau - 0.5 * z * z * (p.second / y)
        return select(isInside, value, Lane(repeating: -.infinity))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 * random.nextInverseGaussian(shape: p.1 / p.0)
    }

    /// log μ - E log X = e^t E1(t), t = 2 λ / μ
    @inline(never)
    private static func logDeficit(_ p: Parameters) -> Lane {
        var value = 2 * (p.second / p.first)
        for lane in 0..<8 { value[lane] = scaledExponentialIntegral(value[lane]) }
        return value
    }

    /// For a power of 1 or -1: E X = μ, E 1/X = 1/μ + 1/λ. The entropy of log X is (log(2 π e μ / λ) - (log μ - E log X)) / 2.
    @inline(never)
    private static func divergence(_ p: Parameters, from q: GammaPower) -> Lane {
        let deficit = logDeficit(p)
        let ratio = p.first / p.second
        let offset = logQuotient(p.first, q.scale)
        let logMean = q.power * offset + select(q.power .< 0, log1p(ratio), .zero)
        let entropy = standardNormalEntropy + 0.5 * (logarithm(ratio) - deficit)
        return q.divergence(ofLogMean: logMean, meanLog: q.power * (offset - deficit), entropy: entropy)
    }
}
