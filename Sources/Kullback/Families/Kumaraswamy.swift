/// A Kumaraswamy distribution: density a b x^(a - 1) (1 - x^a)^(b - 1) on 0 < x < 1, a the first number and b the second.
public struct Kumaraswamy: UnivariateDistribution {
    public var first: Double
    public var second: Double

    public init(_ first: Double, _ second: Double) {
        self.first = first
        self.second = second
    }

    public static var _family: _Family { _Family(.kumaraswamy) }
    public var _parameters: (Double, Double) { (first, second) }
}

extension Kumaraswamy: ParametricFamily {
    static var support: Support { .unitInterval }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        .notPositive(parameter == 0 ? p.first : p.second)
    }

    /// What rounding leaves below 0, at ratios of the first parameters beyond 10^8, counts as 0.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let value = kumaraswamyDivergence(p, q)
        return select(value .< 0, .zero, value)
    }

    static func divergence(to q: Family) -> PairFunction? {
        if q == .beta { return { p, q in divergence(p, fromBeta: q) } }
        if q == .uniform { return divergenceFromUniform }
        if q == .continuousBernoulli {
            return { p, q in
                let mean = mean(p)
                return divergenceFromContinuousBernoulli(
                    mean: mean, complement: 1 - mean, entropy: entropy(p), q)
            }
        }
        guard let target = GammaPower.of(q) else { return divergenceByMoments(to: q) }
        return { p, q in
            let q = target(q)
            let logScale = q.power * logarithm(q.scale)
            return q.divergence(
                ofLogMean: .zero - logScale - logBinomial(q.power / p.first, p.second),
                meanLog: q.power * meanLog(p) - logScale, entropy: entropy(p) - meanLog(p))
        }
    }

    /// With H(b) = ψ(b + 1) + γ, 1 - 1/b + (1 - 1/a) H(b) - log(a b).
    @inline(never)
    static func entropy(_ p: Parameters) -> Lane {
        let one = Lane(repeating: 1)
        let logarithms = logarithm(p.first) + logarithm(p.second)
        return (1 - one / p.second) + (1 - one / p.first) * harmonic(p.second) - logarithms
    }

    static func mean(_ p: Parameters) -> Lane { moment(1, p) }

    /// E X² less its part (E X)² / E X².
    static func variance(_ p: Parameters) -> Lane {
        .zero - moment(2, p) * expm1(.zero - secondMomentBend(Lane(repeating: 1) / p.first, p.second))
    }

    @inline(never)
    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isOutside = (x .< 0) .| (x .> 1)
        let log = logarithm(select(isOutside, Lane(repeating: 0.5), x))
        let rest = logarithm(-expm1(p.first * log))
        let slopes = [p.first - 1, p.second - 1] as [2 of Lane]
        let value = select(slopes[0] .== 0, .zero, slopes[0] * log) + select(slopes[1] .== 0, .zero, slopes[1] * rest)
        return select(
            isOutside, Lane(repeating: -.infinity), value + (logarithm(p.first) + logarithm(p.second)))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextKumaraswamy(p.0, p.1)
    }

    /// E log X = -H(b) / a
    private static func meanLog(_ p: Parameters) -> Lane { .zero - harmonic(p.second) / p.first }

    /// E X^k for a + k > 0.
    private static func moment(_ k: Double, _ p: Parameters) -> Lane {
        exponential(.zero - logBinomial(Lane(repeating: k) / p.first, p.second))
    }

    /// log(a b) - 1 + 1/b + (α - a) H(b) / a + log B(α, β) - (β - 1) E log(1 - X)
    @inline(never)
    private static func divergence(_ p: Parameters, fromBeta q: Parameters) -> Lane {
        let one = Lane(repeating: 1)
        let logComplement = meanLogQuotient(one / p.first, p.second) - one / p.second
        let logBeta = (logGamma(q.first) + logGamma(q.second)) - logGamma(q.first + q.second)
        let slopes = (q.first / p.first - 1) * harmonic(p.second) - (q.second - 1) * logComplement
        return (logarithm(p.first) + logarithm(p.second) + logBeta) + (one / p.second - 1) + slopes
    }
}
