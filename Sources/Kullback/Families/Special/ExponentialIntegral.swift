/// E1(x) = ∫ e^-t / t dt over x...∞, for x >= 0.
func exponentialIntegral(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x == 0 { return .infinity }
    if x < 1 { return entireSeries(x) - (log(x) + eulerGamma) }
    return x > 750 ? 0 : exp(-x) * upperFraction(0, x)
}

/// Ein(x) = ∫ (1 - e^-t) / t dt over 0...x, an entire function, for any x.
func entireExponentialIntegral(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x < -750 { return -.infinity }
    return x < 1 ? entireSeries(x) : (log(x) + eulerGamma) + exponentialIntegral(x)
}

/// Σ -(-x)^k / (k k!), for x < 1: of positive terms for negative x, and of terms that decrease else.
private func entireSeries(_ x: Double) -> Double {
    var (power, sum, k) = (x, x, 1.0)
    while abs(power) > 0x1p-56 * k * abs(sum) {
        k += 1
        power *= -x / k
        sum += power / k
    }
    return sum
}

/// e^x E1(x) for x >= 0.
func scaledExponentialIntegral(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 1 { return exp(x) * exponentialIntegral(x) }
    return x < .infinity ? upperFraction(0, x) : 0
}
