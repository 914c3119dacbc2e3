/// A Pareto distribution: density shape scale^shape / x^(shape + 1) on x >= scale.
public struct Pareto: UnivariateDistribution {
    public var scale: Double
    public var shape: Double

    public init(scale: Double, shape: Double) {
        self.scale = scale
        self.shape = shape
    }

    public static var _family: _Family { _Family(.pareto) }
    public var _parameters: (Double, Double) { (scale, shape) }
}

extension Pareto: ParametricFamily {
    static var support: Support { Support(points: .reals, low: .positiveParameter, high: .unbounded) }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        .notPositive(parameter == 0 ? p.first : p.second)
    }

    /// c - 1 - log(c) + shape_q log(scale_p / scale_q), c = shape_q / shape_p; infinite where scale_p < scale_q.
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let value =
            itakuraSaito(q.second, p.second) + q.second * logQuotient(p.first, q.first)
        return select(p.first .< q.first, .infinite, value)
    }

    static func divergence(to q: Family) -> PairFunction? {
        if let target = GammaPower.of(q) { return { p, q in divergence(p, from: target(q)) } }
        switch q {
        case .laplace: return { p, q in divergence(p, fromLaplace: q) }
        case .logNormal: return { p, q in divergence(p, fromLogNormal: q) }
        default: return divergenceByMoments(to: q)
        }
    }

    static func entropy(_ p: Parameters) -> Lane {
        (1 + Lane(repeating: 1) / p.second) + logQuotient(p.first, p.second)
    }

    static func mean(_ p: Parameters) -> Lane {
        select(p.second .> 1, p.first * (p.second / (p.second - 1)), .infinite)
    }

    static func variance(_ p: Parameters) -> Lane {
        let unit = p.first / (p.second - 1)
        return select(p.second .> 2, unit * unit * (p.second / (p.second - 2)), .infinite)
    }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isInside = (x .> 0) .& (x .< .infinity)
        let y = select(isInside, x, p.first)
        let value = logQuotient(p.second, y) - p.second * logQuotient(y, p.first)
        return select(select(x .< p.first, .none, isInside), value, Lane(repeating: -.infinity))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 * random.nextPareto(shape: p.1)
    }

    /// (X / c)^k is a Pareto variable of shape α / k. With its mean a e^t and τ = k / α:
    /// a φ(t) - a (τ + log(1 - τ)) + G(a) - 1 - log |τ|, infinite where τ >= 1.
    @inline(never)
    private static func divergence(_ p: Parameters, from q: GammaPower) -> Lane {
        let ratio = q.power / p.second
        let isFinite = ratio .< 1
        let τ = select(isFinite, ratio, Lane(repeating: 0.5))
        let bend = itakuraSaito(1 - τ, Lane(repeating: 1), difference: -τ)
        let t = q.power * logQuotient(p.first, q.scale) + (bend + τ) - logarithm(q.shape)
        let rest = (logGammaExcess(q.shape) - 1) - logarithm(τ.magnitude)
        return select(isFinite, q.shape * (exponentialExcess(t) + bend) + rest, .infinite)
    }

    /// E |X - c| is the mean less c, and twice E max(c - X, 0) where c is in the support.
    private static func divergence(_ p: Parameters, fromLaplace q: Parameters) -> Lane {
        let excess = select(p.second .> 1, p.second - 1, Lane(repeating: 1))
        let ratio = select(q.first .> p.first, q.first, p.first)
        let step = excess * logQuotient(ratio, p.first)
        // With (scale / c)^(shape - 1) = e^-step: max(c - X, 0) has mean c - scale + scale (e^-step - 1) / (shape - 1).
        let shortfall = (ratio - p.first) + p.first / excess * expm1(-step)
        let value = divergenceFromLaplace(
            absoluteDeviation: (p.first - q.first) + p.first / excess + 2 * shortfall, entropy: entropy(p), q)
        return select(p.second .> 1, value, .infinite)
    }

    /// log X is the logarithm of the scale and an exponential variable.
    private static func divergence(_ p: Parameters, fromLogNormal q: Parameters) -> Lane {
        let mean = Lane(repeating: 1) / p.second
        return divergenceFromNormal(
            mean: logarithm(p.first) + mean, variance: mean * mean, entropy: 1 - logarithm(p.second), q)
    }
}
