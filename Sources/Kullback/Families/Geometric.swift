/// A geometric distribution: failures before the first success.
public struct Geometric: UnivariateDistribution {
    public var probability: Double

    public init(probability: Double) { self.probability = probability }

    public static var _family: _Family { _Family(.geometric) }
    public var _parameters: (Double, Double) { (probability, 0) }
}

extension Geometric: ParametricFamily {
    static var parameterCount: Int { 1 }
    static var support: Support { .counts }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { (p.first .<= 0) .| (p.first .> 1) }

    /// 1 / p trials on average.
    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { bernoulliDivergence(p.first, q.first) / p.first }

    /// The logarithm of the failures' probability moves along a line.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in Parameters(first: p.first - distance(p, q, weight), second: p.second) }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let distance = distance(p, q, weight)
        return bernoulliDivergence(p.first, p.first - distance, difference: distance) / p.first
    }

    /// p - m = (1 - p) (((1 - q) / (1 - p))^weight - 1). Between a certain success and less of one there is only the
    /// former.
    private static func distance(_ p: Parameters, _ q: Parameters, _ weight: Double) -> Lane {
        let isCertain = (p.first .== 1) .| (q.first .== 1)
        let (from, to) = (select(isCertain, .zero, p.first), select(isCertain, .zero, q.first))
        let change = expm1(logQuotient(1 - to, 1 - from, difference: from - to) * weight)
        let isSame = (p.first .== q.first) .& isCertain
        let limit = select(isSame, .zero, p.first - (weight > 0 && weight < 1 ? 1 : .nan))
        return select(isCertain, limit, (1 - from) * change)
    }

    static func entropy(_ p: Parameters) -> Lane { bernoulliEntropy(p.first) / p.first }
    static func mean(_ p: Parameters) -> Lane { (1 - p.first) / p.first }
    static func variance(_ p: Parameters) -> Lane { (1 - p.first) / p.first / p.first }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let failures = select(p.first .== 1, -.infinite, log1p(-select(p.first .== 1, .zero, p.first)))
        return select(isCount(x), select(x .== 0, .zero, x * failures) + logarithm(p.first), -.infinite)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double { random.nextGeometric(p.0) }
}
