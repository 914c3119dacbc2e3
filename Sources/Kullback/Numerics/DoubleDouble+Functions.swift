// Powers need them: the relative error of exp(y) is the absolute error of y, which for y = 700 and a y of one double would
// be 1e-13.

/// log x of positive finite x, off by less than 4e-18 of itself.
func log(_ x: DoubleDouble) -> DoubleDouble {
    // x = 2^k m, m in 2/3...4/3; log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| <= 1/5.
    var k = Int(x.high.exponent)
    var (m, rest) = (x.high.significand, Double(sign: .plus, exponent: -k, significand: x.low))
    if m > 4.0 / 3 { (k, m, rest) = (k + 1, m / 2, rest / 2) }
    let s = DoubleDouble(sum: m - 1, rest) / (DoubleDouble(sum: m, 1) + rest)
    let w = atanhExcess(Lane(repeating: s.high))[0] + s.high * s.high * s.low
    // The product with the high part of log 2 is exact.
    let power = DoubleDouble(sum: Double(k) * logTwoHigh, Double(k) * logTwoLow)
    return power + DoubleDouble(2 * s.high, 2 * (s.low + w))
}

/// e^y for any y.
func exp(_ y: DoubleDouble) -> Double {
    let power = exp(Lane(repeating: y.high))[0]
    return power.isFinite ? power + power * y.low : power
}

/// e^y - 1 for any y, with small relative error near 0.
func expm1(_ y: DoubleDouble) -> Double {
    if abs(y.high) < 0x1p-54 { return y.high }
    if !(abs(y.high) < 700) { return exp(y) - 1 }
    let power = ReducedExponential(Lane(repeating: y.high))
    return power.expm1[0] + power.exp[0] * y.low
}

/// e^y - 1 - y for any y, never negative.
func phi(_ y: DoubleDouble) -> Double {
    let value = phi(Lane(repeating: y.high))[0]
    return value.isFinite ? value + expm1(y) * y.low : value
}
