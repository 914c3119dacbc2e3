/// Philox 4x32-10, a counter-based generator: a bijection of 128-bit counters for each 64-bit key, whose values
/// pass for random (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
///
/// A value depends on its key and its counter alone, not on what was drawn before: numbers are the same whichever
/// thread draws them, in whatever order.
@inline(__always)
func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3])
    var (k, l) = (key[0], key[1])
    for _ in 0..<10 {
        let first = UInt64(a) &* 0xd251_1f53
        let second = UInt64(c) &* 0xcd9e_8d57
        a = UInt32(truncatingIfNeeded: second >> 32) ^ b ^ k
        b = UInt32(truncatingIfNeeded: second)
        c = UInt32(truncatingIfNeeded: first >> 32) ^ d ^ l
        d = UInt32(truncatingIfNeeded: first)
        k = k &+ 0x9e37_79b9
        l = l &+ 0xbb67_ae85
    }
    return SIMD4(a, b, c, d)
}
