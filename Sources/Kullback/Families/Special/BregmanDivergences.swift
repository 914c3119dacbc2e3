// Divergences of positive numbers, the Bregman divergences f(b) - f(a) - (b - a) f'(a) of two convex f. Both are computed
// without cancellation: relative error below 2e-15, near b = a as anywhere else.

/// c - 1 - log c for c = b / a, of f = -log (Itakura & Saito 1968): what rates and scales that differ cost.
@inline(__always)
func itakuraSaito(_ b: Lane, _ a: Lane) -> Lane { itakuraSaito(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction, which is used where b is near a.
///
/// With s = (b - a) / (b + a): c - 1 - 2 atanh(s) = s (c - 1) - 2 w, and w is at most a thirtieth of the first term.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func itakuraSaito(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    let ratio = logRatio(ofAny: b, a, difference: difference)
    let near = ratio.s * (difference / a) - 2 * ratio.w
    let value = select(ratio.k .== 0, near, (b - a) / a - ratio.value)
    return select(b .== 0, Lane(repeating: .infinity), value)
}

/// b log(b / a) - b + a, of f = x log x - x: the divergence of Poisson distributions with means b and a.
@inline(__always)
func poissonDivergence(_ b: Lane, _ a: Lane) -> Lane { poissonDivergence(b, a, difference: b - a) }

/// With s = (b - a) / (b + a): 2 b s - (b - a) = s (b - a), and 2 b w is at most a fifteenth of it.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func poissonDivergence(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    let ratio = logRatio(ofAny: b, a, difference: difference)
    let near = ratio.s * difference + 2 * b * ratio.w
    return select(b .== 0, a, select(ratio.k .== 0, near, b * ratio.value - (b - a)))
}

/// log(p / q) for any positive finite p and q, with a difference p - q that is known better than by subtraction.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func logRatio(ofAny p: Lane, _ q: Lane, difference: Lane) -> LogRatio {
    // Sums of numbers above 2^1000 might overflow.
    let (pHuge, qHuge) = (p .> 0x1p1000, q .> 0x1p1000)
    let (x, y) = (select(pHuge, p * 0x1p-64, p), select(qHuge, q * 0x1p-64, q))
    let scaled = select(pHuge .& qHuge, difference * 0x1p-64, select(pHuge .| qHuge, x - y, difference))
    var ratio = logRatio(x, y, difference: scaled)
    ratio.k += select(pHuge, Lane(repeating: 64), .zero) - select(qHuge, Lane(repeating: 64), .zero)
    return ratio
}
