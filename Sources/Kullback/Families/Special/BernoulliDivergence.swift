/// p log(p / q) + (1 - p) log((1 - p) / (1 - q)) for p and q in [0, 1]: the divergence of two trials.
///
/// The sum of two Poisson divergences, of p and q and of their complements: what these have more cancels, and both are
/// computed from the same difference.
@inline(never)
func bernoulliDivergence(_ p: Lane, _ q: Lane) -> Lane {
    let d = p - q
    return massDivergence(p, q, d) + massDivergence(1 - p, 1 - q, -d)
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

/// The probability whose logarithm of odds is (1 - weight) of p's and weight of q's. Of opposite certainties it is 1/2,
/// from which both are infinitely far.
@inline(never)
func geodesicProbability(_ p: Lane, _ q: Lane, _ weight: Double) -> Lane {
    let one = Lane(repeating: 1)
    let isCertain = (p .== 0) .| (p .== 1)
    let toCertain = (q .== 0) .| (q .== 1)
    let inner = select(isCertain, 0.5 * one, p)
    let d = q - p
    let (up, down) = (
        logQuotient(select(toCertain, inner, q), inner, difference: select(toCertain, .zero, d)),
        logQuotient(1 - inner, select(toCertain, 1 - inner, 1 - q), difference: select(toCertain, .zero, d))
    )
    let change = weight * select(toCertain, select(q .== 1, .infinite, -.infinite), up + down)
    // e^-|change|, so that nothing overflows.
    let ratio = exponential(-change.magnitude)
    let grows = change .> 0
    let (successes, failures) = (select(grows, inner, inner * ratio), select(grows, (1 - inner) * ratio, 1 - inner))
    let moved = select(p .== q, p, successes / (successes + failures))
    let isOpposite = isCertain .& toCertain .& (d.magnitude .== 1)
    return select(isOpposite, 0.5 * one, select(isCertain, p, moved))
}

/// Whether x is one of 0, 1, 2 …
@inline(__always)
func isCount(_ x: Lane) -> LaneMask {
    let isInteger = ((x + 0x1p52) - 0x1p52) .== x
    return ((Lane(repeating: -0x1p-1074) .< x) .& (isInteger .| (x .> 0x1p52))) .& (x .< .infinity)
}
