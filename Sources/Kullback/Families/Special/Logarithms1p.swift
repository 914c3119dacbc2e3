/// log(1 + x) for x > -1 of less than 2^1000, with small relative error near 0.
@inline(__always)
func log1p(_ x: Lane) -> Lane {
    let one = Lane(repeating: 1)
    // As it is below 2^-54, subnormal numbers too.
    return select(x.magnitude .< 0x1p-54, x, logRatio(one + x, one, difference: x).value)
}

/// x - log(1 + x) for x > -1 of less than 2^1000: never negative, x^2 / 2 near 0, with small relative error.
///
/// With s = x / (2 + x): x - 2 atanh(s) = s x - 2 w, and w is at most a thirtieth of s x.
@inline(__always)
func log1pExcess(_ x: Lane) -> Lane {
    let one = Lane(repeating: 1)
    let ratio = logRatio(one + x, one, difference: x)
    return select(ratio.k .== 0, ratio.s * x - 2 * ratio.w, x - ratio.value)
}
