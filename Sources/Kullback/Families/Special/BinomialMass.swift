/// log(n! / (k! (n - k)!) p^k (1 - p)^(n - k)) for integers 0 <= k <= n: of deviances and Stirling's errors, all small
/// where the mass is not (Loader 2000).
@inline(never)
func logBinomialMass(_ k: Lane, _ n: Lane, _ p: Lane) -> Lane {
    let rest = n - k
    let isEnd = (k .== 0) .| (rest .== 0)
    let (one, half) = (Lane(repeating: 1), Lane(repeating: 0.5))
    let isCertain = (p .== 0) .| (p .== 1)
    let (successes, failures) = (select(isEnd, one, k), select(isEnd, one, rest))
    let (total, share) = (select(isEnd, Lane(repeating: 2), n), select(isCertain, half, p))
    let deviance = poissonDivergence(successes, total * share) + poissonDivergence(failures, total * (1 - share))
    let errors = stirlingError(total) - (stirlingError(successes) + stirlingError(failures))
    let width = 0.5 * logarithm(successes * (2 * .pi) * (failures / total))
    let inside = (errors - deviance) - width
    // One outcome in all trials, or none: 0 log 0 = 0.
    let single = select(k .== 0, log1p(-share), logarithm(share))
    let surprise = select(n .== 0, .zero, n * select(isCertain, -.infinite, single))
    let isSure = (k .== 0) .& (p .== 0) .| (rest .== 0) .& (p .== 1)
    return select(isSure, .zero, select(isEnd, surprise, select(isCertain, -.infinite, inside)))
}

/// D(p ‖ q) of binomial distributions of any numbers of trials: Σ P log(P / Q). Where that is not large against its
/// terms, as Σ (Q - P - P log(Q / P)), whose terms are not negative, over the outcomes of both.
func binomialDivergence(_ p: (trials: Double, probability: Double), _ q: (trials: Double, probability: Double))
    -> Double
{
    func logMasses(_ k: Lane) -> (p: Lane, q: Lane) {
        let isOutcome = k .<= p.trials
        let first = logBinomialMass(
            select(isOutcome, k, .zero), Lane(repeating: p.trials), Lane(repeating: p.probability))
        return (
            select(isOutcome, first, -.infinite),
            logBinomialMass(k, Lane(repeating: q.trials), Lane(repeating: q.probability))
        )
    }
    let (mean, deviation) = binomialMoments(p.trials, p.probability)
    let sum = sumOverCounts(around: mean, deviation, to: min(p.trials, q.trials)) { k in
        let logs = logMasses(k)
        return select(logs.p .< -745, .zero, exponential(logs.p) * (logs.p - logs.q))
    }
    if !(sum < 0.5) { return sum }
    return sumOverCounts(around: mean, deviation, to: q.trials) { k in
        let logs = logMasses(k)
        let (mass, other) = (exponential(logs.p), exponential(logs.q))
        let difference = select(mass .== 0, .zero, logs.q - logs.p)
        let far = (other - mass) - mass * difference
        return select(difference.magnitude .< 1, select(mass .== 0, other, mass * exponentialExcess(difference)), far)
    }
}

/// The sum over outcomes.
func binomialEntropy(_ trials: Double, _ probability: Double) -> Double {
    let (mean, deviation) = binomialMoments(trials, probability)
    if deviation > 1e8 { return normalEntropy(deviation) }
    return sumOverCounts(around: mean, deviation, to: trials) { k in
        let logMass = logBinomialMass(k, Lane(repeating: trials), Lane(repeating: probability))
        return select(logMass .< -745, .zero, exponential(logMass) * (.zero - logMass))
    }
}

/// Of a law so wide that it is normal but for 10^-17; its neighbouring outcomes may be one double.
func normalEntropy(_ deviation: Double) -> Double { log(deviation) + (halfLogTau + 0.5) }

private func binomialMoments(_ trials: Double, _ probability: Double) -> (mean: Double, deviation: Double) {
    let mean = trials * probability
    return (mean, (mean * (1 - probability)).squareRoot())
}

/// Σ term(k) over the integers 0...limit, for terms that are large around a mean.
///
/// Where they are smooth on a scale of 32 the sum is an integral, and every eighth of the deviation is enough: what
/// this leaves out decreases like exp(-2 (π deviation / step)²), and the terms at the ends are below e^-500 of the
/// others.
@inline(__always)
func sumOverCounts(around mean: Double, _ deviation: Double, to limit: Double, _ term: (_ k: Lane) -> Lane) -> Double {
    // Of too many outcomes neighbours are one double.
    if limit.isNaN || !(mean <= 0x1p50 * max(1, deviation)) { return .nan }
    let step = deviation < 32 ? 1 : (deviation * 0.125).rounded(.down)
    let center = mean.rounded(.down)
    let sum = trapezoidSum(step: step) { offset in
        let k = offset + center
        let isCount = (Lane(repeating: -0.5) .< k) .& (k .< limit + 0.5)
        return select(isCount, term(select(isCount, k, .zero)), .zero)
    }
    return step * sum
}
