/// A Cauchy distribution: density 1 / (π scale (1 + z²)), z = (x - location) / scale.
public struct Cauchy: UnivariateDistribution {
    public var location: Double
    public var scale: Double

    public init(location: Double, scale: Double) {
        self.location = location
        self.scale = scale
    }

    public static var _family: _Family { _Family(.cauchy) }
    public var _parameters: (Double, Double) { (location, scale) }
}

extension Cauchy: ParametricFamily {
    static var support: Support { .realLine }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : .notPositive(p.second)
    }

    /// log(1 + ((s_p - s_q)² + Δ²) / (4 s_p s_q)) (Chyzak & Nielsen 2019).
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let (difference, distance) = (p.second - q.second, p.first - q.first)
        let ratio = (difference * difference + distance * distance) / (4 * p.second * q.second)
        let value = log1p(ratio)
        let least = select(p.second .< q.second, p.second, q.second)
        let largest = select(p.second .< q.second, q.second, p.second)
        let isVanishing = (distance.magnitude .< 0x1p-300) .& (distance.magnitude .> 0)
        let isExtreme = (least .< 0x1p-200) .| (largest .> 0x1p200) .| (distance.magnitude .> 0x1p200) .| isVanishing
        return isExtreme.isAnySet ? select(isExtreme, divergenceOfExtremes(p, q), value) : value
    }

    /// Where squares may overflow or vanish, as log(1 + u² + v²) with u = (s_p - s_q) / (2 √(s_p s_q)) and v = Δ / (2 √(s_p
    /// s_q)).
    @inline(never)
    private static func divergenceOfExtremes(_ p: Parameters, _ q: Parameters) -> Lane {
        let (root, other) = (p.second.squareRoots, q.second.squareRoots)
        let u = (0.5 * (p.second - q.second) / root / other).magnitude
        let v = (0.5 * p.first - 0.5 * q.first).magnitude / root / other
        let (large, small) = (select(u .> v, u, v), select(u .> v, v, u))
        let isHuge = large .> 0x1p200
        let near = select(isHuge, .zero, u * u + v * v)
        let ratio = select(large .> 0, small / large, .zero)
        return select(isHuge, 2 * logarithm(large) + log1p(ratio * ratio), log1p(near))
    }

    /// Their log-densities decrease faster than a Cauchy variable has moments.
    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .normal, .normalLogVariance, .laplace, .logistic, .gumbel, .moyal: { _, _ in .infinite }
        default: nil
        }
    }

    static func entropy(_ p: Parameters) -> Lane { logarithm(p.second) + (2 * logTwo + logPi) }
    /// There is none.
    static func mean(_ p: Parameters) -> Lane { Lane(repeating: .nan) }
    static func variance(_ p: Parameters) -> Lane { Lane(repeating: .nan) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let z = ((x - p.first) / p.second).magnitude
        let isHuge = z .> 0x1p200
        let tail = select(isHuge, 2 * logarithm(z), log1p(select(isHuge, .zero, z * z)))
        return -(tail + (logarithm(p.second) + logPi))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 + p.1 * random.nextCauchy()
    }
}

private let logPi = 1.1447298858494002
