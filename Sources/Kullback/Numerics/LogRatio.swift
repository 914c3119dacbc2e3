/// log(p / q) without logarithms of p and q.
///
/// q is scaled by 2^k so that p / (2^k q) lies in [2/3, 3/2]; with s = (p - 2^k q) / (p + 2^k q),
/// whose difference is exact by Sterbenz's lemma,
///
///     log(p / q) = k log 2 + 2 atanh(s) = k log 2 + 2 (s + w),    w = atanh(s) - s.
///
/// |s| <= 1/5. For k = 0 the relative error is below 2 ulp however close p and q are.
struct LogRatio {
    /// The power of two, as a double.
    var k: Lane
    var s: Lane
    /// atanh(s) - s
    var w: Lane
    /// s = difference / (sum + sumError), exactly.
    var difference: Lane
    var sum: Lane
    var sumError: Lane

    @inline(__always)
    var value: Lane {
        // The high part of log 2 has 21 trailing zero bits: its product with k is exact.
        k * logTwoHigh + (2 * (s + w) + k * logTwoLow)
    }

    /// The value and what it lacks, to about 1e-18: for exponents, whose absolute error is a power's relative one.
    @inline(__always)
    var parts: (high: Lane, low: Lane) {
        let product = twoProduct(s, sum)
        let sLow = (((difference - product.high) - product.low) - s * sumError) / sum
        let leading = twoDifference(k * logTwoHigh, -2 * s)
        return fastSum(leading.high, leading.low + (2 * (sLow + w) + k * logTwoLow))
    }
}

let logTwoHigh = 0x1.62e42feep-1
let logTwoLow = 0x1.a39ef35793c76p-33
let logTwo = 0x1.62e42fefa39efp-1

/// log(p / q) for positive p and q up to 2^1022, subnormal ones included.
@inline(__always)
func logRatio(_ p: Lane, _ q: Lane) -> LogRatio {
    logRatio(p, q, difference: p - q)
}

/// The same with a difference p - q that is known better than by subtraction.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func logRatio(_ p: Lane, _ q: Lane, difference: Lane) -> LogRatio {
    let pSubnormal = p .< Double.leastNormalMagnitude
    let qSubnormal = q .< Double.leastNormalMagnitude
    var ratio = logRatio(
        normal: select(pSubnormal, p * 0x1p64, p), select(qSubnormal, q * 0x1p64, q),
        difference: select(pSubnormal, difference * 0x1p64, difference))
    ratio.k += select(qSubnormal, Lane(repeating: 64), .zero) - select(pSubnormal, Lane(repeating: 64), .zero)
    return ratio
}

/// log(p / q) for any positive finite p and q.
@inline(__always)
func logRatio(ofAny p: Lane, _ q: Lane) -> LogRatio { logRatio(ofAny: p, q, difference: p - q) }

/// The same with a difference p - q that is known better than by subtraction.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func logRatio(ofAny p: Lane, _ q: Lane, difference: Lane) -> LogRatio {
    let (least, largest) = (select(p .< q, p, q), select(p .< q, q, p))
    if ((least .< 0x1p-1000) .| (largest .> 0x1p1000)).isAnySet { return scaledLogRatio(p, q, difference) }
    return logRatio(normal: p, q, difference: difference)
}

/// Where numbers may be subnormal, or sums of those above 2^1000 overflow.
@inline(never)
private func scaledLogRatio(_ p: Lane, _ q: Lane, _ difference: Lane) -> LogRatio {
    let (pHuge, qHuge) = (p .> 0x1p1000, q .> 0x1p1000)
    let (x, y) = (select(pHuge, p * 0x1p-64, p), select(qHuge, q * 0x1p-64, q))
    let scaled = select(pHuge .& qHuge, difference * 0x1p-64, select(pHuge .| qHuge, x - y, difference))
    var ratio = logRatio(x, y, difference: scaled)
    ratio.k += select(pHuge, Lane(repeating: 64), .zero) - select(qHuge, Lane(repeating: 64), .zero)
    return ratio
}

/// log(p / q) for normal p and q. The difference is used where k = 0; elsewhere it does not matter.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func logRatio(normal p: Lane, _ q: Lane, difference: Lane) -> LogRatio {
    // A bit pattern is, in units of 2^52, a piecewise linear logarithm: adding a half rounds that of p / q.
    // The offset of 2^63 keeps the exponent field positive.
    let rounding = LaneBits(repeating: (1 << 63) + (1 << 51))
    let field = ((p.bits &- q.bits) &+ rounding) & LaneBits(repeating: 0xfff0_0000_0000_0000)
    let scaled = Lane(bits: q.bits &+ field &- LaneBits(repeating: 1 << 63))
    let k = Lane(bits: (field &>> 52) | LaneBits(repeating: 0x4330_0000_0000_0000)) - 0x1.00000000008p52
    let difference = select(k .== 0, difference, p - scaled)
    let sum = p + scaled
    let s = difference / sum
    return LogRatio(
        k: k, s: s, w: atanhExcess(s), difference: difference, sum: sum, sumError: twoDifference(p, -scaled).low)
}

/// atanh(s) - s = s^3 R(s^2) for |s| <= 1/5. R is a minimax polynomial, off by less than 6e-17 of itself
/// (docs/scripts/series.py).
@inline(__always)
func atanhExcess(_ s: Lane) -> Lane {
    let t = s * s
    return s * t
        * polynomial(
            t,
            [
                0.3333333333333333, 0.200000000000039, 0.14285714283669596, 0.11111111518903621, 0.09090869227361513,
                0.07694417338900958, 0.0660518024256631, 0.06802007853562039,
            ])
}
