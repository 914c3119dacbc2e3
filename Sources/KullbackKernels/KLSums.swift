import KullbackPlatform

// With y = 2^k q, p / y in [2/3, 3/2] and s = (p - y) / (p + y),
//
//     p log(p / q) - p + q = (p + y) ((1 + s) atanh(s) - s) + (k log 2) p + (q - y),
//
// where the last two are exactly 0 for k = 0, and
//
//     (1 + s) atanh(s) - s = s^2 (1 + (s + s^2) R(s^2)),    atanh(s) - s = s^3 R(s^2).

/// q scaled to y near p.
struct Reduction {
    /// k, in the upper bits.
    let exponent: NativeBits
    /// k, times 1 / `exponentScale`.
    let multiple: NativeLane
    let scaled: NativeLane

    /// From the bits of p, with a half added for rounding, minus those of q: in units of 2^52, piecewise linear
    /// logarithms.
    @inline(__always)
    init(ratio: NativeBits, _ q: NativeLane) {
        exponent = ratio & NativeBits(repeating: 0xfff0_0000_0000_0000)
        scaled = NativeLane(nativeBits: q.nativeBits &+ exponent)
        // Multiplying by a power of two is exact: the bits do not depend on the way.
        #if KULLBACK_V4
            multiple = NativeLane(unsafeBitCast(exponent, to: SIMD8<Int64>.self))
        #else
            let integer = (ratio &>> 52) ^ NativeBits(repeating: 0x4330_0000_0000_0800)
            multiple = NativeLane(nativeBits: integer) - 0x1.00000000008p52
        #endif
    }

    /// The half that rounds the quotient's exponent.
    static var half: NativeBits { NativeBits(repeating: 1 << 51) }
}

#if KULLBACK_V4
    let exponentScale = 0x1p-52
#else
    let exponentScale = 1.0
#endif

/// A division, whose series is still to be summed.
struct Quotient {
    /// (p - y) / (p + y)
    var s = NativeLane.zero
    /// (p + y) s^2
    var numerator = NativeLane.zero

    /// R(s^2) / c.
    ///
    /// It has a leading coefficient of one, and so three multiplications for its degree of six (Knuth, TAOCP
    /// 2, 4.6.4). The relative error of 1 + (s + s^2) R is below 1.8e-16 for |s| <= 1/5: docs/scripts/kl_series.py.
    @inline(__always)
    func rest(_ t: NativeLane) -> NativeLane {
        let a = (t + 1.3879254350073782) * t
        let b = (1.3876771751508894 - t) * (a + 1.8278434683393958)
        return 5.257735504171089 - (4.535226825995301 - b) * (b + (-2.091975638956562 - a))
    }

    /// (p + y) s^2 (1 + (s + s^2) R(s^2)) / c.
    @inline(__always)
    var series: NativeLane {
        let t = s * s
        return numerator * (polynomialScale + (s + t) * rest(t))
    }
}

/// c
let polynomialScale = 13.107960296315802

/// The sums of KL terms but for p and p - q.
struct KLParts {
    /// Of (p + y) s^2 (1 + ...), times `polynomialScale`.
    var term = NativeLane.zero
    /// Of k p, times `exponentScale`.
    var shifted = NativeLane.zero
    /// Of q - y.
    var rest = NativeLane.zero

    /// Adds all but the series.
    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane, _ reduction: Reduction, _ above: NativeLane) -> Quotient {
        shifted += x * reduction.multiple
        rest += y - reduction.scaled
        let s = above / (x + reduction.scaled)
        return Quotient(s: s, numerator: above * s)
    }

    @inline(__always)
    static func total<Sums>(_ parts: Parts<Sums>, _ part: (Sums) -> KLParts) -> (term: Double, rest: Double) {
        let rest = treeSum(parts) { part($0).rest }
        let shifted = treeSum(parts) { part($0).shifted } * exponentScale * logTwo + rest
        return (treeSum(parts) { part($0).term } * (1 / polynomialScale) + shifted, rest)
    }
}

/// Numbers from 2^-959 to below 2^65 are ordinary.
let smallestOrdinary: UInt64 = 64 << 52

struct KLSums: OrdinarySums {
    private var parts = KLParts()
    /// Of p - y.
    private var above = NativeLane.zero
    private var mass = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) {}

    static var padding: Double { 0x1p-800 }
    static var nothing: Quotient { Quotient() }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> Quotient {
        let xBits = x.nativeBits &- (NativeBits(repeating: smallestOrdinary) &- Reduction.half)
        let yBits = y.nativeBits &- NativeBits(repeating: smallestOrdinary)
        suspects |= xBits | yBits
        let reduction = Reduction(ratio: xBits &- yBits, y)
        let difference = x - reduction.scaled
        above += difference
        mass += x
        return parts.begin(x, y, reduction, difference)
    }

    @inline(__always)
    mutating func end(_ quotient: Quotient) { parts.term += quotient.series }

    @inline(__always)
    static func total(_ all: Parts<KLSums>) -> kernel_divergence_sums {
        let (term, rest) = KLParts.total(all) { $0.parts }
        return kernel_divergence_sums(
            term: term, mass: treeSum(all) { $0.mass }, difference: treeSum(all) { $0.above } - rest)
    }
}
