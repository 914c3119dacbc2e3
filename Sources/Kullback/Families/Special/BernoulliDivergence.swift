/// p log(p / q) + (1 - p) log((1 - p) / (1 - q)) for p and q in [0, 1]: the divergence of two trials.
///
/// The sum of two Poisson divergences, of p and q and of their complements: what these have more cancels, and both are
/// computed from the same difference.
@inline(__always)
func bernoulliDivergence(_ p: Lane, _ q: Lane) -> Lane { bernoulliDivergence(p, q, difference: p - q) }

/// The same with a difference p - q that is known better than by subtraction.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func bernoulliDivergence(_ p: Lane, _ q: Lane, difference d: Lane) -> Lane {
    massDivergence(p, q, d) + massDivergence(1 - p, 1 - q, -d)
}

/// The Poisson divergence, where 0 may be either argument.
@inline(__always)
private func massDivergence(_ p: Lane, _ q: Lane, _ difference: Lane) -> Lane {
    let isZero = q .== 0
    let value = poissonDivergence(p, select(isZero, Lane(repeating: 1), q), difference: difference)
    return select(isZero, select(p .== 0, .zero, .infinite), value)
}

/// -p log p - (1 - p) log(1 - p)
@inline(never)
func bernoulliEntropy(_ p: Lane) -> Lane {
    let isEnd = (p .== 0) .| (p .== 1)
    let inside = select(isEnd, Lane(repeating: 0.5), p)
    let value = -(inside * logarithm(inside) + (1 - inside) * log1p(-inside))
    return select(isEnd, .zero, value)
}

/// On the line between the logits of two probabilities: m, which has (1 - weight) of p's and weight of q's, and p - m.
/// Of opposite certainties m is 1/2, from which both are infinitely far.
@inline(never)
func logitLine(_ p: Lane, _ q: Lane, _ weight: Double) -> (point: Lane, distance: Lane) {
    let half = Lane(repeating: 0.5)
    let (isCertain, toCertain) = ((p .== 0) .| (p .== 1), (q .== 0) .| (q .== 1))
    let (from, to) = (select(isCertain, half, p), select(isCertain .| toCertain, half, q))
    let d = to - from
    let logits = logQuotient(to, from, difference: d) + logQuotient(1 - from, 1 - to, difference: d)
    let certainty = select(q .== 1, .infinite, -.infinite)
    let change = weight * select(toCertain, certainty, logits)
    // With e^-|change| - 1, so that nothing overflows: of the rarer outcome, that which becomes more probable.
    let shrink = expm1(-change.magnitude)
    let (grows, rest) = (change .> 0, 1 - from)
    let (kept, lost) = (select(grows, rest, from), select(grows, from, rest))
    let step = kept * (lost * shrink) / (1 + kept * shrink)
    let moved = select(grows, from - step, from + step)
    let point = select(isCertain, select((q - p).magnitude .== 1, half, p), select(p .== q, p, moved))
    let isSame = isCertain .| (p .== q)
    return (point, select(isSame, p - point, select(grows, step, -step)))
}

/// Whether x is one of 0, 1, 2 …
@inline(__always)
func isCount(_ x: Lane) -> LaneMask {
    let isInteger = ((x + 0x1p52) - 0x1p52) .== x
    return ((Lane(repeating: -0x1p-1074) .< x) .& (isInteger .| (x .> 0x1p52))) .& (x .< .infinity)
}
