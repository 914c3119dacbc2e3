/// exp(x), expm1(x) and phi(x) = exp(x) - 1 - x from one reduction x = k log 2 + r, |r| <= log(2) / 2:
///
///     phi(r) = r^2 P(r),   exp(x) = 2^k (1 + r + phi(r)).
///
/// k log 2 is subtracted in two parts, the first exactly (Cody & Waite 1980). P is a minimax polynomial, off by
/// less than 2.3e-16 of itself (docs/scripts/series.py).
struct ReducedExponential {
    var k: Lane
    var r: Lane
    /// exp(r) - 1 - r
    var excess: Lane
    /// 2^k; k must be in -1022...1023
    var scale: Lane

    /// For x in -708.3...709.4; `exp(_:)` takes any x.
    @inline(__always)
    init(_ x: Lane) {
        // Adding 1.5 * 2^52 rounds to an integer, which is then in the low bits.
        let shifted = x * 0x1.71547652b82fep0 + 0x1.8p52
        k = shifted - 0x1.8p52
        r = (x - k * logTwoHigh) - k * logTwoLow
        scale = Lane(bits: (shifted.bits &+ 1023) &<< 52)
        excess =
            r * r
            * polynomial(
                r,
                [
                    0.5000000000000001, 0.16666666666666644, 0.041666666666624344, 0.008333333333356134,
                    0.001388888891712055, 0.00019841269784846727, 2.4801521423209045e-05,
                    2.7557355334521265e-06, 2.7620034197462805e-07, 2.506822139336571e-08,
                ])
    }

    @inline(__always)
    var exp: Lane { scale + scale * (r + excess) }

    /// Relative error below 1e-15 for every x, small ones included.
    @inline(__always)
    var expm1: Lane { (scale - 1) + scale * (r + excess) }

}

/// exp(x) for any x: 0 below the subnormals, +inf above the largest double, NaN for NaN.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func exp(_ x: Lane) -> Lane { unlimited(x).exp }

/// 2^exponent exp(x), where the product may be an ordinary number though exp(x) is not.
@inline(__always)
func exp(_ x: Lane, exponent: Double) -> Lane { unlimited(x, exponent: exponent).exp }

/// exp(x) - 1 for any x.
@inline(__always)
func expm1(_ x: Lane) -> Lane { excesses(x).expm1 }

/// exp(x) - 1 - x for any x.
@inline(__always)
func phi(_ x: Lane) -> Lane { excesses(x).phi }

/// exp(x) - 1 and exp(x) - 1 - x for any x.
#if KULLBACK_COMPACT
    @inline(never)
#else
    @inline(__always)
#endif
func excesses(_ x: Lane) -> (expm1: Lane, phi: Lane) {
    let (reduced, exponential) = unlimited(x)
    // Beyond 700, 1 + x is below half a unit in the last place, and for +inf the difference is undefined.
    let direct = select(x .> 700, exponential, (exponential - 1) - x)
    let near = reduced.k .== 0
    return (
        select(near, reduced.r + reduced.excess, exponential - 1), select(near, reduced.excess, direct)
    )
}

/// The same of x + low, where low is the rounding error of x.
@inline(__always)
func excesses(_ x: Lane, low: Lane) -> (expm1: Lane, phi: Lane) {
    let values = excesses(x)
    // phi(x + e) = phi(x) + e expm1(x), expm1(x + e) = expm1(x) + e exp(x); infinite ones stay so.
    let isFinite = (values.expm1 .< .infinity) .& (x.magnitude .< .infinity)
    let (e, slope) = (select(isFinite, low, .zero), select(isFinite, values.expm1, .zero))
    return (values.expm1 + e * (slope + 1), values.phi + e * slope)
}

/// The reduction of any x, and 2^exponent exp(x): with the power of two in two steps where it is not an ordinary
/// number. NaN stays NaN.
@inline(__always)
func unlimited(_ x: Lane, exponent: Double = 0) -> (reduced: ReducedExponential, exp: Lane) {
    // Beyond these bounds the result is 0 or infinite.
    let (lowest, highest) = (-746 - exponent * logTwo, 710 - exponent * logTwo)
    var reduced = ReducedExponential(
        select(x .< lowest, Lane(repeating: lowest), select(x .> highest, Lane(repeating: highest), x)))
    let power = reduced.k + exponent
    let (tiny, huge) = (power .< -990, power .> 990)
    let adjust = select(tiny, Lane(repeating: 128), select(huge, Lane(repeating: -128), .zero))
    reduced.scale = Lane(bits: (((power + adjust) + 0x1.8p52).bits &+ LaneBits(repeating: 1023)) &<< 52)
    let back = select(tiny, Lane(repeating: 0x1p-128), select(huge, Lane(repeating: 0x1p128), Lane(repeating: 1)))
    return (reduced, reduced.exp * back)
}
