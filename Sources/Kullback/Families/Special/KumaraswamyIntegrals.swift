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
    let sizes = 0.5 * (logOfTwoPi + logRatio(ofAny: positive, positive + b).value + logarithm(b))
    let value = shares - sizes + ((binet(positive + b) - binet(positive)) - binet(b))
    if !(s .<= 0).isAnySet { return value }
    let isInside = (s .<= 0) .& (s .> -1)
    let safe = select(isInside, s, .zero)
    let direct = (logGamma(safe + (b + 1)) - logGamma(b + 1)) - logGamma(safe + 1)
    return select(s .> 0, value, select(s .> -1, direct, Lane(repeating: -.infinity)))
}

/// Nodes of the rule for one distribution: where U = 1 - T, T = V^(1/b).
private struct UnitNode {
    let logU, logT, u, t, weight: Lane

    @inline(__always)
    init(_ y: Lane, _ b: Double) {
        // log V = -log(1 + e^-y), both tails without cancellation; weight V (1 - V).
        let tail = exp(-y.magnitude)
        let sum = 1 + tail
        let logV = -(log1p(tail) + select(y .< 0, y.magnitude, .zero))
        weight = tail / (sum * sum)
        logT = logV * (1 / b)
        t = exp(logT)
        u = -expm1(logT)
        logU = select(t .< 0.5, log1p(-t), logarithm(u))
    }

    /// log((1 - U^ρ) / (1 - U)), d = ρ - 1; the limit for U = 1 is log ρ.
    @inline(__always)
    func logQuotient(_ ρ: Double, _ d: Double, _ logρ: Double) -> Lane {
        let near = abs(d) < 0.5
        let value = near ? log1p(u * -expm1(d * logU) / t) : logarithm(-expm1(ρ * logU)) - logT
        return select(t .> 0x1p-900, value, Lane(repeating: logρ))
    }
}

/// E log((1 - U^ρ) / (1 - U)) for U = X^a: with ρ = k / a, E log(1 - X^k) + 1/b.
@inline(never)
func meanLogQuotient(_ ρ: Lane, _ b: Lane) -> Lane {
    var value = Lane.zero
    for lane in 0..<8 where ρ[lane] > 0 && b[lane] > 0 {
        let step = trapezoidStep(ρ[lane], b[lane])
        let (exponent, second, logarithm) = (ρ[lane], b[lane], log(ρ[lane]))
        value[lane] =
            step
            * trapezoidSum(step: step) { y in
                let node = UnitNode(y, second)
                return node.weight * node.logQuotient(exponent, exponent - 1, logarithm)
            }
    }
    return value
}

/// The singularities are further than π/4 from the real line for moderate parameters, 1 / log ρ for others.
private func trapezoidStep(_ ρ: Double, _ b: Double) -> Double { ρ < 8 && ρ > 0.125 && b > 0.5 ? 0.125 : 0x1p-6 }

/// D(p ‖ q) = E φ(log(q / p)) where the parameters are within a factor of 3/2; elsewhere, with c = b_q / b_p and ρ = a_q / a_p,
///
///     (c - 1 - log c) - log ρ - (1 - ρ) H(b_p) - (b_q - 1) E log((1 - U^ρ) / (1 - U)).
@inline(never)
func kumaraswamyDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
    let scales = itakuraSaito(q.second, p.second)
    let slope = (q.first - p.first) / p.first
    if (slope .== 0) == LaneMask(repeating: -1) { return scales }
    let ρ = q.first / p.first
    let c = q.second / p.second
    let isNear = (ρ .> 0.67) .& (ρ .< 1.5) .& (c .> 0.67) .& (c .< 1.5)
    let logρ = logRatio(ofAny: q.first, p.first).value
    let far =
        (scales - logρ) + slope * harmonic(p.second)
        - (q.second - 1) * meanLogQuotient(select(isNear, .zero, ρ), p.second)
    var value = select(slope .== 0, scales, far)
    let offset = logρ + logRatio(ofAny: q.second, p.second).value
    for lane in 0..<8 where isNear[lane] != 0 && slope[lane] != 0 {
        let (b, d, target) = (p.second[lane], slope[lane], q.second[lane])
        let (constant, logarithm) = (offset[lane], logρ[lane])
        let step = trapezoidStep(1, b)
        value[lane] =
            step
            * trapezoidSum(step: step) { y in
                let node = UnitNode(y, b)
                let slopes = d * node.logU + (target - b) * node.logT
                return node.weight * phi(constant + slopes + (target - 1) * node.logQuotient(1 + d, d, logarithm))
            }
    }
    return value
}
