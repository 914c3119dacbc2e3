/// Random numbers that depend on a seed, the number of a stream and the position within the stream, and on nothing
/// else. Streams are independent: resample i draws from stream i, on whichever thread.
package struct RandomStream {
    private let key: SIMD2<UInt32>
    private let stream: SIMD2<UInt32>
    private var position: UInt64
    /// Of the last pair of uniform numbers the second, until it is used; then 0.
    private var spare = 0.0

    package init(seed: UInt64, stream: UInt64, position: UInt64 = 0) {
        key = words(seed)
        self.stream = words(stream)
        self.position = position
    }

    package mutating func nextBits() -> SIMD4<UInt32> {
        let low = words(position)
        position &+= 1
        return philox(counter: SIMD4(lowHalf: low, highHalf: stream), key: key)
    }

    /// Two independent numbers, uniform on (0, 1): odd multiples of 2^-53, so that neither end is among them and 1 - u
    /// is exact.
    package mutating func nextUniforms() -> (Double, Double) {
        let bits = nextBits()
        return (uniform(bits[0], bits[1]), uniform(bits[2], bits[3]))
    }

    /// One such number: the halves of a pair in turn.
    package mutating func nextUniform() -> Double {
        if spare > 0 {
            defer { spare = 0 }
            return spare
        }
        let (first, second) = nextUniforms()
        spare = second
        return first
    }
}

private func words(_ x: UInt64) -> SIMD2<UInt32> {
    SIMD2(UInt32(truncatingIfNeeded: x), UInt32(truncatingIfNeeded: x >> 32))
}

private func uniform(_ low: UInt32, _ high: UInt32) -> Double {
    let bits = UInt64(high) << 32 | UInt64(low)
    return (Double(Int64(bitPattern: bits >> 12)) + 0.5) * 0x1p-52
}
