/// log(Γ(k + r) / (k! Γ(r)) p^k (1 - p)^r) for integers k >= 0: r / (k + r) times the binomial mass of k successes and
/// r failures.
@inline(never)
func logNegativeBinomialMass(_ k: Lane, _ r: Lane, _ p: Lane) -> Lane {
    let isNone = k .== 0
    let (isImpossible, successes) = (p .== 0, select(isNone, Lane(repeating: 1), k))
    let share = select(isImpossible, Lane(repeating: 0.5), p)
    let n = successes + r
    let deviance = poissonDivergence(successes, n * share) + poissonDivergence(r, n * (1 - share))
    let errors = stirlingError(ofAny: n) - (stirlingError(ofAny: successes) + stirlingError(ofAny: r))
    let width = 0.5 * (logarithm(successes * (2 * .pi)) + logQuotient(n, r))
    let inside = select(isImpossible, -.infinite, (errors - deviance) - width)
    return select(isNone, r * log1p(-p), inside)
}

/// The sum of outcomes, but where there are many that the mass does not change smoothly over.
func negativeBinomialEntropy(_ failures: Double, _ probability: Double) -> Double {
    if failures.isNaN || probability.isNaN { return .nan }
    let rest = 1 - probability
    if failures < 100, rest < 1e-4 { return longNegativeBinomialEntropy(failures, probability) }
    let mean = failures * (probability / rest)
    let deviation = failures < 100 ? 0 : (mean / rest).squareRoot()
    if failures > 1e18, deviation > 1e8 { return normalEntropy(deviation) }
    return sumOverCounts(around: mean, deviation, to: .infinity) { k in
        let logMass = logNegativeBinomialMass(k, Lane(repeating: failures), Lane(repeating: probability))
        return select(logMass .< -745, .zero, exponential(logMass) * (.zero - logMass))
    }
}

/// With log Γ(k + r) - log Γ(k + 1) as Malmstén's integral, in which e^(-k t) has the mean ((1 - p) / (1 - p e^-t))^r:
///
///     E = ∫ ((r - 1) e^-t - mean(t) (e^-t - e^(-r t)) / (1 - e^-t)) dt / t,
///
/// over t = e^u by the trapezoid rule; the entropy is r H(p) / (1 - p) + log Γ(r) - E. Absolute error up to 10^-14 r.
private func longNegativeBinomialEntropy(_ failures: Double, _ probability: Double) -> Double {
    let (p, rest) = (Lane(repeating: probability), 1 - probability)
    let step = 0.25
    // Around the place where the mean turns from 1 to 0.
    let center = (log(rest) / step).rounded(.down)
    let integral = trapezoidSum(step: step) { x in
        let t = exponential(x + step * center)
        let decay = expm1(.zero - t)
        let mean = exponential(log1p(decay * p * (-1 / rest)) * -failures)
        let quotient = (decay - expm1(t * -failures)) / decay
        return (failures - 1) * (decay + 1) + mean * quotient
    }
    let perTrial = bernoulliEntropy(p)[0] / rest
    return failures * perTrial + logGamma(Lane(repeating: failures))[0] - step * integral
}
