import KullbackPlatform

// The KL loop for ordinary probabilities, where nearly all time goes. It does what DivergenceLoop does with
// KLGenerator at a fraction of the cost: zeros, subnormal and negative numbers, infinities and NaN are not treated
// but noticed, whereupon the block is summed again by the careful loop. Which loop sums a block depends on its
// numbers only, so that the bits stay the same.
//
// With y = 2^k q, p / y in [2/3, 3/2] and s = (p - y) / (p + y),
//
//     p log(p / q) - p + q = (p + y) ((1 + s) atanh(s) - s) + (k log 2) p + (q - y),
//
// where the last two are exactly 0 for k = 0, and
//
//     (1 + s) atanh(s) - s = s^2 (1 + (s + s^2) R(s^2)).

/// As many lanes as fit a register of the instruction set. A block is gone through once per register's worth of
/// the eight lanes, from the first-level cache, because code for wider vectors runs out of registers.
#if KULLBACK_V4
    typealias NativeLane = SIMD8<Double>
    typealias NativeFloats = SIMD8<Float>
    typealias NativeBits = SIMD8<UInt64>

    @inline(__always)
    private func widenNative(_ floats: NativeFloats) -> NativeLane { lane_widen8(floats) }
#elseif KULLBACK_V3
    typealias NativeLane = SIMD4<Double>
    typealias NativeFloats = SIMD4<Float>
    typealias NativeBits = SIMD4<UInt64>

    @inline(__always)
    private func widenNative(_ floats: NativeFloats) -> NativeLane { lane_widen4(floats) }
#else
    typealias NativeLane = SIMD2<Double>
    typealias NativeFloats = SIMD2<Float>
    typealias NativeBits = SIMD2<UInt64>

    @inline(__always)
    private func widenNative(_ floats: NativeFloats) -> NativeLane { lane_widen2(floats) }
#endif

/// The sums of some of the eight lanes over a block.
private struct KLLanes {
    /// Of (p + y) s^2 (1 + ...), times `polynomialScale`.
    var term = NativeLane.zero
    /// Of k p, times `exponentScale`.
    var shifted = NativeLane.zero
    /// Of q - y.
    var rest = NativeLane.zero
    /// Of p - y.
    var difference = NativeLane.zero
    var mass = NativeLane.zero
    /// Has its two upper bits clear as long as all numbers are ordinary.
    var suspects = NativeBits.zero

    /// Adds the groups of lanes of `count` elements, a multiple of eight, eight elements apart. The polynomial is
    /// evaluated two rounds after the division, whose latency it would otherwise wait for.
    @inline(__always)
    mutating func add<Element: KernelElement>(
        _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
    ) {
        var (last, next) = (Quotient(), Quotient())
        var offset = 0
        while offset < count {
            let quotient = divide(Element.loadNative(p + offset), Element.loadNative(q + offset))
            term += last.series
            (last, next) = (next, quotient)
            offset &+= 8
        }
        term += last.series
        term += next.series
    }

    /// Adds one group of lanes.
    @inline(__always)
    mutating func add(_ x: NativeLane, _ y: NativeLane) { term += divide(x, y).series }

    /// Adds all of one group but its series.
    @inline(__always)
    private mutating func divide(_ x: NativeLane, _ y: NativeLane) -> Quotient {
        let xBits = bits(x) &- NativeBits(repeating: smallest &- half)
        let yBits = bits(y) &- NativeBits(repeating: smallest)
        suspects |= xBits | yBits
        let ratio = xBits &- yBits
        let exponent = ratio & NativeBits(repeating: 0xfff0_0000_0000_0000)
        let scaled = unsafeBitCast(bits(y) &+ exponent, to: NativeLane.self)
        let above = x - scaled
        shifted += x * multiple(ratio, exponent)
        rest += y - scaled
        difference += above
        mass += x
        let s = above / (x + scaled)
        return Quotient(s: s, numerator: above * s)
    }
}

/// A division, whose series is still to be summed.
private struct Quotient {
    /// (p - y) / (p + y)
    var s = NativeLane.zero
    /// (p + y) s^2
    var numerator = NativeLane.zero

    /// (p + y) s^2 (1 + (s + s^2) R(s^2)) / c.
    ///
    /// R / c has a leading coefficient of one, and so three multiplications for its degree of six (Knuth, TAOCP
    /// 2, 4.6.4). The relative error of the bracket is below 1.8e-16 for |s| <= 1/5: docs/scripts/kl_series.py.
    /// The odd signs keep the factors of each product apart in form, which the compiler's vectoriser relies on.
    @inline(__always)
    var series: NativeLane {
        let t = s * s
        let a = (t + 1.3879254350073782) * t
        let b = (1.3876771751508894 - t) * (a + 1.8278434683393958)
        let r = 5.257735504171089 - (4.535226825995301 - b) * (b + (-2.091975638956562 - a))
        return numerator * (polynomialScale + (s + t) * r)
    }
}

private let polynomialScale = 13.107960296315802

/// Numbers from 2^-959 to below 2^65 are ordinary.
private let smallest: UInt64 = 64 << 52
private let half: UInt64 = 1 << 51
/// Stands for an absent element on both sides: ordinary, without divergence, and lost in any sum near one.
private let padding = 0x1p-800

