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
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { bernoulliDivergence(p.first, q.first) / p.first }

    /// The logarithm of the failures' probability moves along a line.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let change = logQuotient(1 - q.first, 1 - p.first, difference: p.first - q.first) * weight
            // 1 - (1 - p) e^change
            let moved = p.first - (1 - p.first) * expm1(change)
            let isCertain = (p.first .== 1) .| (q.first .== 1)
            // Between a certain success and less of one there is only the former.
            let limit = select(p.first .== q.first, p.first, Lane(repeating: weight > 0 && weight < 1 ? 1 : .nan))
            return Parameters(first: select(isCertain, limit, moved), second: p.second)
        }
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
