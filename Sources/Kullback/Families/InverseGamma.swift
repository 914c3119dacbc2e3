/// An inverse gamma distribution: that of the reciprocal of a gamma variable of this shape and rate.
public struct InverseGamma: UnivariateDistribution {
    public var shape: Double
    public var rate: Double

    public init(shape: Double, rate: Double) {
        self.shape = shape
        self.rate = rate
    }

    public static var _family: _Family { _Family(.inverseGamma) }
    public var _parameters: (Double, Double) { (shape, rate) }
}

extension InverseGamma: GammaPowerFamily {
    static func gammaPower(_ p: Parameters) -> GammaPower {
        GammaPower(scale: p.second, power: Lane(repeating: -1), shape: p.first)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { Gamma.divergence(p, q) }
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Gamma.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        Gamma.divergence(p, toward: q, weight)
    }

    static func mean(_ p: Parameters) -> Lane { select(p.first .> 1, p.second / (p.first - 1), .infinite) }

    static func variance(_ p: Parameters) -> Lane {
        let mean = p.second / (p.first - 1)
        return select(p.first .> 2, mean * mean / (p.first - 2), .infinite)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.1 / random.nextGamma(shape: p.0)
    }
}
