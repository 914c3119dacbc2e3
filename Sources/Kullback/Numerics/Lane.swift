import KullbackPlatform

/// Eight doubles: the unit in which every kernel works, on every instruction set.
///
/// One lane count everywhere, and no fused multiply-add, is what makes the results identical to the bit on
/// SSE2, AVX2, AVX-512 and arm64: each operation below is correctly rounded IEEE arithmetic on its own lane.
/// See docs/decisions/002-no-fused-multiply-add.md.
typealias Lane = SIMD8<Double>
typealias LaneBits = SIMD8<UInt64>
/// All bits set in lanes that are meant, none in the others.
typealias LaneMask = SIMD8<Int64>

// Operators that stand before the standard library's, for the reason given in lanes.h.

@inline(__always) func + (a: Lane, b: Lane) -> Lane { lane_add(a, b) }
@inline(__always) func - (a: Lane, b: Lane) -> Lane { lane_subtract(a, b) }
@inline(__always) func * (a: Lane, b: Lane) -> Lane { lane_multiply(a, b) }
@inline(__always) func / (a: Lane, b: Lane) -> Lane { lane_divide(a, b) }

@inline(__always) func + (a: Lane, b: Double) -> Lane { lane_add(a, Lane(repeating: b)) }
@inline(__always) func - (a: Lane, b: Double) -> Lane { lane_subtract(a, Lane(repeating: b)) }
@inline(__always) func * (a: Lane, b: Double) -> Lane { lane_multiply(a, Lane(repeating: b)) }
@inline(__always) func + (a: Double, b: Lane) -> Lane { lane_add(Lane(repeating: a), b) }
@inline(__always) func - (a: Double, b: Lane) -> Lane { lane_subtract(Lane(repeating: a), b) }
@inline(__always) func * (a: Double, b: Lane) -> Lane { lane_multiply(Lane(repeating: a), b) }

@inline(__always) prefix func - (a: Lane) -> Lane { lane_negate(a) }
@inline(__always) func += (a: inout Lane, b: Lane) { a = a + b }

@inline(__always) func .< (a: Lane, b: Lane) -> LaneMask { lane_less(a, b) }
@inline(__always) func .> (a: Lane, b: Lane) -> LaneMask { lane_less(b, a) }
@inline(__always) func .== (a: Lane, b: Lane) -> LaneMask { lane_equal(a, b) }
@inline(__always) func .< (a: Lane, b: Double) -> LaneMask { lane_less(a, Lane(repeating: b)) }
@inline(__always) func .> (a: Lane, b: Double) -> LaneMask { lane_less(Lane(repeating: b), a) }
@inline(__always) func .<= (a: Lane, b: Double) -> LaneMask { lane_at_most(a, Lane(repeating: b)) }
@inline(__always) func .== (a: Lane, b: Double) -> LaneMask { lane_equal(a, Lane(repeating: b)) }

@inline(__always) func .| (a: LaneMask, b: LaneMask) -> LaneMask { lane_or(a, b) }
@inline(__always) func .& (a: LaneMask, b: LaneMask) -> LaneMask { lane_and(a, b) }

@inline(__always) func &+ (a: LaneBits, b: LaneBits) -> LaneBits { lane_bits_add(a, b) }
@inline(__always) func &- (a: LaneBits, b: LaneBits) -> LaneBits { lane_bits_subtract(a, b) }
@inline(__always) func & (a: LaneBits, b: LaneBits) -> LaneBits { lane_bits_and(a, b) }
@inline(__always) func | (a: LaneBits, b: LaneBits) -> LaneBits { lane_bits_or(a, b) }
@inline(__always) func &<< (a: LaneBits, count: Int32) -> LaneBits { lane_bits_shift_left(a, count) }
@inline(__always) func &>> (a: LaneBits, count: Int32) -> LaneBits { lane_bits_shift_right(a, count) }

/// `yes` where the mask is set, `no` elsewhere.
@inline(__always) func select(_ mask: LaneMask, _ yes: Lane, _ no: Lane) -> Lane { lane_select(mask, yes, no) }

@inline(__always) func select(_ mask: LaneMask, _ yes: LaneMask, _ no: LaneMask) -> LaneMask {
    lane_mask_select(mask, yes, no)
}

extension LaneMask {
    static var none: LaneMask { LaneMask(repeating: 0) }

    var isAnySet: Bool { self != LaneMask.none }
}

extension Lane {
    @inline(__always)
    var bits: LaneBits { unsafeBitCast(self, to: LaneBits.self) }

    @inline(__always)
    init(bits: LaneBits) { self = unsafeBitCast(bits, to: Lane.self) }

    @inline(__always)
    var magnitude: Lane { Lane(bits: bits & LaneBits(repeating: 0x7fff_ffff_ffff_ffff)) }

    @inline(__always)
    var squareRoots: Lane { lane_square_root(self) }

    @inline(__always)
    var isNaN: LaneMask { lane_unequal(self, self) }

    /// Sum in a fixed order: halves, quarters, pair.
    @inline(__always)
    var treeSum: Double {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }
}

/// c[0] + c[1] x + c[2] x^2 + ..., by Estrin's scheme: halves the depth of Horner's rule for each square of x,
/// and depth, not the number of operations, is what the loops wait for.
@inline(__always)
func polynomial<let count: Int>(_ x: Lane, _ coefficients: InlineArray<count, Double>) -> Lane {
    let square = x * x
    let fourth = square * square
    var result = Lane.zero
    var first = (count - 1) & ~3
    while first >= 0 {
        var group = Lane(repeating: coefficients[first])
        if first + 1 < count { group = group + x * coefficients[first + 1] }
        if first + 2 < count {
            var upper = Lane(repeating: coefficients[first + 2])
            if first + 3 < count { upper = upper + x * coefficients[first + 3] }
            group = group + square * upper
        }
        result = first + 4 < count ? group + fourth * result : group
        first -= 4
    }
    return result
}
