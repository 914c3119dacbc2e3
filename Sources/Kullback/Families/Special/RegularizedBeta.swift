/// I_x(a, b) and 1 - I_x(a, b) for a, b > 0 and 0 <= x <= 1: the probabilities that a beta variable is below or above
/// x; `complement` is 1 - x. The one that is below its variable's mean has a small relative error, 1 less it a small
/// absolute one.
func regularizedBeta(_ a: Double, _ b: Double, _ x: Double, complement: Double) -> (lower: Double, upper: Double) {
    if a.isNaN || b.isNaN || x.isNaN { return (.nan, .nan) }
    if x <= 0 { return (0, 1) }
    if complement <= 0 { return (1, 0) }
    if x * (a + b + 2) > a + 1 {
        let (lower, upper) = regularizedBeta(b, a, complement, complement: x)
        return (upper, lower)
    }
    let density = binomialDensity(a, b, x, complement)
    let lower = density == 0 ? 0 : min(1, density * b / ((a + b) * betaFraction(a, b, x)))
    return (lower, 1 - lower)
}

/// x^a y^b Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)), y = 1 - x: of deviances and Stirling's errors (Loader 2000).
func binomialDensity(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    var deviance = poissonDeviance(a, n * x)
    deviance.add(poissonDeviance(b, n * y))
    let errors = stirlingError(ofAny: Lane(n, a, b, n, n, n, n, n))
    var exponents = Lane.zero
    (exponents[0], exponents[1]) = (-deviance.high, (errors[0] - errors[1] - errors[2]) - deviance.low)
    let factors = exp(exponents)
    return factors[0] * (factors[1] * (n / (2 * .pi * a) / b).squareRoot())
}

/// 1 + d1 / (1 + d2 / (1 + ...)) (DLMF 8.17.22), by Lentz's method.
private func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var (value, c, d, m) = (1.0, 1.0, 0.0, 0.0)
    while true {
        let even = m == 0 ? 0 : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        if m > 0 {
            d = 1 / (1 + even * d)
            c = 1 + even / c
            value *= c * d
        }
        d = 1 / (1 + odd * d)
        c = 1 + odd / c
        value *= c * d
        m += 1
        if !(abs(c * d - 1) > 0x1p-52) { return value }
    }
}
