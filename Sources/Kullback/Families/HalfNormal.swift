/// A half-normal distribution: that of the modulus of a normal variable of mean 0 and standard deviation `scale`.
public struct HalfNormal: UnivariateDistribution {
    public var scale: Double

    public init(scale: Double) { self.scale = scale }

    public static var _family: _Family { _Family(.halfNormal) }
    public var _parameters: (Double, Double) { (scale, 0) }
}

extension HalfNormal: GammaPowerFamily {
    static var parameterCount: Int { 1 }

    static func gammaPower(_ p: Parameters) -> GammaPower {
        GammaPower(scale: p.first * 2.0.squareRoot(), power: Lane(repeating: 2), shape: Lane(repeating: 0.5))
    }

    /// That of the normals.
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { Normal.divergence(p.centred, q.centred) }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        guard let geodesic = Normal.geodesic else { return nil }
        return { p, q, weight in
            Parameters(first: geodesic(p.centred, q.centred, weight).second, second: .zero)
        }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        Normal.divergence(p.centred, toward: q.centred, weight)
    }

    static func mean(_ p: Parameters) -> Lane { p.first * (2 / Double.pi).squareRoot() }
    static func variance(_ p: Parameters) -> Lane { p.first * p.first * (1 - 2 / .pi) }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 * abs(random.nextNormal())
    }
}

extension Parameters {
    /// The normal with mean 0 and the first parameter for its standard deviation.
    fileprivate var centred: Parameters { Parameters(first: .zero, second: first) }
}
