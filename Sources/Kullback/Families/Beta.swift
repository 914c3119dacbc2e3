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
        logBetaBregman(q, p, Steps(from: p, to: q))
    }

    static func divergence(to q: Family) -> PairFunction? {
        if let target = GammaPower.of(q) { return { p, q in divergence(p, from: target(q)) } }
        switch q {
        case .logNormal: return { p, q in divergence(p, fromLogNormal: q) }
        case .logitNormal: return { p, q in divergence(p, fromLogitNormal: q) }
        case .laplace: return { p, q in divergence(p, fromLaplace: q) }
        case .uniform: return divergenceFromUniform
        case .continuousBernoulli:
            return { p, q in
                divergenceFromContinuousBernoulli(mean: mean(p), complement: mean(p.swapped), entropy: entropy(p), q)
            }
        default: return divergenceByMoments(to: q)
        }
    }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Gamma.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let steps = Steps(from: p, toward: q, weight)
        return logBetaBregman(steps.added(to: p), p, steps)
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

    /// Within the interval -D(a, s x) - D(b, s (1 - x)) - G(a) - G(b) + G(s) - log x (1 - x), s = a + b, with Poisson
    /// divergences D and G(x) = lgΓ(x) - x log x + x.
    @inline(never)
    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let (a, b) = (p.first, p.second)
        let sum = a + b
        let isInside = (x .> 0) .& (x .< 1)
        let y = select(isInside, x, Lane(repeating: 0.5))
        let deviances = poissonDivergence(a, sum * y) + poissonDivergence(b, sum * (1 - y))
        let inside = (logGammaExcess(sum) - logGammaExcess(a) - logGammaExcess(b)) - deviances
        let value = inside - (logarithm(y) + logarithm(1 - y))
        // At an end of exponent 0 the density is the other number, else 0 or infinite.
        let (end, other) = (select(x .== 0, a, b), select(x .== 0, b, a))
        let infinite = select(end .< 1, .infinite, Lane(repeating: -.infinity))
        let atEnd = select(end .== 1, logarithm(other), infinite)
        let isEnd = (x .== 0) .| (x .== 1)
        return select(isInside, value, select(isEnd, atEnd, Lane(repeating: -.infinity)))
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double { random.nextBeta(p.0, p.1) }

    /// E log X = ψ(a) - ψ(a + b)
    private static func meanLog(_ p: Parameters) -> Lane { digamma(p.first) - digamma(p.first + p.second) }

    /// E X^k = Γ(a + k) Γ(a + b) / (Γ(a) Γ(a + b + k)), infinite for a + k <= 0.
    @inline(never)
    private static func divergence(_ p: Parameters, from q: GammaPower) -> Lane {
        let k = q.power
        let (logScale, meanLog) = (k * logarithm(q.scale), meanLog(p))
        let isFirst = k .== 1
        var logMean = logQuotient(p.first, p.first + p.second)
        if isFirst != LaneMask(repeating: -1) { logMean = select(isFirst, logMean, logMoment(p, k, meanLog)) }
        return q.divergence(
            ofLogMean: logMean - logScale, meanLog: k * meanLog - logScale, entropy: entropy(p) - meanLog)
    }

    private static func logMoment(_ p: Parameters, _ k: Lane, _ meanLog: Lane) -> Lane {
        let (isFinite, sum) = (p.first + k .> 0, p.first + p.second)
        let from = select(isFinite, p.first, k.magnitude + 1)
        let bend = logGammaBregman(from + k, from, difference: k) - logGammaBregman(sum + k, sum, difference: k)
        return select(isFinite, k * meanLog + bend, .infinite)
    }

    private static func trigamma(_ x: Lane) -> Lane { digammaTaylor(x, x, difference: .zero).trigamma }

    private static func divergence(_ p: Parameters, fromLogNormal q: Parameters) -> Lane {
        let meanLog = meanLog(p)
        return divergenceFromNormal(
            mean: meanLog, variance: trigamma(p.first) - trigamma(p.first + p.second), entropy: entropy(p) - meanLog, q)
    }

    /// log(X / (1 - X)) has the mean ψ(a) - ψ(b) and the variance ψ'(a) + ψ'(b).
    private static func divergence(_ p: Parameters, fromLogitNormal q: Parameters) -> Lane {
        divergenceFromNormal(
            mean: digamma(p.first) - digamma(p.second), variance: trigamma(p.first) + trigamma(p.second),
            entropy: entropy(p) - meanLog(p) - meanLog(p.swapped), q)
    }

    /// E |X - c| = (m - c) (Q - P) + 2 m c^a (1 - c)^b / (a B(a, b)) with the probabilities P and Q below and above c, where c is
    /// inside; |m - c| elsewhere.
    @inline(never)
    private static func divergence(_ p: Parameters, fromLaplace q: Parameters) -> Lane {
        let mean = mean(p)
        var deviation = (mean - q.first).magnitude
        for lane in 0..<8 where q.first[lane] > 0 && q.first[lane] < 1 {
            let (a, b, c) = (p.first[lane], p.second[lane], q.first[lane])
            let probabilities = regularizedBeta(a, b, c, complement: 1 - c)
            let edge = 2 * mean[lane] * binomialDensity(a, b, c, 1 - c) * (b / (a + b))
            deviation[lane] = (mean[lane] - c) * (probabilities.upper - probabilities.lower) + edge
        }
        return divergenceFromLaplace(absoluteDeviation: deviation, entropy: entropy(p), q)
    }
}

extension Parameters {
    fileprivate var swapped: Parameters { Parameters(first: second, second: first) }
}
