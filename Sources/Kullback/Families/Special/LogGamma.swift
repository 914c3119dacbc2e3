// The logarithm of the gamma function, and the divergences that it generates.
//
// Stirling's formula is used for x >= 2, and the recursion Γ(x + 1) = x Γ(x) leads there, one step at a time: every step
// adds a Bregman divergence of a convex function, so that nothing cancels, and lanes that are there already skip it.

/// Where the series for Stirling's formula begins to hold.
let stirlingBound = 2.0

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

/// S(x) = Σ c_k x^(1 - 2k), so near to Stirling's series, which would need x >= 10 for as many digits, that S'' is off by
/// less than 5e-18 of that of -log(x) / 2, and therefore every divergence by as much; S itself by 2e-18. The Bregman
/// divergence of x^-n is, with d = b - a, α = 1 / a and β = 1 / b, (d α) (d β) α times the divided difference of x^(n + 1) at
/// α, α, β.
let binetCoefficients: [21 of Double] = [
    0.08333333333333327, -0.0027777777777638875, 0.0007936507913873899, -0.0005952378605562908, 0.0008417344017142685,
    -0.0019167028927856676, 0.006379288653543946, -0.028642771410780622, 0.15810049659002062, -0.9622413272098899,
    5.8351715029151245, -32.674955356073745, 160.50837113724597, -667.7837521829708, 2289.5293026550075,
    -6303.295840476071, 13523.358375023941, -21708.56104012641, 24473.94068811342, -17255.281029878857,
    5717.938704084828,
]

/// What Stirling's formula lacks, S(x) = lgΓ(x) - (x - 1/2) log x + x - log(2 π) / 2 = lgΓ(x + 1) - (x + 1/2) log x + ..., for
/// positive finite x: Binet's function, a sum of positive terms.
@inline(never)
func stirlingError(ofAny x: Lane) -> Lane {
    var sum = Lane.zero
    var y = x
    for step in 1...Int(stirlingBound) {
        let isSmall = y .< stirlingBound
        if !isSmall.isAnySet { break }
        // (y + 1/2) log(1 + 1/y) - 1 with log(1 + 1/y) = 2 atanh(s), s = 1 / (2 y + 1).
        let ratio = logRatio(ofAny: y + 1, y, difference: Lane(repeating: 1))
        let term = select(ratio.k .== 0, (2 * y + 1) * ratio.w, (y + 0.5) * ratio.value - 1)
        sum += select(isSmall, term, .zero)
        y = select(isSmall, x + Double(step), y)
    }
    let inverse = Lane(repeating: 1) / y
    return sum + inverse * polynomial(inverse * inverse, binetCoefficients)
}

func stirlingError(ofAny x: Double) -> Double { stirlingError(ofAny: Lane(repeating: x))[0] }

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
