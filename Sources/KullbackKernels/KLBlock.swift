import KullbackPlatform

// The KL loop for ordinary probabilities, where nearly all time goes. It does what DivergenceLoop does with
// KLGenerator, at a third of the cost: zeros, subnormal and negative numbers, infinities and NaN are not treated
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
    typealias NativeInts = SIMD8<Int64>
#elseif KULLBACK_V3
    typealias NativeLane = SIMD4<Double>
    typealias NativeFloats = SIMD4<Float>
    typealias NativeBits = SIMD4<UInt64>
    typealias NativeInts = SIMD4<Int64>
#else
    typealias NativeLane = SIMD2<Double>
    typealias NativeFloats = SIMD2<Float>
    typealias NativeBits = SIMD2<UInt64>
    typealias NativeInts = SIMD2<Int64>
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

    /// Adds every eighth group of lanes of `count` elements, a multiple of eight. The polynomial is evaluated two
    /// rounds after the division, whose latency it would otherwise wait for.
    @inline(__always)
    mutating func add<Element: KernelElement>(
        _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
    ) {
        var (s, numerator) = (NativeLane.zero, NativeLane.zero)
        var (nextS, nextNumerator) = (NativeLane.zero, NativeLane.zero)
        var offset = 0
        while offset < count {
            let (x, y) = (Element.loadNative(p + offset), Element.loadNative(q + offset))
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
            term += series(s, numerator)
            (s, numerator) = (nextS, nextNumerator)
            nextS = above / (x + scaled)
            nextNumerator = above * nextS
            offset &+= 8
        }
        term += series(s, numerator)
        term += series(nextS, nextNumerator)
    }
}

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
        return NativeLane(unsafeBitCast(exponent, to: NativeInts.self))
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

/// (p + y) s^2 (1 + (s + s^2) R(s^2)) / c, from (p + y) s^2 = numerator.
///
/// R / c has a leading coefficient of one, and so three multiplications for its degree of five (Knuth, TAOCP 2,
/// 4.6.4). The relative error of the bracket is below 1.8e-16 for |s| <= 1/5: Benchmarks/series_error.py. The
/// odd signs keep the factors of each product apart in form, which the compiler's vectoriser relies on.
@inline(__always)
private func series(_ s: NativeLane, _ numerator: NativeLane) -> NativeLane {
    let t = s * s
    let a = (t + 1.3879254350073782) * t
    let b = (1.3876771751508894 - t) * (a + 1.8278434683393958)
    let r = 5.257735504171089 - (4.535226825995301 - b) * (b + (-2.091975638956562 - a))
    return numerator * (polynomialScale + (s + t) * r)
}

private let polynomialScale = 13.107960296315802

extension KernelElement {
    @inline(__always)
    fileprivate static func loadNative(_ pointer: UnsafePointer<Self>) -> NativeLane {
        if Self.self == Float.self {
            return NativeLane(UnsafeRawPointer(pointer).loadUnaligned(as: NativeFloats.self))
        }
        return UnsafeRawPointer(pointer).loadUnaligned(as: NativeLane.self)
    }
}

/// The sums of one block, or nil where a number is not ordinary.
@inline(__always)
func klBlock<Element: KernelElement>(
    _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
) -> kernel_divergence_sums? {
    let whole = count & ~7
    var tail = InlineArray<16, Double>(repeating: padding)
    for index in whole..<count {
        tail[index - whole] = Double(p[index])
        tail[index - whole + 8] = Double(q[index])
    }
    var sums = InlineArray<5, Lane>(repeating: .zero)
    var suspects = NativeBits.zero
    tail.span.withUnsafeBufferPointer { tail in
        var part = 0
        while part < 8 {
            var lanes = KLLanes()
            lanes.add(p + part, q + part, whole)
            if whole < count { lanes.add(tail.baseAddress! + part, tail.baseAddress! + part + 8, 8) }
            sums[0].store(lanes.term, part)
            sums[1].store(lanes.shifted, part)
            sums[2].store(lanes.rest, part)
            sums[3].store(lanes.difference, part)
            sums[4].store(lanes.mass, part)
            suspects |= lanes.suspects
            part += NativeLane.scalarCount
        }
    }
    for lane in 0..<NativeBits.scalarCount where suspects[lane] >> 62 != 0 { return nil }
    var result = kernel_divergence_sums()
    let rest = sums[2].treeSum
    result.term.add(sums[0].treeSum * (1 / polynomialScale))
    result.term.add(sums[1].treeSum * exponentScale * logTwo)
    result.term.add(rest)
    result.p.add(sums[4].treeSum)
    result.difference.add(sums[3].treeSum)
    result.difference.add(-rest)
    return result
}

extension Lane {
    /// Replaces the lanes from `first` on.
    @inline(__always)
    fileprivate mutating func store(_ part: NativeLane, _ first: Int) {
        for lane in 0..<NativeLane.scalarCount { self[first + lane] = part[lane] }
    }
}

/// KL of probabilities: block by block, fast where all numbers are ordinary.
@inline(__always)
func klDivergence<Element: KernelElement>(
    _ p: UnsafePointer<Element>, _ q: UnsafePointer<Element>, _ count: Int
) -> kernel_divergence_sums {
    var sums = kernel_divergence_sums()
    var start = 0
    while start < count {
        let length = min(blockLength, count - start)
        if let block = klBlock(p + start, q + start, length) {
            sums.merge(block)
        } else {
            sums.merge(divergence(KLGenerator.self, Probabilities(), p + start, q + start, length))
        }
        start += length
    }
    return sums
}
