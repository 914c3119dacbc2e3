// The logarithm of the gamma function, and the divergences that it generates.
//
// Stirling's formula is used for x >= 4, and the recursion Γ(x + 1) = x Γ(x) leads there, one step at a time: every step
// adds a Bregman divergence of a convex function, so that nothing cancels, and lanes that are there already skip it.

/// Where the series for Stirling's formula begins to hold.
let stirlingBound = 4.0

/// lgΓ(b) - lgΓ(a) - (b - a) ψ(a), the Bregman divergence of lgΓ, for positive finite a and b.
@inline(__always)
func logGammaBregman(_ b: Lane, _ a: Lane) -> Lane { logGammaBregman(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction.
///
/// lgΓ(x) = (x log x - x) + G(x), and both parts are convex.
@inline(never)
func logGammaBregman(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    poissonDivergence(b, a, difference: difference) + logGammaRemainder(b, a, difference: difference)
}

/// The Bregman divergence of G(x) = lgΓ(x) - x log x + x, G(b) - G(a) - (b - a) (ψ(a) - log a), for positive finite
/// a and b. Relative error below 3e-15.
@inline(__always)
func logGammaRemainder(_ b: Lane, _ a: Lane) -> Lane { logGammaRemainder(b, a, difference: b - a) }

/// The same with a difference b - a that is known better than by subtraction.
///
/// G(x) = -log(x) / 2 + log(2 π) / 2 + S(x) with Binet's function S, which is convex as well, and of which the recursion
/// leaves S(x) - S(x + 1) = g(x) = (x + 1/2) log(1 + 1/x) - 1, convex again.
@inline(never)
func logGammaRemainder(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    let leading = 0.5 * itakuraSaito(b, a, difference: difference)
    var sum = Lane.zero
    var (x, y) = (b, a)
    for step in 1...Int(stirlingBound) {
        let isSmall = (x .< stirlingBound) .| (y .< stirlingBound)
        if !isSmall.isAnySet { break }
        sum += select(isSmall, binetStep(x, y, difference), .zero)
        (x, y) = (select(isSmall, b + Double(step), x), select(isSmall, a + Double(step), y))
    }
    let value = leading + (sum + binetSeries(x, y, difference))
    // c - 1 - log c has overflowed; the parts may have done so at both signs.
    return select(leading .== .infinity, leading, value)
}

/// The Bregman divergence of g(x) = (x + 1/2) log(1 + 1/x) - 1. With d = b - a and 1 - e = a (b + 1) / (b (a + 1)):
///
///     (b + 1/2) log(1 - e) + d (1/a + 1/(a + 1)) / 2 = d^2 / (2 a b (a + 1)) - (b + 1/2) (-e - log(1 - e)).
///
/// The right side is used for |e| up to about 1/2: its terms are at most twice the divergence of -log(x) / 2, to which they
/// are added. Elsewhere those of the left side are of its size.
@inline(__always)
private func binetStep(_ b: Lane, _ a: Lane, _ d: Lane) -> Lane {
    // min(b, 1) (1 + 1/b) and min(b, 1) (1 + 1/a), neither of which overflows where b / a does not.
    let unit = select(b .< 1, b, Lane(repeating: 1))
    let quotient = d / a
    let (slope, next) = (unit / b, a + 1)
    let ratio = logRatio(ofAny: unit + slope, unit + unit / a, difference: -slope * quotient)
    // -e, which is below 1/2 in magnitude where it is used.
    let minusE = -quotient / (b + b / a)
    let excess = ratio.s * minusE - 2 * ratio.w
    let near = 0.5 * quotient * (d / b / next) - (b + 0.5) * excess
    let far = (b + 0.5) * ratio.value + 0.5 * (quotient + d / next)
    return select(ratio.k .== 0, near, far)
}

/// The Bregman divergence of S(x) = Σ c_k x^(1 - 2k) for b and a from 4 on. That of x^-n is, with α = 1 / a and β = 1 / b,
///
///     (d α) (d β) α Σ i α^(i - 1) β^(n - i),   i = 1 ... n.
@inline(__always)
private func binetSeries(_ b: Lane, _ a: Lane, _ d: Lane) -> Lane {
    let one = Lane(repeating: 1)
    let (α, β) = (one / a, one / b)
    var (terms, power, sum) = (one, one, Lane.zero)
    var n = 1.0
    for coefficient in binetCoefficients.indices {
        sum += terms * binetCoefficients[coefficient]
        terms = β * (β * terms + (n + 1) * (α * power)) + (n + 2) * (α * α * power)
        power = power * (α * α)
        n += 2
    }
    return (d * α) * ((d * β) * α) * sum
}

/// S(x) = Σ c_k x^(1 - 2k), so near to Stirling's series, which would need x >= 10 for as many terms, that S'' is off by
/// less than 3e-17 of that of -log(x) / 2, and therefore every divergence by as much; S itself by 6e-19.
let binetCoefficients: [11 of Double] = [
    0.0833333333333333, -0.002777777777756353, 0.0007936507879798254, -0.0005952373042980347, 0.0008416843024027641,
    -0.0019138804335722018, 0.0062737071091522965, -0.02593852269275845, 0.11000633965517441, -0.36551686457448435,
    0.6396356510025641,
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
    let isSmall = x .< stirlingBound
    let one = Lane(repeating: 1)
    let large = select(isSmall, Lane(repeating: stirlingBound), x)
    let stirling = (large - 0.5) * (logarithm(large) - 1) + (logOfTwoPi / 2 - 0.5 + stirlingError(ofAny: large))
    if !isSmall.isAnySet { return stirling }
    let isFirst = x .< 1.5
    let zero = select(isFirst, one, Lane(repeating: 2))
    let slope = select(isFirst, Lane(repeating: -eulerGamma), Lane(repeating: 1 - eulerGamma))
    return select(isSmall, logGammaBregman(select(isSmall, x, one), zero) + slope * (x - zero), stirling)
}

let eulerGamma = 0.5772156649015329
let logOfTwoPi = 1.8378770664093454
