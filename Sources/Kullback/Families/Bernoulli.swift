/// A Bernoulli distribution: 1 with a probability, otherwise 0.
public struct Bernoulli: UnivariateDistribution {
    public var probability: Double

    public init(probability: Double) { self.probability = probability }

    public static var _family: _Family { _Family(.bernoulli) }
    public var _parameters: (Double, Double) { (probability, 0) }
}

extension Support {
    static var trial: Support { Support(points: .integers, low: .zero, high: .one) }
}

extension Bernoulli: ParametricFamily {
    static var parameterCount: Int { 1 }
    static var support: Support { .trial }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { (p.first .< 0) .| (p.first .> 1) }

    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { bernoulliDivergence(p.first, q.first) }
    static func divergence(to q: Family) -> PairFunction? { divergenceOfTrial(to: q) { $0.first } }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in Parameters(first: logitLine(p.first, q.first, weight).point, second: p.second) }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let line = logitLine(p.first, q.first, weight)
        return bernoulliDivergence(p.first, line.point, difference: line.distance)
    }

    static func entropy(_ p: Parameters) -> Lane { bernoulliEntropy(p.first) }
    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { p.first * (1 - p.first) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let mass = select(x .== 1, p.first, 1 - p.first)
        let isOutcome = (x .== 0) .| (x .== 1)
        // log(1 - p) keeps the digits of a small p.
        let value = select(x .== 0, select(p.first .< 0.5, log1p(-p.first), logarithm(mass)), logarithm(mass))
        return select(isOutcome, value, -.infinite)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextUniform() < p.0 ? 1 : 0
    }
}

/// Bernoulli distributions by their logit log(p / (1 - p)), which may be infinite.
enum BernoulliLogits: ParametricFamily {
    static var parameterCount: Int { 1 }
    static var support: Support { .trial }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { .none }

    /// Where p is certain, the divergence is the surprise of its outcome.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        divergence(p, q, difference: q.first - p.first)
    }

    private static func divergence(_ p: Parameters, _ q: Parameters, difference: Lane) -> Lane {
        let (fromCertain, toCertain) = (LaneMask.notFinite(p.first), LaneMask.notFinite(q.first))
        let isCertain = fromCertain .| toCertain
        let (a, b) = (select(isCertain, .zero, p.first), select(isCertain, .zero, q.first))
        let value = select(
            toCertain, .infinite, softplusBregman(b, a, difference: select(isCertain, .zero, difference)))
        let surprise = softplus(select(p.first .> 0, -q.first, q.first))
        return select(fromCertain, surprise, value)
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        divergence(p, between(p, q, weight), difference: weight * (q.first - p.first))
    }

    static func divergence(to q: Family) -> PairFunction? { divergenceOfTrial(to: q) { logistic($0.first) } }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in between(p, q, weight) }
    }

    private static func between(_ p: Parameters, _ q: Parameters, _ weight: Double) -> Parameters {
        let moved = p.first + weight * (q.first - p.first)
        // Opposite certainties have nothing in between: any finite logit is infinitely far from both.
        let limit = select(p.first .== q.first, p.first, .zero)
        return Parameters(first: select(moved.isNaN, limit, moved), second: p.second)
    }

    /// log(1 + e^-|x|) + |x| / (1 + e^|x|)
    static func entropy(_ p: Parameters) -> Lane {
        let x = p.first.magnitude
        return select(x .== .infinity, .zero, log1p(exponential(-x)) + x * logistic(-x))
    }

    static func mean(_ p: Parameters) -> Lane { logistic(p.first) }
    static func variance(_ p: Parameters) -> Lane { logistic(p.first) * logistic(-p.first) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isOutcome = (x .== 0) .| (x .== 1)
        return select(isOutcome, -softplus(select(x .== 1, -p.first, p.first)), -.infinite)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextUniform() < logistic(Lane(repeating: p.0))[0] ? 1 : 0
    }
}

/// 1 / (1 + e^-x)
@inline(__always)
func logistic(_ x: Lane) -> Lane {
    let decay = exponential(-x.magnitude)
    return select(x .< 0, decay, Lane(repeating: 1)) / (decay + 1)
}

/// From a Bernoulli distribution, given its probability as a function of its parameters, to other laws of counts.
private func divergenceOfTrial(to q: Family, _ probability: @escaping (Parameters) -> Lane) -> PairFunction? {
    switch q {
    case .bernoulli: { bernoulliDivergence(probability($0), $1.first) }
    case .bernoulliLogits: { bernoulliDivergence(probability($0), logistic($1.first)) }
    case .poisson: { poissonDivergenceOfTrial(probability($0), $1.first) }
    case .binomial:
        { p, q in Binomial.divergence(Parameters(first: Lane(repeating: 1), second: probability(p)), q) }
    case .geometric: { p, q in trialDivergence(probability(p)) { Geometric.logDensity(q, $0) } }
    case .negativeBinomial: { p, q in trialDivergence(probability(p)) { NegativeBinomial.logDensity(q, $0) } }
    default: nil
    }
}

/// p log(p / λ) - p + λ, and of what never occurs, (1 - p) log(1 - p) + p: the Poisson divergence of 1 - p from 1.
private func poissonDivergenceOfTrial(_ p: Lane, _ rate: Lane) -> Lane {
    poissonDivergence(p, rate) + poissonDivergence(1 - p, Lane(repeating: 1), difference: -p)
}

/// From a law of counts with more outcomes, by the two terms there are.
private func trialDivergence(_ p: Lane, _ logMass: (Lane) -> Lane) -> Lane {
    let (failure, success) = (logMass(.zero), logMass(Lane(repeating: 1)))
    let cross = select(p .== 1, .zero, (1 - p) * -failure) + select(p .== 0, .zero, p * -success)
    let value = cross - bernoulliEntropy(p)
    // Where it is nearly 0, rounding may be more.
    return select(value .< 0, .zero, value)
}
