/// The angle of the point (x, y), in -π...π; relative error below 4e-16. Zeros and infinities as C's atan2 takes them.
func atan2(_ y: Double, _ x: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    let (first, second) = scaledToUnit(abs(x), abs(y))
    let isSteep = second > first
    let angle = arcTangent(isSteep ? first : second, isSteep ? second : first)
    // π and π/2 are off by 1.2e-16 and half of that.
    let upright = isSteep ? 0.5 * .pi - (angle - 0x1.1a62633145c07p-54) : angle
    let turned = x.sign == .minus ? .pi - (upright - 0x1.1a62633145c07p-53) : upright
    return y.sign == .minus ? -turned : turned
}

/// Times a power of two, so that the larger is 1...2; with infinite numbers as 1, and others beside them as 0.
private func scaledToUnit(_ x: Double, _ y: Double) -> (Double, Double) {
    if x.isInfinite || y.isInfinite { return (x.isInfinite ? 1 : 0, y.isInfinite ? 1 : 0) }
    let largest = max(x, y)
    if largest == 0 { return (1, 0) }
    let exponent = -Int(largest.exponent)
    return (x.scaled(by: exponent), y.scaled(by: exponent))
}

/// atan(y / x) for 0 <= y <= x: that of 0, 1/2 or 1, and of the difference, at most 1/4. Taylor's series leaves out
/// less than 1e-17.
private func arcTangent(_ y: Double, _ x: Double) -> Double {
    let base = y <= 0.25 * x ? 0 : y <= 0.75 * x ? 0.5 : 1.0
    let t = (y - base * x) / (x + base * y)
    let square = t * t
    var (sum, n) = (0.0, 25.0)
    while n > 1 {
        sum = square * (1 / n - sum)
        n -= 2
    }
    let small = t - t * sum
    let (high, low) =
        base == 0
        ? (0, 0) : base == 1 ? (0.25 * .pi, 0x1.1a62633145c07p-55) : (0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56)
    return high + (small + low)
}
