/// P(a, x) and Q(a, x) = 1 - P(a, x) for a > 0 and x >= 0: the probabilities that a gamma variable of shape a and rate
/// 1 is below or above x. Both with small relative error.
///
/// As in `upperIncompleteGamma`; but for a < 1 the Q of small x may be small, near a E1(x).
func regularizedGamma(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    if a.isNaN || x.isNaN { return (.nan, .nan) }
    if x == 0 { return (0, 1) }
    if x > 4 * a + 3000 { return (1, 0) }
    let density = poissonDensity(at: a, mean: x, stirlingError: stirlingError(ofAny: Lane(repeating: a))[0])
    if a < 1 ? x >= 1 : x >= a + 1 {
        let upper = density == 0 ? 0 : min(1, density * a * upperFraction(a, x))
        return (1 - upper, upper)
    }
    let lower = density == 0 ? 0 : min(1, density * lowerSeries(a, x))
    return (lower, a < 1 ? smallUpper(a, x, density) : 1 - lower)
}

/// Q(a, x) = (1 - x^a / Γ(1 + a)) + x^a / Γ(1 + a) Σ (-1)^(k + 1) a x^k / (k! (a + k)) for a, x < 1, k = 1, 2 …
/// (Gautschi 1979).
private func smallUpper(_ a: Double, _ x: Double, _ density: Double) -> Double {
    var (power, sum, k) = (-1.0, 0.0, 0.0)
    while abs(power) > 0x1p-56 {
        k += 1
        power *= -x / k
        sum += a * power / (a + k)
    }
    // log Γ(1 + a) is its tangent at 1 and a divergence, which does not suffer from the rounding of 1 + a.
    let bend = logGammaBregman(Lane(repeating: 1 + a), Lane(repeating: 1))[0]
    let exponent = a * (log(x) + eulerGamma) - bend
    return exp(exponent) * sum - expm1(exponent)
}
