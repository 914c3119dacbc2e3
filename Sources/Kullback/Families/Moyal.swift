/// A Moyal distribution: that of location - scale log X with X a chi-squared variable of one degree of freedom.
public struct Moyal: UnivariateDistribution {
    public var location: Double
    public var scale: Double

    public init(location: Double, scale: Double) {
        self.location = location
        self.scale = scale
    }

    public static var _family: _Family { _Family(.moyal) }
    public var _parameters: (Double, Double) { (location, scale) }
}

extension Moyal: LogGammaFamily {
    static var shape: Double { 0.5 }
    static var shift: Double { logTwo }
    static var digammaNext: Double { 0.03648997397857652 }
    static var deviation: Double { 2.221441469079183 }
    static var negentropy: Double { 0.16297487283868844 }

    /// log s + (1 + γ + log(4 π)) / 2
    static func entropy(_ p: Parameters) -> Lane { logarithm(p.second) + 0.5 * (1 + eulerGamma + logTwo + logOfTwoPi) }
    static func mean(_ p: Parameters) -> Lane { p.first + p.second * (eulerGamma + logTwo) }
    static func variance(_ p: Parameters) -> Lane { p.second * p.second * (.pi * .pi / 2) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let z = (x - p.first) / p.second
        return -0.5 * (z + exponential(-z)) - (logarithm(p.second) + halfLogTau)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 - p.1 * (random.nextLogGamma(shape: 0.5) + logTwo)
    }
}
