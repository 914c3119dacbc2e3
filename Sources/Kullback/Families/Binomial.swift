/// A binomial distribution: successes in so many trials.
public struct Binomial: UnivariateDistribution {
    public var trials: Double
    public var probability: Double

    public init(trials: Double, probability: Double) {
        self.trials = trials
        self.probability = probability
    }

    public static var _family: _Family { _Family(.binomial) }
    public var _parameters: (Double, Double) { (trials, probability) }
}

extension Binomial: ParametricFamily {
    static var support: Support { Support(points: .integers, low: .zero, high: .parameter) }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        if parameter == 1 { return (p.second .< 0) .| (p.second .> 1) }
        return select(isCount(p.first) .| p.first.isNaN, .none, LaneMask(repeating: -1))
    }

    /// Of as many trials, each adds as much. Of fewer, a sum over their outcomes; of more, infinite, if one may
    /// succeed.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let single = bernoulliDivergence(p.second, q.second)
        var value = select(p.first .== 0, .zero, p.first * single)
        for lane in 0..<8 where p.first[lane] != q.first[lane] {
            let (from, to) = ((p.first[lane], p.second[lane]), (q.first[lane], q.second[lane]))
            value[lane] = from.0 > to.0 && from.1 > 0 ? .infinity : binomialDivergence(from, to)
        }
        return value
    }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let trials = select(p.first .== q.first, p.first, Lane(repeating: .nan))
            return Parameters(first: trials, second: logitLine(p.second, q.second, weight).point)
        }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let line = logitLine(p.second, q.second, weight)
        let single = bernoulliDivergence(p.second, line.point, difference: line.distance)
        return select(p.first .== q.first, select(p.first .== 0, .zero, p.first * single), Lane(repeating: .nan))
    }

    static func entropy(_ p: Parameters) -> Lane {
        var value = Lane.zero
        for lane in 0..<8 { value[lane] = binomialEntropy(p.first[lane], p.second[lane]) }
        return value
    }

    static func mean(_ p: Parameters) -> Lane { p.first * p.second }
    static func variance(_ p: Parameters) -> Lane { p.first * (p.second * (1 - p.second)) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isOutcome = isCount(x) .& select(x .> p.first, .none, LaneMask(repeating: -1))
        return select(isOutcome, logBinomialMass(select(isOutcome, x, .zero), p.first, p.second), -.infinite)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextBinomial(trials: p.0, p.1)
    }
}
