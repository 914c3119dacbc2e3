/// An exponential distribution.
public struct Exponential: UnivariateDistribution {
    public var rate: Double

    public init(rate: Double) { self.rate = rate }

    public static var _family: _Family { _Family(.exponential) }
    public var _parameters: (Double, Double) { (rate, 0) }
}

extension Exponential: GammaSubfamily {
    static var parameterCount: Int { 1 }

    static func gammaPower(_ p: Parameters) -> GammaPower {
        let one = Lane(repeating: 1)
        return GammaPower(scale: one / p.first, power: one, shape: one)
    }

    /// c - 1 - log(c) with c = rate_q / rate_p.
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { itakuraSaito(q.first, p.first) }
    static func gamma(_ p: Parameters) -> Parameters { Parameters(first: Lane(repeating: 1), second: p.first) }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in Parameters(first: p.first + weight * (q.first - p.first), second: p.second) }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let step = weight * (q.first - p.first)
        return itakuraSaito(p.first + step, p.first, difference: step)
    }

    static func entropy(_ p: Parameters) -> Lane { 1 - logarithm(p.first) }
    static func mean(_ p: Parameters) -> Lane { Lane(repeating: 1) / p.first }
    static func variance(_ p: Parameters) -> Lane { Lane(repeating: 1) / p.first / p.first }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        select(x .< 0, Lane(repeating: -.infinity), logarithm(p.first) - p.first * x)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double { random.nextExponential() / p.0 }
}
