/// sin x, cos x and 1 - cos x, from x = k π/2 + r, |r| <= π/4, with r in two parts. Relative error of sin and cos below
/// 3e-16, of 1 - cos x below 1e-15, also next to their zeros; an infinite x has none, NaN.
struct Trigonometric {
    var sine: Lane
    var cosine: Lane
    /// 1 - cos x
    var versine: Lane

    @inline(never)
    init(_ x: Lane) {
        let (quadrant, r, low) = reduced(x)
        let z = r * r
        let half = 0.5 * z
        let sineRest = z * r * polynomial(z, sineSeries)
        let cosineRest = z * z * polynomial(z, cosineSeries)
        let sin = r + (sineRest + low * (1 - half))
        let one = Lane(repeating: 1)
        // What 1 - z / 2 leaves out.
        let leading = one - half
        let cos = leading + (((one - leading) - half) + (cosineRest - r * low))
        let small = half - (cosineRest - r * low)

        let isOdd = (quadrant .== 1) .| (quadrant .== 3)
        let (isUpper, isLeft) = (quadrant .< 2, (quadrant .== 1) .| (quadrant .== 2))
        let (s, c) = (select(isOdd, cos, sin), select(isOdd, sin, cos))
        sine = select(isUpper, s, -s)
        cosine = select(isLeft, -c, c)
        versine = select(quadrant .== 0, small, one - cosine)
    }
}

func sin(_ x: Double) -> Double { Trigonometric(Lane(repeating: x)).sine[0] }
func cos(_ x: Double) -> Double { Trigonometric(Lane(repeating: x)).cosine[0] }

func tan(_ x: Double) -> Double {
    let parts = Trigonometric(Lane(repeating: x))
    return parts.sine[0] / parts.cosine[0]
}

/// 1 - cos x, with small relative error.
func versine(_ x: Lane) -> Lane { Trigonometric(x).versine }
func versine(_ x: Double) -> Double { versine(Lane(repeating: x))[0] }

/// k mod 4 and r in two parts.
@inline(__always)
private func reduced(_ x: Lane) -> (quadrant: Lane, high: Lane, low: Lane) {
    let huge = x.magnitude .> 0x1p30
    let moderate = select(huge, .zero, x)
    let shifted = moderate * (2 / .pi) + 0x1.8p52
    let k = shifted - 0x1.8p52
    // The first part of π/2 has 22 bits, as k has up to 30: k times it and the difference are exact (Cody & Waite
    // 1980).
    let first = twoDifference(moderate - k * 0x1.921fb8p0, k * -0x1.5dde98p-23)
    let second = twoDifference(first.high, k * 0x1.846988p-48)
    var (high, low) = twoDifference(second.high, k * 0x1.8cc51701b839ap-72 - (first.low + second.low))
    var quadrant =
        Lane(bits: (shifted.bits & LaneBits(repeating: 3)) | LaneBits(repeating: 0x4330_0000_0000_0000)) - 0x1p52
    if huge.isAnySet || x.isNaN.isAnySet {
        for lane in 0..<8 where !(abs(x[lane]) <= 0x1p30) {
            (quadrant[lane], high[lane], low[lane]) = reducedHuge(x[lane])
        }
    }
    return (quadrant, high, low)
}

/// By multiplication with the binary digits of 2/π from those on whose multiple of x may be other than a multiple of
/// four (Payne & Hanek 1983).
private func reducedHuge(_ x: Double) -> (quadrant: Double, high: Double, low: Double) {
    guard x.isFinite else { return (0, .nan, .nan) }
    let significand = x.significandBitPattern | 1 << 52
    // |x| = significand 2^exponent; its digits of 2/π start at exponent - 1 after the point, a word of zeros at -64.
    let start = Int(x.exponent) - 52 + 62
    let words = (window(start), window(start + 64), window(start + 128))
    let (third, second) = (
        significand.multipliedFullWidth(by: words.2).high, significand.multipliedFullWidth(by: words.1)
    )
    let (middle, carry) = second.low.addingReportingOverflow(third)
    let top = significand &* words.0 &+ second.high &+ (carry ? 1 : 0)
    // x 2/π mod 4 in units of 2^-126; rounded to an integer, what is left is signed.
    let quadrant = (top &+ 1 << 61) >> 62
    let rest = DoubleDouble(sum: Double(Int64(bitPattern: top << 2 | middle >> 62)), Double(middle << 2) * 0x1p-64)
    let r = rest * DoubleDouble(0x1.921fb54442d18p-64, 0x1.1a62633145c07p-118)
    return x < 0 ? (Double((4 - quadrant) % 4), -r.high, -r.low) : (Double(quadrant % 4), r.high, r.low)
}

/// 64 digits of 2/π.
private func window(_ start: Int) -> UInt64 {
    let (word, shift) = (start / 64, UInt64(start % 64))
    return shift == 0 ? twoOverPi[word] : twoOverPi[word] << shift | twoOverPi[word + 1] >> (64 - shift)
}

/// The binary digits of 2/π, after a word of zeros.
private let twoOverPi: [20 of UInt64] = [
    0, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0,
    0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484, 0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4,
    0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f, 0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b, 0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
]

/// (sin r - r) / r^3 and (cos r - 1 + r^2 / 2) / r^4 as polynomials in r^2: Taylor's, which leave out less than 2e-19.
private let sineSeries: [8 of Double] = [
    -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362_880, -1.0 / 39_916_800, 1.0 / 6_227_020_800, -1.0 / 1_307_674_368_000,
    1.0 / 355_687_428_096_000,
]
private let cosineSeries: [8 of Double] = [
    1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3_628_800, 1.0 / 479_001_600, -1.0 / 87_178_291_200,
    1.0 / 20_922_789_888_000,
    -1.0 / 6_402_373_705_728_000,
]
