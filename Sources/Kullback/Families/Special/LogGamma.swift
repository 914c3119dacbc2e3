// The logarithm of the gamma function, and the divergences that it generates.
//
// Stirling's formula is used for x >= 2, and the recursion Γ(x + 1) = x Γ(x) leads there, one step at a time: every step
// adds a Bregman divergence of a convex function, so that nothing cancels, and lanes that are there already skip it.

/// lgΓ(b) - lgΓ(a) - (b - a) ψ(a), the Bregman divergence of lgΓ, for positive finite a and b.
@inline(__always)
func logGammaBregman(_ b: Lane, _ a: Lane) -> Lane { logGammaBregman(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction.
///
/// lgΓ(x) = (x log x - x) + G(x), and both parts are convex.
@inline(never)
func logGammaBregman(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    if ((b .< 0x1p-1000) .| (a .< 0x1p-1000)).isAnySet {
        return poissonDivergence(b, a, difference: difference) + logGammaRemainder(b, a, difference: difference)
    }
    let (poisson, inverse) = positiveDivergences(b, a, difference: difference)
    return poisson + binetBregman(b, a, difference: difference, inverse: inverse)
}

/// That of a + 1 + e from a + 1. For a = 1 and |e| at most 1/2 or 1, e^2 times a polynomial, off by less than 6e-17 of itself.
@inline(__always)
func logGammaBregman(afterNext a: Lane, _ e: Lane) -> Lane {
    let isNear = (a .== 1) .& (e .> -0.5) .& (e .<= 1)
    let polynomial = polynomial(
        e,
        [
            0.3224670334241132, -0.06735230105319825, 0.020580808427788744, -0.0073855510286564, 0.002890510330448846,
            -0.0011927539121304948, 0.0005096695326496982, -0.0002231547581555071, 9.945740919763351e-05,
            -4.492614080193856e-05, 2.0507899810768954e-05, -9.440718715818328e-06, 4.37291285691705e-06,
            -2.0328072287595965e-06, 9.543419638167225e-07, -4.629446956445868e-07, 2.2752733562014445e-07,
            -9.782592645908573e-08, 2.8913529963106788e-08, -4.068707779605857e-09,
        ])
    let near = e * e * polynomial
    if isNear == LaneMask(repeating: -1) { return near }
    return select(isNear, near, logGammaBregman(a + 1 + e, a + 1, difference: e))
}

/// The Bregman divergence of G(x) = lgΓ(x) - x log x + x, G(b) - G(a) - (b - a) (ψ(a) - log a), for positive finite
/// a and b. Relative error below 3e-15.
@inline(__always)
func logGammaRemainder(_ b: Lane, _ a: Lane) -> Lane { logGammaRemainder(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction.
@inline(never)
func logGammaRemainder(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    if ((b .< 0x1p-1000) .| (a .< 0x1p-1000)).isAnySet { return logGammaRemainder(ofTiny: b, a, difference) }
    return binetBregman(b, a, difference: difference, inverse: itakuraSaito(b, a, difference: difference))
}

/// As G(x) + log x has no singularity at 0, only the divergence of -log x tells numbers below 2^-1000 from each other.
@inline(never)
private func logGammaRemainder(ofTiny b: Lane, _ a: Lane, _ difference: Lane) -> Lane {
    let (isTiny, least) = ((b .< 0x1p-1000) .| (a .< 0x1p-1000), Lane(repeating: 0x1p-1000))
    let (y, x) = (select(b .< least, least, b), select(a .< least, least, a))
    let whole = itakuraSaito(b, a, difference: difference)
    let rest = select(isTiny, whole - itakuraSaito(y, x), .zero)
    let value = logGammaRemainder(y, x, difference: select(isTiny, y - x, difference))
    return select(isTiny .& (whole .== .infinity), whole, value + rest)
}

/// G's divergence from that of -log x, which is `inverse`, for numbers from 2^-1000 on.
///
/// G(x) = -log(x) / 2 + log(2 π) / 2 + S(x) with Binet's function S, which is convex as well, and of which the recursion
/// leaves S(x) - S(x + 1) = g(x) = (x + 1/2) log(1 + 1/x) - 1, convex again.
@inline(__always)
private func binetBregman(_ b: Lane, _ a: Lane, difference: Lane, inverse: Lane) -> Lane {
    let (leading, one) = (0.5 * inverse, Lane(repeating: 1))
    var sum = Lane.zero
    var (x, y) = (b, a)
    var (β, α) = (one / x, one / y)
    for step in 1...Int(stirlingBound) {
        let isSmall = (x .< stirlingBound) .| (y .< stirlingBound)
        if !isSmall.isAnySet { break }
        y = select(isSmall, a + Double(step), y)
        let next = one / y
        sum += select(isSmall, binetStep(x, (β, α, next), difference), .zero)
        x = select(isSmall, b + Double(step), x)
        (β, α) = (one / x, next)
    }
    let series = DividedDifferences(binetCoefficients, α * α, β * β)
    let value = leading + (sum + (difference * α) * ((difference * β) * α) * series.even(α + β))
    // c - 1 - log c has overflowed; the parts may have done so at both signs.
    return select(leading .== .infinity, leading, value)
}

/// The Bregman divergence of g(x) = (x + 1/2) log(1 + 1/x) - 1. With d = b - a and 1 - e = a (b + 1) / (b (a + 1)):
///
///     (b + 1/2) log(1 - e) + d (1/a + 1/(a + 1)) / 2 = d^2 / (2 a b (a + 1)) - (b + 1/2) (-e - log(1 - e)).
///
/// The right side is used for |e| up to about 1/2: its terms are at most twice the divergence of -log(x) / 2, to which they
/// are added. Elsewhere those of the left side are of its size. `inverses` are those of b, a and a + 1.
@inline(__always)
private func binetStep(_ b: Lane, _ inverses: (Lane, Lane, Lane), _ d: Lane) -> Lane {
    let (β, α, next) = inverses
    let (quotient, step) = (d * α, d * β)
    let ratio = logRatio(ofAny: 1 + β, 1 + α, difference: -(step * α))
    let minusE = -(step * next)
    let excess = ratio.s * minusE - 2 * ratio.w
    let near = -0.5 * quotient * minusE - (b + 0.5) * excess
    let far = (b + 0.5) * ratio.value + 0.5 * (quotient + d * next)
    return select(ratio.k .== 0, near, far)
}

/// G(x) = lgΓ(x) - x log x + x = log(2 π / x) / 2 + S(x)
@inline(never)
func logGammaExcess(_ x: Lane) -> Lane { 0.5 * (logOfTwoPi - logarithm(x)) + stirlingError(ofAny: x) }

/// log Γ(x) for positive finite x, with small relative error also near its zeros 1 and 2.
///
/// For x below 4 it is the divergence from 2 or, below 3/2, from 1, with the tangent there: the two have one sign but
/// between 1 and 2, where their sum is more than a third of either.
@inline(never)
func logGamma(_ x: Lane) -> Lane {
    let isSmall = x .< 4
    let one = Lane(repeating: 1)
    let large = select(isSmall, Lane(repeating: 4), x)
    let stirling = (large - 0.5) * (logarithm(large) - 1) + (logOfTwoPi / 2 - 0.5 + stirlingError(ofAny: large))
    if !isSmall.isAnySet { return stirling }
    let isFirst = x .< 1.5
    let zero = select(isFirst, one, Lane(repeating: 2))
    let slope = select(isFirst, Lane(repeating: -eulerGamma), Lane(repeating: 1 - eulerGamma))
    return select(isSmall, logGammaBregman(select(isSmall, x, one), zero) + slope * (x - zero), stirling)
}

let eulerGamma = 0.5772156649015329
let logOfTwoPi = 1.8378770664093454
