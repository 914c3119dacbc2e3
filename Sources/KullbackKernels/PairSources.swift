import KullbackPlatform

/// Two probabilities per lane, with what every f-divergence's term is made of.
struct Pair {
    var p: Lane
    var q: Lane
    /// p - q, with small relative error.
    var difference: Lane
    /// log(p / q), with small relative error.
    var logRatio: Lane
    /// (p - q) / (p + q), where `near`.
    var s: Lane
    /// atanh(s) - s, where `near`.
    var w: Lane
    /// p / q is within about sqrt(2) of one: series in s apply, and differences would cancel.
    var near: LaneMask
}

/// Where a row loop's pairs come from: what the numbers of the two rows are.
protocol PairSource {
    /// What stands for a probability of zero.
    static var zero: Double { get }
    static func isInvalid(_ x: Lane) -> LaneMask
    /// The pair for lanes in which neither stands for zero.
    func pair(_ x: Lane, _ y: Lane) -> Pair
}

/// Probabilities, read as they are.
struct Probabilities: PairSource {
    static var zero: Double { 0 }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { (x .< 0) .| (x .== .infinity) }

    @inline(__always)
    func pair(_ x: Lane, _ y: Lane) -> Pair {
        let ratio = logRatio(x, y)
        return Pair(
            p: x, q: y, difference: x - y, logRatio: ratio.value, s: ratio.s, w: ratio.w, near: ratio.k .== 0)
    }
}

/// Weights, read as p 2^a and q 2^b c. Both c and the product with it are carried to twice the precision, because p
/// and c q nearly agree where it matters, and rounding c q alone would be most of their difference.
struct Weights: PairSource {
    let pScale: ExponentScale
    let qScale: ExponentScale
    let factor: SplitFactor
    let factorLow: Double
    /// a - b and -log c: what log(p / q) lacks of log(2^a p / (2^b c q)).
    let exponent: Double
    let logOffset: Double

    static var zero: Double { 0 }

    init(_ weights: kernel_weights) {
        pScale = ExponentScale(weights.p_exponent)
        qScale = ExponentScale(weights.q_exponent)
        factor = SplitFactor(weights.q_factor)
        factorLow = weights.q_factor_low
        exponent = Double(weights.p_exponent - weights.q_exponent)
        logOffset = -log(weights.q_factor)
    }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Probabilities.isInvalid(x) }

    @inline(__always)
    func pair(_ x: Lane, _ y: Lane) -> Pair {
        let p = pScale.apply(x)
        let scaled = qScale.apply(y)
        let (q, error) = factor.multiply(scaled)
        let difference = (p - q) - (error + scaled * factorLow)
        var ratio = logRatio(ofAny: x, y)
        ratio.k = ratio.k + exponent
        let far = ratio.value + logOffset
        let near = far.magnitude .< 0.34
        let s = select(near, difference / (p + q), .zero)
        let w = atanhExcess(s)
        return Pair(
            p: p, q: q, difference: difference, logRatio: select(near, 2 * (s + w), far), s: s, w: w, near: near)
    }
}

/// Multiplication by 2^exponent, in two steps because 2^exponent itself may not be a double.
struct ExponentScale {
    let first: Double
    let second: Double

    init(_ exponent: Int32) {
        let half = Int(exponent) / 2
        first = Double(sign: .plus, exponent: half, significand: 1)
        second = Double(sign: .plus, exponent: Int(exponent) - half, significand: 1)
    }

    @inline(__always)
    func apply(_ x: Lane) -> Lane { (x * first) * second }
}

/// Multiplication by a fixed factor with the rounding error: Dekker's product (1971), with the operands
/// split by clearing bits, which cannot overflow.
struct SplitFactor {
    let factor: Double
    let high: Double
    let low: Double

    init(_ factor: Double) {
        self.factor = factor
        high = Double(bitPattern: factor.bitPattern & 0xffff_ffff_f800_0000)
        low = factor - high
    }

    @inline(__always)
    func multiply(_ x: Lane) -> (product: Lane, error: Lane) {
        let xHigh = Lane(bits: x.bits & LaneBits(repeating: 0xffff_ffff_f800_0000))
        let xLow = x - xHigh
        let product = x * factor
        // In this order every partial sum but the last is exact.
        return (product, (((xHigh * high - product) + xHigh * low) + xLow * high) + xLow * low)
    }
}

/// Logarithms, log-probabilities or logits, shifted and divided by a temperature.
///
/// The log ratio is known directly, and exactly up to the shifts, as a - b with its rounding error; the
/// smaller probability follows from the larger one, so that their difference keeps its digits.
struct Logarithms: PairSource {
    let logarithms: kernel_logarithms
    /// a_shift - b_shift with its rounding error.
    let shift: Double
    let shiftError: Double

    static var zero: Double { -.infinity }

    init(_ logarithms: kernel_logarithms) {
        self.logarithms = logarithms
        let difference = twoDifference(Lane(repeating: logarithms.a_shift), Lane(repeating: logarithms.b_shift))
        shift = difference.high[0]
        shiftError = difference.low[0]
    }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { x .== .infinity }

    @inline(__always)
    func pair(_ x: Lane, _ y: Lane) -> Pair {
        let raw = twoDifference(x, y)
        let logRatio =
            ((raw.high - shift) + (raw.low - shiftError)) * logarithms.rate - logarithms.b_offset
        let swapped = logRatio .< 0
        // exp(high + low) = exp(high) (1 + low): the rounding error of a shift by hundreds would show.
        let shifted = twoDifference(
            select(swapped, y, x),
            select(swapped, Lane(repeating: logarithms.b_shift), Lane(repeating: logarithms.a_shift)))
        let offset = select(swapped, Lane(repeating: logarithms.b_offset), .zero)
        let exponential = exp(shifted.high * logarithms.rate + offset, exponent: logarithms.exponent)
        let larger = exponential + exponential * (shifted.low * logarithms.rate)
        // At -708 the smaller one is below 1e-307 of the larger.
        let distance = -logRatio.magnitude
        let ratio = Exponential(select(distance .< -708, Lane(repeating: -708), distance))
        let smaller = larger * ratio.exp
        let difference = larger * ratio.expm1
        let p = select(swapped, smaller, larger)
        let q = select(swapped, larger, smaller)
        let signed = select(swapped, difference, -difference)
        let near = logRatio.magnitude .< 0.34
        let s = select(near, (-ratio.expm1) / (1 + ratio.exp), .zero)
        let signedS = select(swapped, -s, s)
        return Pair(
            p: p, q: q, difference: signed, logRatio: logRatio, s: signedS, w: atanhExcess(signedS), near: near)
    }
}

/// x - y and its rounding error, exactly (Knuth's TwoSum).
@inline(__always)
func twoDifference(_ x: Lane, _ y: Lane) -> (high: Lane, low: Lane) {
    let high = x - y
    let part = high - x
    return (high, (x - (high - part)) - (y + part))
}
