/// The Bregman divergence of log B(a, b) = lgΓ(a) + lgΓ(b) - lgΓ(a + b), of q = (a', b') from p = (a, b): the KL divergence of
/// the beta distribution p from q. With sums s and s', it is
///
///     s' D((a', b') / s' ‖ (a, b) / s) + R(a', a) + R(b', b) - R(s', s)
///
/// with a Kullback-Leibler divergence of two shares and the divergences R of the remainder of lgΓ. The last two are of the
/// order of (b' - b)² / b² each, but of a times that together with the first where a is much smaller than b: see below.
/// `steps` are q - p.
@inline(never)
func logBetaBregman(_ q: Parameters, _ p: Parameters, _ steps: Steps) -> Lane {
    let isSwapped = p.first .> p.second
    let (a, b) = (select(isSwapped, p.second, p.first), select(isSwapped, p.first, p.second))
    let (a1, b1) = (select(isSwapped, q.second, q.first), select(isSwapped, q.first, q.second))
    let (d, e) = (select(isSwapped, steps.second, steps.first), select(isSwapped, steps.first, steps.second))
    let (s, s1) = (a + b, a1 + b1)
    var shift = (d * (b / s) - (a / s) * e) / s1
    let isLarge = (s .> 16) .| (s1 .> 16)
    if isLarge.isAnySet {
        let cross = steps.crossDifference(p, otherwise: select(isSwapped, -shift, shift) * s1 * s) / s / s1
        shift = select(isLarge, select(isSwapped, -cross, cross), shift)
    }
    let shares =
        poissonDivergence(a1 / s1, a / s, difference: shift) + poissonDivergence(b1 / s1, b / s, difference: -shift)
    let whole = logGammaRemainder(s1, s, difference: d + e)
    let pair = logGammaRemainder(b1, b, difference: e) - whole
    var value = s1 * shares + (logGammaRemainder(a1, a, difference: d) + pair)

    // Where these cancel more than log Γ of s' would.
    let isTiny = (s .< 0x1p-4) .& (16 * s .< s1) .& (4 * value .< whole) .& (s1 .< 32 * value)
    if isTiny.isAnySet { value = select(isTiny, logBetaBregman((a1, b1, s1), ofTiny: (a, b, s)), value) }
    let isSmall = (a .< 0.25) .& (a1 .< 0.25) .& (16 * a .< b) .& (16 * a1 .< b1)
    if !isSmall.isAnySet { return value }
    let safe = Lane(repeating: 32)
    let bend = slopeDifference((a, a1, d), (select(isSmall, b, safe), select(isSmall, b1, safe), e))
    let small = logGammaBregman(a1, a, difference: d) + bend
    return select(isTiny, value, select(isSmall, small, value))
}

/// From a and b near 0 to others far from them: by Γ(x) = Γ(x + 1) / x, whose poles make the largest parts, those of -log x,
///
///     a'/a + b'/b - s'/s - 1 - log(a' b' s / (a b s')),   a'/a + b'/b - s'/s = a' b / (a s) + b' a / (b s).
@inline(never)
private func logBetaBregman(_ q: (a: Lane, b: Lane, s: Lane), ofTiny p: (a: Lane, b: Lane, s: Lane)) -> Lane {
    let poles = q.a / p.a * (p.b / p.s) + q.b / p.b * (p.a / p.s)
    let logarithms = logQuotient(q.a, p.a) + logQuotient(q.b, p.b) - logQuotient(q.s, p.s)
    func rest(_ y: Lane, _ x: Lane) -> Lane { logGammaBregman(y + 1, x + 1, difference: y - x) }
    return (poles - (1 + logarithms)) + (rest(q.a, p.a) + rest(q.b, p.b) - rest(q.s, p.s))
}

/// B(b', b) - B(s', s) of the divergences B of lgΓ, which is the integral over t in 0...1 of
///
///     a' C(x, y) - (a' - a) (x - y) ψ'(y),   x = b' + t a', y = b + t a,
///
/// with the Bregman divergence C of -ψ. For a < b / 16 the rule of Gauss and Legendre with five points leaves out 1e-17.
@inline(__always)
private func slopeDifference(
    _ a: (from: Lane, to: Lane, difference: Lane), _ b: (from: Lane, to: Lane, difference: Lane)
) -> Lane {
    var sum = Lane.zero
    for index in 0..<5 {
        let t = gaussNodes[index]
        let difference = b.difference + t * a.difference
        let terms = digammaTaylor(b.to + t * a.to, b.from + t * a.from, difference: difference)
        sum += gaussWeights[index] * (a.to * terms.bregman - a.difference * (difference * terms.trigamma))
    }
    return sum
}

let gaussNodes: [5 of Double] = [
    0.046910077030668004, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332,
]

let gaussWeights: [5 of Double] = [
    0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454,
]

/// The Bregman divergence of -ψ, ψ(y) - ψ(x) + (x - y) ψ'(y), and ψ'(y). Both are sums of positive terms: the recursion
/// ψ(x) = ψ(x + 1) - 1/x adds divergences of the reciprocal.
@inline(never)
func digammaTaylor(_ x: Lane, _ y: Lane, difference d: Lane) -> (bregman: Lane, trigamma: Lane) {
    let one = Lane(repeating: 1)
    var (bregman, trigamma) = (Lane.zero, Lane.zero)
    var (u, v) = (x, y)
    for step in 1...Int(stirlingBound) {
        let isSmall = (u .< stirlingBound) .| (v .< stirlingBound)
        if !isSmall.isAnySet { break }
        let slope = one / v
        bregman += select(isSmall, d * slope * (d * slope / u), .zero)
        trigamma += select(isSmall, slope * slope, .zero)
        (u, v) = (select(isSmall, x + Double(step), u), select(isSmall, y + Double(step), v))
    }
    // -ψ(x) ~ -log x + 1/(2 x) + Σ d_k x^-2k
    let (α, β) = (one / v, one / u)
    let series = DividedDifferences(digammaCoefficients, α * α, β * β)
    let rest = β * series.even(α + β) + 2 * (α * series.slope)
    return (
        bregman + (itakuraSaito(u, v, difference: d) + (d * α) * (d * β) * α * (0.5 + rest)),
        trigamma + α * (1 + 0.5 * α + 2 * (α * α) * series.slope)
    )
}
