/// A chi-squared distribution: that of the sum of `degreesOfFreedom` squares of standard normal variables, or
/// Gamma(degreesOfFreedom / 2, 1/2) for any positive number.
public struct ChiSquared: UnivariateDistribution {
    public var degreesOfFreedom: Double

    public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    public static var _family: _Family { _Family(.chiSquared) }
    public var _parameters: (Double, Double) { (degreesOfFreedom, 0) }
}

extension ChiSquared: GammaSubfamily {
    static var parameterCount: Int { 1 }

    static func gammaPower(_ p: Parameters) -> GammaPower {
        GammaPower(scale: Lane(repeating: 2), power: Lane(repeating: 1), shape: 0.5 * p.first)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { logGammaBregman(0.5 * q.first, 0.5 * p.first) }
    static func gamma(_ p: Parameters) -> Parameters { Parameters(first: 0.5 * p.first, second: Lane(repeating: 0.5)) }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Exponential.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let step = 0.5 * weight * (q.first - p.first)
        return logGammaBregman(0.5 * p.first + step, 0.5 * p.first, difference: step)
    }

    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { 2 * p.first }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        2 * random.nextGamma(shape: 0.5 * p.0)
    }
}
