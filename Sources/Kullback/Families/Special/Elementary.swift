// Functions of Numerics that closed forms call in many places: compiled once, and for any argument.

/// log(x): -inf for 0, +inf for +inf.
@inline(never)
func logarithm(_ x: Lane) -> Lane {
    let value = logRatio(ofAny: x, Lane(repeating: 1)).value
    let special = select(x .== 0, Lane(repeating: -.infinity), select(x .== .infinity, x, Lane(repeating: .nan)))
    return select((x .> 0) .& (x .< .infinity), value, special)
}

/// e^x of any x.
@inline(never)
func exponential(_ x: Lane) -> Lane { exp(x) }

/// e^x - 1 - x of any x.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func exponentialExcess(_ x: Lane) -> Lane { phi(x) }

/// log(1 + x) for x > -1, with small relative error near 0.
@inline(never)
func log1p(_ x: Lane) -> Lane {
    let one = Lane(repeating: 1)
    // As it is below 2^-54, subnormal numbers too.
    return select(x.magnitude .< 0x1p-54, x, logRatio(ofAny: one + x, one, difference: x).value)
}

/// x - log(1 + x) for x > -1: never negative, x^2 / 2 near 0, with small relative error.
///
/// With s = x / (2 + x): x - 2 atanh(s) = s x - 2 w, and w is at most a thirtieth of s x.
@inline(never)
func log1pExcess(_ x: Lane) -> Lane {
    let one = Lane(repeating: 1)
    let ratio = logRatio(ofAny: one + x, one, difference: x)
    return select(ratio.k .== 0, ratio.s * x - 2 * ratio.w, x - ratio.value)
}

/// log(a / b) of any positive finite a and b.
@inline(never)
func logQuotient(_ a: Lane, _ b: Lane) -> Lane { logQuotient(a, b, difference: a - b) }

/// The same with a difference a - b that is known better than by subtraction.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func logQuotient(_ a: Lane, _ b: Lane, difference: Lane) -> Lane { logRatio(ofAny: a, b, difference: difference).value }
