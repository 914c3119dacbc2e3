/// A beta distribution: density proportional to x^(first - 1) (1 - x)^(second - 1) on 0 < x < 1.
public struct Beta: UnivariateDistribution {
    public var first: Double
    public var second: Double

    public init(_ first: Double, _ second: Double) {
        self.first = first
        self.second = second
    }

    public static var _family: _Family { _Family(.beta) }
    public var _parameters: (Double, Double) { (first, second) }
}

extension Beta: ParametricFamily {
    static var support: Support { .unitInterval }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        .notPositive(parameter == 0 ? p.first : p.second)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { logBetaBregman(q, p) }
    static func divergence(to q: Family) -> PairFunction? { divergenceByMoments(to: q) }
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Gamma.geodesic }

    /// log(2 π e a b / (a + b)^3) / 2 - J(a) - J(b) + J(a + b) - (ψ(a + b) - log(a + b)) with the negentropy J of gamma
    /// distributions.
    @inline(never)
    static func entropy(_ p: Parameters) -> Lane {
        let (a, b) = (p.first, p.second)
        let sum = a + b
        let logarithms = 0.5 * (logarithm(a / sum) + logarithm(b / sum) - logarithm(sum)) + standardNormalEntropy
        return (logarithms - digammaExcess(sum)) + ((gammaNegentropy(sum) - gammaNegentropy(a)) - gammaNegentropy(b))
    }

    static func mean(_ p: Parameters) -> Lane { p.first / (p.first + p.second) }

    static func variance(_ p: Parameters) -> Lane {
        let sum = p.first + p.second
        return p.first / sum * (p.second / sum) / (sum + 1)
    }

    @inline(never)
    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let (a, b) = (p.first, p.second)
        // 1 - x is exact where it is small.
        let (left, right) = (slope(a, x), slope(b, 1 - x))
        let value = (left + right) + ((logGamma(a + b) - logGamma(a)) - logGamma(b))
        return select((x .< 0) .| (x .> 1), Lane(repeating: -.infinity), value)
    }

    /// (a - 1) log(x), 0 for a = 1.
    private static func slope(_ a: Lane, _ x: Lane) -> Lane {
        select(a .== 1, .zero, (a - 1) * logarithm(select(x .< 0, .zero, x)))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double { random.nextBeta(p.0, p.1) }
}
