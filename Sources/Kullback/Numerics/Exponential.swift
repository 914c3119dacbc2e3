/// exp(x), expm1(x) and phi(x) = exp(x) - 1 - x from one reduction x = k log 2 + r, |r| <= log(2) / 2:
///
///     phi(r) = r^2 P(r),   exp(x) = 2^k (1 + r + phi(r)).
///
/// k log 2 is subtracted in two parts, the first exactly (Cody & Waite 1980). P is the Taylor polynomial,
/// whose remainder r^14 / 14! is below 4e-17 of phi.
struct Exponential {
    var x: Lane
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
        self.x = x
        k = shifted - 0x1.8p52
        r = (x - k * logTwoHigh) - k * logTwoLow
        scale = Lane(bits: (shifted.bits &+ 1023) &<< 52)
        excess =
            r * r
            * polynomial(
                r,
                [
                    1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362_880,
                    1.0 / 3_628_800, 1.0 / 39_916_800, 1.0 / 479_001_600, 1.0 / 6_227_020_800,
                ])
    }

    @inline(__always)
    var exp: Lane { scale + scale * (r + excess) }

    /// Relative error below 1e-15 for every x, small ones included.
    @inline(__always)
    var expm1: Lane { (scale - 1) + scale * (r + excess) }

    /// exp(x) - 1 - x: never negative. Where k is not 0 the result is at least 0.057, so that the
    /// subtraction costs no more than a factor of 7.
    @inline(__always)
    var phi: Lane { select(k .== 0, excess, expm1 - x) }
}

/// exp(x) for any x: 0 below the subnormals, +inf above the largest double, NaN for NaN.
@inline(__always)
func exp(_ x: Lane) -> Lane {
    let tiny = x .< -690
    let huge = x .> 700
    // exp(x) = exp(x + shift) * exp(-shift) with the shift a multiple of log 2, so that 2^k stays normal.
    var reduced = Exponential(clamped(x))
    let adjust = select(tiny, Lane(repeating: 128), select(huge, Lane(repeating: -128), .zero))
    reduced.scale = Lane(bits: (((reduced.k + adjust) + 0x1.8p52).bits &+ 1023) &<< 52)
    let back = select(tiny, Lane(repeating: 0x1p-128), select(huge, Lane(repeating: 0x1p128), Lane(repeating: 1)))
    return reduced.exp * back
}

/// exp(x) - 1 - x for any x.
@inline(__always)
func phi(_ x: Lane) -> Lane {
    let reduced = Exponential(select(x.magnitude .< 0.34, x, .zero))
    let exponential = exp(x)
    // Beyond 700, 1 + x is below half a unit in the last place, and for +inf the difference is undefined.
    let direct = select(x .> 700, exponential, (exponential - 1) - x)
    return select(x.magnitude .< 0.34, reduced.excess, direct)
}

/// Bounds beyond which exp is 0 or infinite; NaN stays.
@inline(__always)
private func clamped(_ x: Lane) -> Lane {
    select(x .< -746, Lane(repeating: -746), select(x .> 710, Lane(repeating: 710), x))
}
