/// Eight doubles: the unit in which every kernel works, on every instruction set.
///
/// One lane count everywhere, and no fused multiply-add, is what makes the results identical to the bit on
/// SSE2, AVX2, AVX-512 and arm64: each operation below is correctly rounded IEEE arithmetic on its own lane.
/// See docs/decisions/002-no-fused-multiply-add.md.
typealias Lane = SIMD8<Double>
typealias LaneBits = SIMD8<UInt64>
typealias LaneMask = SIMDMask<SIMD8<Int64>>

extension Lane {
    @inline(__always)
    var bits: LaneBits { unsafeBitCast(self, to: LaneBits.self) }

    @inline(__always)
    init(bits: LaneBits) { self = unsafeBitCast(bits, to: Lane.self) }

    @inline(__always)
    var magnitude: Lane { Lane(bits: bits & LaneBits(repeating: 0x7fff_ffff_ffff_ffff)) }

    /// Sum in a fixed order: halves, quarters, pair.
    @inline(__always)
    var treeSum: Double {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }
}

/// `yes` where the mask is set, `no` elsewhere.
@inline(__always)
func select(_ mask: LaneMask, _ yes: Lane, _ no: Lane) -> Lane {
    no.replacing(with: yes, where: mask)
}

/// c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule.
@inline(__always)
func polynomial<let count: Int>(_ x: Lane, _ coefficients: InlineArray<count, Double>) -> Lane {
    var result = Lane(repeating: coefficients[count - 1])
    var index = count - 2
    while index >= 0 {
        result = result * x + coefficients[index]
        index -= 1
    }
    return result
}
