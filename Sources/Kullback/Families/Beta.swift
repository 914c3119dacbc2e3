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

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        logBetaBregman(q, p, steps: Parameters(first: q.first - p.first, second: q.second - p.second))
    }

    static func divergence(to q: Family) -> PairFunction? {
        if let target = GammaPower.of(q) { return { p, q in divergence(p, from: target(q)) } }
        switch q {
        case .logNormal: return { p, q in divergence(p, fromLogNormal: q) }
        case .uniform: return divergenceToUniform
        default: return divergenceByMoments(to: q)
        }
    }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Gamma.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let steps = Parameters(first: weight * (q.first - p.first), second: weight * (q.second - p.second))
        return logBetaBregman(
            Parameters(first: p.first + steps.first, second: p.second + steps.second), p, steps: steps)
    }

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

    /// E log X = ψ(a) - ψ(a + b)
    private static func meanLog(_ p: Parameters) -> Lane { digamma(p.first) - digamma(p.first + p.second) }

    /// E X^k = Γ(a + k) Γ(a + b) / (Γ(a) Γ(a + b + k)), infinite for a + k <= 0.
    @inline(never)
    private static func divergence(_ p: Parameters, from q: GammaPower) -> Lane {
        let k = q.power
        let (logScale, sum) = (k * logarithm(q.scale), p.first + p.second)
        let isFinite = p.first + k .> 0
        let from = select(isFinite, p.first, k.magnitude + 1)
        let bend = logGammaBregman(from + k, from, difference: k) - logGammaBregman(sum + k, sum, difference: k)
        let meanLog = meanLog(p)
        let logMean = select(isFinite, k * meanLog + bend - logScale, .infinite)
        return q.divergence(ofLogMean: logMean, meanLog: k * meanLog - logScale, entropy: entropy(p) - meanLog)
    }

    private static func divergence(_ p: Parameters, fromLogNormal q: Parameters) -> Lane {
        let (meanLog, sum) = (meanLog(p), p.first + p.second)
        // ψ'(a) - ψ'(a + b)
        let variance =
            digammaTaylor(p.first, p.first, difference: .zero).trigamma
            - digammaTaylor(sum, sum, difference: .zero).trigamma
        return divergenceToLogNormal(meanLog: meanLog, variance: variance, entropy: entropy(p) - meanLog, q)
    }
}
