/// The distribution of a positive number whose logarithm is uniform: density proportional to 1 / x on an interval.
public struct LogUniform: UnivariateDistribution {
    public var low: Double
    public var high: Double

    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    public static var _family: _Family { _Family(.logUniform) }
    public var _parameters: (Double, Double) { (low, high) }
}

extension LogUniform: ParametricFamily {
    static var support: Support { Support(points: .reals, low: .positiveParameter, high: .parameter) }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0
            ? .notPositive(p.first) : .notPositive(p.second) .| (p.second .< p.first) .| (p.second .== p.first)
    }

    /// log(high / low)
    private static func length(_ p: Parameters) -> Lane { logQuotient(p.second, p.first) }

    /// Of the logarithms, which are uniform.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let gaps = logQuotient(q.second, p.second) + logQuotient(p.first, q.first)
        let isOutside = (p.first .< q.first) .| (p.second .> q.second)
        return select(isOutside, .infinite, logQuotient(length(q), length(p), difference: gaps))
    }

    static func entropy(_ p: Parameters) -> Lane {
        logarithm(length(p)) + 0.5 * (logarithm(p.first) + logarithm(p.second))
    }

    static func mean(_ p: Parameters) -> Lane { (p.second - p.first) / length(p) }

    /// With the geometric mean g of the ends, and h = log(high / low) / 2, it is g² (sinh(h) / h) (cosh h - sinh(h) /
    /// h).
    static func variance(_ p: Parameters) -> Lane {
        let h = 0.5 * length(p)
        let isNear = h .< 1
        let small = select(isNear, h, Lane(repeating: 1))
        let bend = small * small * polynomial(small * small, bendSeries)
        let middle = 0.5 * p.first + 0.5 * p.second
        let near = p.first.squareRoots * p.second.squareRoots * bend
        return mean(p) * select(isNear, near, middle - mean(p))
    }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isOutside = (x .< p.first) .| (x .> p.second)
        return select(isOutside, -.infinite, -(logarithm(x) + logarithm(length(p))))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        let length = length(Parameters(first: Lane(repeating: p.0), second: Lane(repeating: p.1)))[0]
        return min(max(p.0 * exp(random.nextUniform() * length), p.0), p.1)
    }
}

/// (cosh h - sinh(h) / h) / h² in powers of h²: 2 k / (2 k + 1)!, which leave out 1e-17 for h <= 1.
private let bendSeries: [9 of Double] = [
    1.0 / 3, 1.0 / 30, 1.0 / 840, 1.0 / 45360, 1.0 / 3_991_680, 1.0 / 518_918_400, 1.0 / 93_405_312_000,
    1.0 / 22_230_464_256_000, 1.0 / 6_758_061_133_824_000,
]
