/// log(Γ(k + r) / (k! Γ(r)) p^k (1 - p)^r) for integers k >= 0: r / (k + r) times the binomial mass of k successes and r failures.
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

/// The sum of outcomes.
func negativeBinomialEntropy(_ failures: Double, _ probability: Double) -> Double {
    if failures.isNaN || probability.isNaN { return .nan }
    if probability == 0 { return 0 }
    let mode = max(0, (failures - 1) * (probability / (1 - probability))).rounded(.down)
    return sumOverCounts(from: mode, to: .infinity) { k in
        let logMass = logNegativeBinomialMass(k, Lane(repeating: failures), Lane(repeating: probability))
        return select(logMass .< -745, .zero, exponential(logMass) * (.zero - logMass))
    }
}
