/// A Gumbel distribution: that of location - scale log W with W a standard exponential variable.
public struct Gumbel: UnivariateDistribution {
    public var location: Double
    public var scale: Double

    public init(location: Double, scale: Double) {
        self.location = location
        self.scale = scale
    }

    public static var _family: _Family { _Family(.gumbel) }
    public var _parameters: (Double, Double) { (location, scale) }
}

extension Gumbel: LogGammaFamily {
    static var shape: Double { 1 }
    static var shift: Double { 0 }
    static var digammaNext: Double { 1 - eulerGamma }
    static var deviation: Double { 1.282549830161864 }
    static var negentropy: Double { 0.09057301953851256 }

    static func divergence(to q: Family) -> PairFunction? {
        q == .laplace ? { p, q in divergence(p, fromLaplace: q) } : divergenceWithin(to: q)
    }

    /// E |X - c| = E X - c + 2 s E1(e^((m - c) / s)) of location m and scale s.
    @inline(never)
    private static func divergence(_ p: Parameters, fromLaplace q: Parameters) -> Lane {
        let distance = (p.first - q.first) / p.second
        let power = exponential(distance)
        // E1(x) = -γ - log(x) + x - ..., where e^distance need not be a double.
        var integral = -(distance + eulerGamma)
        for lane in 0..<8 where distance[lane] > -40 { integral[lane] = exponentialIntegral(power[lane]) }
        return divergenceFromLaplace(
            absoluteDeviation: (p.first - q.first) + p.second * (eulerGamma + 2 * integral), entropy: entropy(p), q)
    }

    static func entropy(_ p: Parameters) -> Lane { logarithm(p.second) + (1 + eulerGamma) }
    static func mean(_ p: Parameters) -> Lane { p.first + p.second * eulerGamma }
    static func variance(_ p: Parameters) -> Lane { p.second * p.second * (.pi * .pi / 6) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let z = (x - p.first) / p.second
        return .zero - (z + exponential(-z)) - logarithm(p.second)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 + p.1 * random.nextGumbel()
    }
}
