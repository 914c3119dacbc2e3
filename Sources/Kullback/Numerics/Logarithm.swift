/// The lane primitives for single numbers, where a row's sums are turned into its result.

/// log(x) for positive finite x.
func log(_ x: Double) -> Double {
    logRatio(Lane(repeating: x), Lane(repeating: 1)).value[0]
}

/// log(1 + x) for finite x > -1, with small relative error near 0.
func log1p(_ x: Double) -> Double {
    // Where it is exact, also for subnormal numbers, which the series would halve.
    if abs(x) < 0x1p-54 { return x }
    let one = Lane(repeating: 1)
    let x = Lane(repeating: x)
    return logRatio(normal: one + x, one, difference: x).value[0]
}

/// x - log(1 + x) for finite x > -1: never negative, x^2 / 2 near 0, with small relative error.
///
/// With s = x / (2 + x): x - 2 atanh(s) = s x - 2 w, and w is at most a tenth of s x.
func log1pExcess(_ x: Double) -> Double {
    // The sums of a row differ by rounding as a rule. What the series leaves out is below 1e-17 of it.
    if abs(x) < 0x1p-14 { return x * x * (0.5 - x * (1.0 / 3 - x * (0.25 - x * 0.2))) }
    let one = Lane(repeating: 1)
    let x = Lane(repeating: x)
    let ratio = logRatio(normal: one + x, one, difference: x)
    return select(ratio.k .== 0, ratio.s * x - 2 * ratio.w, x - ratio.value)[0]
}

/// exp(x) for any x.
func exp(_ x: Double) -> Double { exp(Lane(repeating: x))[0] }

/// exp(x) - 1 for any x, with small relative error near 0.
func expm1(_ x: Double) -> Double { expm1(Lane(repeating: x))[0] }
