import KullbackPlatform

/// Logarithms, log-probabilities or logits, shifted and divided by a temperature.
///
/// The log ratio is known directly, and exactly up to the shifts, as a - b with its rounding error; the
/// smaller probability follows from the larger one, so that their difference keeps its digits.
struct Logarithms<Detail: PairDetail>: PairSource {
    let logarithms: kernel_logarithms
    let aRate: SplitFactor
    let bRate: SplitFactor
    /// Whether nothing is rounded before the difference of the two is.
    let isExact: Bool
    /// a_shift - b_shift with its rounding error.
    let shift: Double
    let shiftError: Double

    static var zero: Double { -.infinity }

    init(_ logarithms: kernel_logarithms) {
        self.logarithms = logarithms
        aRate = SplitFactor(logarithms.a_rate)
        bRate = SplitFactor(logarithms.b_rate)
        isExact = Detail.hasPowers || logarithms.is_exact != 0
        let difference = twoDifference(Lane(repeating: logarithms.a_shift), Lane(repeating: logarithms.b_shift))
        shift = difference.high[0]
        shiftError = difference.low[0]
    }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { x .== .infinity }

    @inline(__always)
    func pair(_ x: Lane, _ y: Lane) -> Pair {
        let p = scaled(x, logarithms.a_shift, aRate, 0)
        let q = scaled(y, logarithms.b_shift, bRate, logarithms.b_offset)
        let ratio = logarithms.is_exact != 0 ? difference(p, q) : logRatio(x, y)
        let swapped = ratio.high .< 0
        // exp(high + low) = exp(high) (1 + low): the rounding error of a logarithm of hundreds would show.
        let exponential = exp(select(swapped, q.high, p.high), exponent: logarithms.exponent)
        let larger = exponential + exponential * select(swapped, q.low, p.low)
        // At -708 the smaller one is below 1e-307 of the larger.
        let distance = -ratio.high.magnitude
        let reduced = ReducedExponential(select(distance .< -708, Lane(repeating: -708), distance))
        let low = select(swapped, ratio.low, -ratio.low)
        let rise = reduced.expm1 + reduced.exp * low
        let smaller = larger * (reduced.exp + reduced.exp * low)
        let difference = larger * rise
        let near = ratio.high.magnitude .< 0.34
        let s = select(near, rise / (2 + rise), .zero)
        let signed = select(swapped, s, -s)
        var pair = Pair(
            p: select(swapped, smaller, larger), q: select(swapped, larger, smaller),
            difference: select(swapped, difference, -difference), logRatio: ratio.high, s: signed,
            w: atanhExcess(signed), near: near)
        if Detail.hasPowers {
            let unit = twoDifference(p.high, Lane(repeating: -logarithms.exponent * logTwoHigh))
            pair.logRatioLow = ratio.low
            pair.mantissa = Lane(repeating: 1)
            pair.scale = unit.high
            pair.scaleLow = (unit.low + p.low) + logarithms.exponent * logTwoLow
        }
        return pair
    }

    /// ((x - y) - (a_shift - b_shift)) rate - b_offset, for one rate
    @inline(__always)
    private func logRatio(_ x: Lane, _ y: Lane) -> (high: Lane, low: Lane) {
        let raw = twoDifference(x, y)
        if !Detail.hasPowers {
            let shifted = (raw.high - shift) + (raw.low - shiftError)
            return (shifted * aRate.factor - logarithms.b_offset, .zero)
        }
        let shifted = twoDifference(raw.high, Lane(repeating: shift))
        let product = aRate.multiply(shifted.high)
        let low = product.low + (shifted.low + (raw.low - shiftError)) * aRate.factor
        let balanced = twoDifference(product.high, Lane(repeating: logarithms.b_offset))
        return fastSum(balanced.high, balanced.low + low)
    }

    /// (x - shift) rate + offset
    @inline(__always)
    private func scaled(_ x: Lane, _ shift: Double, _ rate: SplitFactor, _ offset: Double) -> (high: Lane, low: Lane) {
        let shifted = twoDifference(x, Lane(repeating: shift))
        if !isExact {
            return (shifted.high * rate.factor + Lane(repeating: offset), shifted.low * rate.factor)
        }
        let product = rate.multiply(shifted.high)
        let sum = twoDifference(product.high, Lane(repeating: -offset))
        return (sum.high, sum.low + (product.low + shifted.low * rate.factor))
    }

    /// a - b of numbers in two parts
    @inline(__always)
    private func difference(_ a: (high: Lane, low: Lane), _ b: (high: Lane, low: Lane)) -> (high: Lane, low: Lane) {
        let high = twoDifference(a.high, b.high)
        return fastSum(high.high, high.low + (a.low - b.low))
    }
}
