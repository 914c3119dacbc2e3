// Sums and products with their rounding errors, so that high + low is exact.

/// x - y (Knuth's TwoSum).
@inline(__always)
func twoDifference(_ x: Lane, _ y: Lane) -> (high: Lane, low: Lane) {
    let high = x - y
    let part = high - x
    return (high, (x - (high - part)) - (y + part))
}

/// x + y, where x is the larger one or 0 (Dekker 1971).
@inline(__always)
func fastSum(_ x: Lane, _ y: Lane) -> (high: Lane, low: Lane) {
    let high = x + y
    return (high, (x - high) + y)
}

/// x y (Dekker 1971), with the operands split by clearing bits, which cannot overflow.
@inline(__always)
func twoProduct(_ x: Lane, _ y: Lane) -> (high: Lane, low: Lane) {
    let (xHigh, yHigh) = (x.upperHalf, y.upperHalf)
    return product(x, xHigh, x - xHigh, y, yHigh, y - yHigh)
}

/// Multiplication by a fixed factor with the rounding error.
struct SplitFactor {
    let factor: Double
    let high: Double
    let low: Double

    init(_ factor: Double) {
        self.factor = factor
        high = Double(bitPattern: factor.bitPattern & 0xffff_ffff_f800_0000)
        low = factor - high
    }

    @inline(__always)
    func multiply(_ x: Lane) -> (high: Lane, low: Lane) {
        let xHigh = x.upperHalf
        return product(
            x, xHigh, x - xHigh, Lane(repeating: factor), Lane(repeating: high), Lane(repeating: low))
    }
}

@inline(__always)
private func product(
    _ x: Lane, _ xHigh: Lane, _ xLow: Lane, _ y: Lane, _ yHigh: Lane, _ yLow: Lane
) -> (high: Lane, low: Lane) {
    let high = x * y
    // In this order every partial sum but the last is exact.
    return (high, (((xHigh * yHigh - high) + xHigh * yLow) + xLow * yHigh) + xLow * yLow)
}

extension Lane {
    /// With the lower half of its digits cleared.
    @inline(__always)
    fileprivate var upperHalf: Lane { Lane(bits: bits & LaneBits(repeating: 0xffff_ffff_f800_0000)) }
}
