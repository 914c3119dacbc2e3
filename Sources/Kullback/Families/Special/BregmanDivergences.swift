// Divergences of positive numbers, the Bregman divergences f(b) - f(a) - (b - a) f'(a) of two convex f. Both are computed
// without cancellation: relative error below 2e-15, near b = a as anywhere else.

/// c - 1 - log c for c = b / a, of f = -log (Itakura & Saito 1968): what rates and scales that differ cost.
@inline(__always)
func itakuraSaito(_ b: Lane, _ a: Lane) -> Lane { itakuraSaito(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction, which is used where b is near a.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func itakuraSaito(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    itakuraSaito(b, a, difference, logRatio(ofAny: b, a, difference: difference))
}

/// With s = (b - a) / (b + a): c - 1 - 2 atanh(s) = s (c - 1) - 2 w, and w is at most a thirtieth of the first term.
@inline(__always)
private func itakuraSaito(_ b: Lane, _ a: Lane, _ difference: Lane, _ ratio: LogRatio) -> Lane {
    let near = ratio.s * (difference / a) - 2 * ratio.w
    let value = select(ratio.k .== 0, near, (b - a) / a - ratio.value)
    return select(b .== 0, Lane(repeating: .infinity), value)
}

/// b log(b / a) - b + a, of f = x log x - x: the divergence of Poisson distributions with means b and a.
@inline(__always)
func poissonDivergence(_ b: Lane, _ a: Lane) -> Lane { poissonDivergence(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func poissonDivergence(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    poissonDivergence(b, a, difference, logRatio(ofAny: b, a, difference: difference))
}

/// With s = (b - a) / (b + a): 2 b s - (b - a) = s (b - a), and 2 b w is at most a fifteenth of it.
@inline(__always)
private func poissonDivergence(_ b: Lane, _ a: Lane, _ difference: Lane, _ ratio: LogRatio) -> Lane {
    let near = ratio.s * difference + 2 * b * ratio.w
    return select(b .== 0, a, select(ratio.k .== 0, near, b * ratio.value - (b - a)))
}

/// Both, from one logarithm.
@inline(__always)
func positiveDivergences(_ b: Lane, _ a: Lane, difference: Lane) -> (poisson: Lane, itakuraSaito: Lane) {
    let ratio = logRatio(ofAny: b, a, difference: difference)
    return (poissonDivergence(b, a, difference, ratio), itakuraSaito(b, a, difference, ratio))
}
