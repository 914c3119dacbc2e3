/// A chi distribution: that of the square root of a chi-squared variable.
public struct Chi: UnivariateDistribution {
    public var degreesOfFreedom: Double

    public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    public static var _family: _Family { _Family(.chi) }
    public var _parameters: (Double, Double) { (degreesOfFreedom, 0) }
}

extension Chi: GammaPowerFamily {
    static var parameterCount: Int { 1 }

    static func gammaPower(_ p: Parameters) -> GammaPower {
        GammaPower(scale: Lane(repeating: 2.0.squareRoot()), power: Lane(repeating: 2), shape: 0.5 * p.first)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { ChiSquared.divergence(p, q) }
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Exponential.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        ChiSquared.divergence(p, toward: q, weight)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        ChiSquared.sample(p, &random).squareRoot()
    }
}
