// Kumaraswamy distributions, with U = X^a = 1 - V^(1/b) and V uniform. Expectations that have no closed form are integrals
// over the logit y of V by the trapezoid rule, which converges exponentially: functions are analytic in a strip.

/// H(b) = ψ(b + 1) + γ, the harmonic number.
@inline(never)
func harmonic(_ b: Lane) -> Lane {
    // Near b = 0 from H(b) = b - b² Σ 1 / (k² (k + b)) …, that is from the divergence of lgΓ's derivative.
    let taylor = digammaTaylor(b + 1, Lane(repeating: 1), difference: b)
    return select(b .< 0.5, b * (.pi * .pi / 6) - taylor.bregman, digamma(b + 1) + eulerGamma)
}

/// log C(s + b, s) for s + 1 > 0 and b > 0, where s may be negative: by Stirling's formula, of which each term keeps its digits.
@inline(never)
func logBinomial(_ s: Lane, _ b: Lane) -> Lane {
    let positive = select(s .> 0, s, Lane(repeating: 1))
    let shares = positive * log1p(b / positive) + b * log1p(positive / b)
    let sizes = 0.5 * (logOfTwoPi + logQuotient(positive, positive + b) + logarithm(b))
    let value =
        shares - sizes
        + ((stirlingError(ofAny: positive + b) - stirlingError(ofAny: positive)) - stirlingError(ofAny: b))
    if !(s .<= 0).isAnySet { return value }
    let isInside = (s .<= 0) .& (s .> -1)
    let safe = select(isInside, s, .zero)
    let direct = (logGamma(safe + (b + 1)) - logGamma(b + 1)) - logGamma(safe + 1)
    return select(s .> 0, value, select(s .> -1, direct, Lane(repeating: -.infinity)))
}

/// log E X² - 2 log E X of X = U^s, which is lgΓ's second difference with step s at 1 less that at b + 1: where it is
/// small and b is too, the integral of that of -ψ, as in `slopeDifference`.
@inline(never)
func secondMomentBend(_ s: Lane, _ b: Lane) -> Lane {
    let logarithms = 2 * logBinomial(s, b) - logBinomial(2 * s, b)
    let isLarge = logarithms .> 0.5
    let step = select(isLarge, Lane(repeating: 1), s)
    let differences = secondDifference(Lane(repeating: 1), step) - secondDifference(b + 1, step)
    let isSmall = b .< 0.0625
    guard isSmall.isAnySet else { return select(isLarge, logarithms, differences) }
    var sum = Lane.zero
    for index in gaussNodes.indices {
        let x = 1 + gaussNodes[index] * b
        let (low, middle, high) = (x, x + step, x + 2 * step)
        let bend =
            digammaTaylor(low, middle, difference: -step).bregman
            + digammaTaylor(high, middle, difference: step).bregman
        sum += gaussWeights[index] * bend
    }
    return select(isLarge, logarithms, select(isSmall, b * sum, differences))
}

/// lgΓ(x + 2 step) - 2 lgΓ(x + step) + lgΓ(x)
private func secondDifference(_ x: Lane, _ step: Lane) -> Lane {
    let middle = x + step
    return logGammaBregman(middle + step, middle, difference: step) + logGammaBregman(x, middle, difference: -step)
}

/// c + E(r + ...) or E φ of it: the coefficients of log U, log T and of log((1 - U^ρ) / (1 - U)).
private struct KumaraswamySlopes {
    var constant = 0.0
    var logU = 0.0
    var logT = 0.0
    var quotient = 1.0
}

/// The expectation of that sum of functions of U = 1 - T, T = V^(1/b), or of φ of it; d = ρ - 1.
@inline(never)
private func expectation(_ b: Double, _ d: Double, _ slopes: KumaraswamySlopes, ofPhi: Bool) -> Double {
    // The singularities are further than π/4 from the real line for moderate parameters, 1 / log ρ for others.
    let step = abs(d) < 7 && d > -0.875 && b > 0.5 ? 0.125 : 0x1p-6
    let limit = logarithm(Lane(repeating: 1 + d))
    return step
        * trapezoidSum(step: step) { y in
            // log V = -log(1 + e^-y), both tails without cancellation; the density of y is V (1 - V).
            let tail = exponential(-y.magnitude)
            let logV = select(y .< 0, y, .zero) - log1p(tail)
            let logT = logV / Lane(repeating: b)
            let t = exponential(logT)
            let u = 1 - t
            let logU = select(t .< 0.5, log1p(-t), logarithm(-expm1(logT)))
            // 1 + (U - U^ρ) / (1 - U); the limit for U = 1 is log ρ.
            let value =
                abs(d) < 0.5 ? log1p(-u * expm1(d * logU) / t) : logarithm(-expm1((1 + d) * logU)) - logT
            let quotient = select(t .> 0x1p-900, value, limit)
            let sum = (slopes.constant + slopes.logU * logU) + (slopes.logT * logT + slopes.quotient * quotient)
            let sign = 1 + tail
            return tail / (sign * sign) * (ofPhi ? exponentialExcess(sum) : sum)
        }
}

/// E log((1 - U^ρ) / (1 - U)) for U = X^a: with ρ = k / a, E log(1 - X^k) + 1/b.
@inline(never)
func meanLogQuotient(_ ρ: Lane, _ b: Lane) -> Lane {
    var value = Lane.zero
    for lane in 0..<8 where ρ[lane] > 0 && b[lane] > 0 {
        value[lane] = expectation(b[lane], ρ[lane] - 1, KumaraswamySlopes(), ofPhi: false)
    }
    return value
}

/// D(p ‖ q) = E φ(log(q / p)) where the parameters are within a factor of 3/2; elsewhere, with c = b_q / b_p and ρ = a_q / a_p,
///
///     (c - 1 - log c) - log ρ - (1 - ρ) H(b_p) - (b_q - 1) E log((1 - U^ρ) / (1 - U)).
@inline(never)
func kumaraswamyDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
    let scales = itakuraSaito(q.second, p.second)
    let d = (q.first - p.first) / p.first
    let isEqual = d .== 0
    if isEqual == LaneMask(repeating: -1) { return scales }
    let (ρ, c) = (q.first / p.first, q.second / p.second)
    let isNear = (ρ .> 0.67) .& (ρ .< 1.5) .& (c .> 0.67) .& (c .< 1.5)
    let logρ = logQuotient(q.first, p.first)
    let quotient = meanLogQuotient(select(isNear .| isEqual, .zero, ρ), p.second)
    let far = (scales - logρ) + (d * harmonic(p.second) - (q.second - 1) * quotient)
    var value = select(isEqual, scales, far)
    let constant = logρ + logQuotient(q.second, p.second)
    for lane in 0..<8 where isNear[lane] != 0 && isEqual[lane] == 0 {
        let slopes = KumaraswamySlopes(
            constant: constant[lane], logU: d[lane], logT: q.second[lane] - p.second[lane],
            quotient: q.second[lane] - 1)
        value[lane] = expectation(p.second[lane], d[lane], slopes, ofPhi: true)
    }
    return value
}
