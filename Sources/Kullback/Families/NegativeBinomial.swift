/// A negative binomial distribution: successes before so many failures, a number that need not be an integer.
public struct NegativeBinomial: UnivariateDistribution {
    public var failures: Double
    /// Of a success.
    public var probability: Double

    public init(failures: Double, probability: Double) {
        self.failures = failures
        self.probability = probability
    }

    public static var _family: _Family { _Family(.negativeBinomial) }
    public var _parameters: (Double, Double) { (failures, probability) }
}

extension NegativeBinomial: ParametricFamily {
    static var support: Support { .counts }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notPositive(p.first) : (p.second .< 0) .| (1 - p.second .<= 0)
    }

    /// r / (1 - p) trials on average. For other numbers of failures there is no closed form: NaN.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let value = p.first * (bernoulliDivergence(p.second, q.second) / (1 - p.second))
        return select(p.first .== q.first, value, Lane(repeating: .nan))
    }

    /// The logarithm of the successes' probability moves along a line.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let failures = select(p.first .== q.first, p.first, Lane(repeating: .nan))
            return Parameters(first: failures, second: p.second + step(p, q, weight))
        }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let step = step(p, q, weight)
        let single = bernoulliDivergence(p.second, p.second + step, difference: -step)
        return select(p.first .== q.first, p.first * (single / (1 - p.second)), Lane(repeating: .nan))
    }

    /// m - p = p ((q / p)^weight - 1). Between no success and some there is only the former.
    private static func step(_ p: Parameters, _ q: Parameters, _ weight: Double) -> Lane {
        let hasNone = (p.second .== 0) .| (q.second .== 0)
        let one = Lane(repeating: 1)
        let (from, to) = (select(hasNone, one, p.second), select(hasNone, one, q.second))
        let change = expm1(weight * logQuotient(to, from, difference: to - from))
        let limit = select(p.second .== q.second, .zero, (weight > 0 && weight < 1 ? 0 : .nan) - p.second)
        return select(hasNone, limit, from * change)
    }

    static func entropy(_ p: Parameters) -> Lane {
        var value = Lane.zero
        for lane in 0..<8 { value[lane] = negativeBinomialEntropy(p.first[lane], p.second[lane]) }
        return value
    }

    static func mean(_ p: Parameters) -> Lane { p.first * (p.second / (1 - p.second)) }
    static func variance(_ p: Parameters) -> Lane { mean(p) / (1 - p.second) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isOutcome = isCount(x)
        return select(isOutcome, logNegativeBinomialMass(select(isOutcome, x, .zero), p.first, p.second), -.infinite)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextNegativeBinomial(failures: p.0, p.1)
    }
}
