/// The regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), for a a positive multiple of 1/2 and x >= 0:
/// the probability that χ² with 2 a degrees of freedom exceeds 2 x.
///
/// Both expansions are of positive parts times e^-x x^a / Γ(a + 1), by which small values get their relative accuracy:
/// the series of P = 1 - Q where x < a + 1, so Q is not small, and Legendre's continued fraction elsewhere.
func upperIncompleteGamma(_ a: Double, _ x: Double) -> Double {
    if x.isNaN { return x }
    if x == 0 { return 1 }
    // Q <= exp(-(x - a - a log(x / a))), whose exponent is beyond -0.4 x there: e^-1200 is 0, and x may be infinite.
    if x > 4 * a + 3000 { return 0 }
    let density = poissonDensity(at: a, mean: x, stirlingError: stirlingError(Lane(repeating: a))[0])
    if density == 0 { return x < a ? 1 : 0 }
    return x < a + 1 ? 1 - density * lowerSeries(a, x) : min(1, density * a * upperFraction(a, x))
}

/// e^-mean mean^x / Γ(x + 1) for x > 0: e^-d / (√(2 π x) e^δ) with Stirling's error δ and the deviance
/// d = x log(x / mean) - x + mean. A d near 700 has 52 bits of its own and 10 less of e^-d: it is computed in two parts.
func poissonDensity(at x: Double, mean: Double, stirlingError: Double) -> Double {
    let deviance = poissonDeviance(x, mean)
    var exponents = Lane.zero
    exponents[0] = -deviance.high
    exponents[1] = -deviance.low - stirlingError
    let factors = exp(exponents)
    return factors[0] * (factors[1] / (2 * .pi * x).squareRoot())
}

/// x log(x / mean) - x + mean in two parts, for positive x and mean.
///
/// log(mean / x) = k log 2 + 2 s + 2 w as in LogRatio, with the rounding error of s: what is left is that of w, 2^-53
/// of at most s / 75.
func poissonDeviance(_ x: Double, _ mean: Double) -> CompensatedSum<Double> {
    let ratio = logRatio(ofAny: Lane(repeating: mean), Lane(repeating: x))
    let (k, s, w) = (ratio.k[0], ratio.s[0], ratio.w[0])
    let scaled = x * powerOfTwo(k)
    var denominator = CompensatedSum(high: mean, low: 0)
    denominator.add(scaled)
    let residual = ((mean - scaled).addingProduct(-s, denominator.high) - s * denominator.low) / denominator.high

    var logarithm = CompensatedSum(high: k * logTwoHigh, low: 0)
    logarithm.add(2 * s)
    logarithm.low += k * logTwoLow + 2 * (w + residual)

    let product = x * logarithm.high
    var deviance = CompensatedSum(high: mean, low: 0)
    deviance.add(-x)
    deviance.add(-product)
    deviance.low -= (-product).addingProduct(x, logarithm.high) + x * logarithm.low
    return deviance
}

private func powerOfTwo(_ exponent: Double) -> Double {
    Double(sign: .plus, exponent: Int(exponent), significand: 1)
}

/// 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...
func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var (term, sum, n) = (1.0, 1.0, a)
    while term > 0x1p-54 * sum {
        n += 1
        term *= x / n
        sum += term
    }
    return sum
}

/// 1 / (x + 1 - a + 1 (a - 1) / (x + 3 - a + 2 (a - 2) / (x + 5 - a + ...))), by Lentz's method.
func upperFraction(_ a: Double, _ x: Double) -> Double {
    var denominator = x + 1 - a
    var (value, c, d) = (denominator, denominator, 0.0)
    var n = 0.0
    while true {
        n += 1
        let numerator = n * (a - n)
        denominator += 2
        d = 1 / (denominator + numerator * d)
        c = denominator + numerator / c
        let factor = c * d
        value *= factor
        if !(abs(factor - 1) > 0x1p-52) { return 1 / value }
    }
}
