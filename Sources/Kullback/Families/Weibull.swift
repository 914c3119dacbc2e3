/// A Weibull distribution: that of scale W^(1/shape) with W a standard exponential variable.
public struct Weibull: UnivariateDistribution {
    public var scale: Double
    public var shape: Double

    public init(scale: Double, shape: Double) {
        self.scale = scale
        self.shape = shape
    }

    public static var _family: _Family { _Family(.weibull) }
    public var _parameters: (Double, Double) { (scale, shape) }
}

extension Weibull: GammaPowerFamily {
    static func gammaPower(_ p: Parameters) -> GammaPower {
        GammaPower(scale: p.first, power: p.second, shape: Lane(repeating: 1))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 * random.nextWeibull(shape: p.1)
    }
}