@inline(__always)
private func bits(_ x: NativeLane) -> NativeBits { unsafeBitCast(x, to: NativeBits.self) }

/// k as a double, times 1 / `exponentScale`. Multiplying by a power of two is exact: the bits do not depend on it.
@inline(__always)
private func multiple(_ ratio: NativeBits, _ exponent: NativeBits) -> NativeLane {
    #if KULLBACK_V4
        return NativeLane(unsafeBitCast(exponent, to: SIMD8<Int64>.self))
    #else
        let integer = (ratio &>> 52) ^ NativeBits(repeating: 0x4330_0000_0000_0800)
        return unsafeBitCast(integer, to: NativeLane.self) - 0x1.00000000008p52
    #endif
}

#if KULLBACK_V4
    private let exponentScale = 0x1p-52
#else
    private let exponentScale = 1.0
#endif

extension KernelElement {
    @inline(__always)
    fileprivate static func loadNative(_ pointer: UnsafePointer<Self>) -> NativeLane {
        if Self.self == Float.self {
            return widenNative(UnsafeRawPointer(pointer).loadUnaligned(as: NativeFloats.self))
        }
        return UnsafeRawPointer(pointer).loadUnaligned(as: NativeLane.self)
    }
}

// The eight lanes as parts of a register's width, and back.

#if KULLBACK_V4
    private let partCount = 1
    private typealias Parts = InlineArray<1, KLLanes>

    @inline(__always)
    private func native(_ lane: Lane, _ part: Int) -> NativeLane { lane }

    @inline(__always)
    private func total(_ parts: Parts, _ sum: (KLLanes) -> NativeLane) -> Double { sum(parts[0]).treeSum }
#elseif KULLBACK_V3
    private let partCount = 2
    private typealias Parts = InlineArray<2, KLLanes>

    @inline(__always)
    private func native(_ lane: Lane, _ part: Int) -> NativeLane { part == 0 ? lane.lowHalf : lane.highHalf }

    @inline(__always)
    private func total(_ parts: Parts, _ sum: (KLLanes) -> NativeLane) -> Double {
        let four = sum(parts[0]) + sum(parts[1])
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }
#else
    private let partCount = 4
    private typealias Parts = InlineArray<4, KLLanes>

    @inline(__always)
    private func native(_ lane: Lane, _ part: Int) -> NativeLane {
        let half = part < 2 ? lane.lowHalf : lane.highHalf
        return part % 2 == 0 ? half.lowHalf : half.highHalf
    }

    @inline(__always)
    private func total(_ parts: Parts, _ sum: (KLLanes) -> NativeLane) -> Double {
        let two = (sum(parts[0]) + sum(parts[2])) + (sum(parts[1]) + sum(parts[3]))
        return two[0] + two[1]
    }
#endif

/// Whether all numbers were ordinary.
@inline(__always)
private func isOrdinary(_ parts: Parts) -> Bool {
    var suspects = NativeBits.zero
    for part in 0..<partCount { suspects |= parts[part].suspects }
    return suspects & NativeBits(repeating: 0xc000_0000_0000_0000) == .zero
}

/// The last elements, fewer than eight, and padding.
@inline(__always)
private func ends<Element: KernelElement>(_ x: UnsafePointer<Element>, _ first: Int, _ count: Int) -> Lane {
    Element.load(x + first, count: count - first, padding: padding)
}

/// The sums of one block, or nil where a number is not ordinary.
@inline(__always)
func klBlock<Element: KernelElement>(
    _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
) -> kernel_divergence_sums? {
    let whole = count & ~7
    let tail = count > whole ? (ends(p, whole, count), ends(q, whole, count)) : (.zero, .zero)
    var parts = Parts(repeating: KLLanes())
    for part in 0..<partCount {
        let first = part * NativeLane.scalarCount
        parts[part].add(p + first, q + first, whole)
        if count > whole { parts[part].add(native(tail.0, part), native(tail.1, part)) }
    }
    guard isOrdinary(parts) else { return nil }
    let rest = total(parts) { $0.rest }
    let shifted = total(parts) { $0.shifted } * exponentScale * logTwo + rest
    return kernel_divergence_sums(
        term: kernel_sum(high: total(parts) { $0.term } * (1 / polynomialScale) + shifted, low: 0),
        p: kernel_sum(high: total(parts) { $0.mass }, low: 0),
        difference: kernel_sum(high: total(parts) { $0.difference } - rest, low: 0), invalid: 0)
}

/// KL of probabilities: block by block, fast where all numbers are ordinary.
@inline(__always)
func klDivergence<Element: KernelElement>(
    _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
) -> kernel_divergence_sums {
    var sums = klBlockOrCareful(p, q, min(blockLength, count))
    var start = blockLength
    while start < count {
        sums.merge(klBlockOrCareful(p + start, q + start, min(blockLength, count - start)))
        start += blockLength
    }
    return sums
}

@inline(__always)
private func klBlockOrCareful<Element: KernelElement>(
    _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
) -> kernel_divergence_sums {
    klBlock(p, q, count) ?? divergence(KLGenerator.self, Probabilities(), p, q, count)
}
