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

    // For powers only, where `Detail.hasPowers`:

    /// What the log ratio lacks.
    var logRatioLow = Lane.zero
    /// p = mantissa exp(scale + scaleLow), also where p is too small for a double.
    var mantissa = Lane.zero
    var scale = Lane.zero
    var scaleLow = Lane.zero
}

/// How much of a pair is wanted: what powers need costs as much again as the rest.
protocol PairDetail {
    static var hasPowers: Bool { get }
}

enum WithoutPowers: PairDetail {
    static var hasPowers: Bool { false }
}

enum WithPowers: PairDetail {
    static var hasPowers: Bool { true }
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
struct Probabilities<Detail: PairDetail>: PairSource {
    static var zero: Double { 0 }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { (x .< 0) .| (x .== .infinity) }

    @inline(__always)
    func pair(_ x: Lane, _ y: Lane) -> Pair {
        let ratio = logRatio(x, y)
        var pair = Pair(
            p: x, q: y, difference: x - y, logRatio: ratio.value, s: ratio.s, w: ratio.w, near: ratio.k .== 0)
        if Detail.hasPowers {
            (pair.logRatio, pair.logRatioLow) = ratio.parts
            pair.mantissa = x
        }
        return pair
    }
}

/// Weights, read as p 2^a and q 2^b c. Both c and the product with it are carried to twice the precision, because p
/// and c q nearly agree where it matters, and rounding c q alone would be most of their difference.
struct Weights<Detail: PairDetail>: PairSource {
    let pScale: ExponentScale
    let qScale: ExponentScale
    let factor: SplitFactor
    let factorLow: Double
    /// a log 2, and what it lacks.
    let scale: (high: Double, low: Double)
    /// a - b and -log c: what log(p / q) lacks of log(2^a p / (2^b c q)).
    let exponent: Double
    let logOffset: Double

    static var zero: Double { 0 }

    init(_ weights: kernel_weights) {
        pScale = ExponentScale(weights.p_exponent)
        qScale = ExponentScale(weights.q_exponent)
        factor = SplitFactor(weights.q_factor)
        factorLow = weights.q_factor_low
        scale = (Double(weights.p_exponent) * logTwoHigh, Double(weights.p_exponent) * logTwoLow)
        exponent = Double(weights.p_exponent - weights.q_exponent)
        logOffset = -log(weights.q_factor)
    }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Probabilities<Detail>.isInvalid(x) }

    @inline(__always)
    func pair(_ x: Lane, _ y: Lane) -> Pair {
        let p = pScale.apply(x)
        let scaled = qScale.apply(y)
        let (q, error) = factor.multiply(scaled)
        let difference = (p - q) - (error + scaled * factorLow)
        var ratio = logRatio(ofAny: x, y)
        ratio.k = ratio.k + exponent
        let far = far(ratio)
        let near = far.high.magnitude .< 0.34
        let s = select(near, difference / (p + q), .zero)
        let w = atanhExcess(s)
        var pair = Pair(
            p: p, q: q, difference: difference, logRatio: select(near, 2 * (s + w), far.high), s: s, w: w, near: near)
        if Detail.hasPowers {
            pair.logRatioLow = select(near, .zero, far.low)
            pair.mantissa = x
            pair.scale = Lane(repeating: scale.high)
            pair.scaleLow = Lane(repeating: scale.low)
        }
        return pair
    }

    /// The log ratio, but for numbers that nearly agree.
    @inline(__always)
    private func far(_ ratio: LogRatio) -> (high: Lane, low: Lane) {
        if !Detail.hasPowers { return (ratio.value + logOffset, .zero) }
        let parts = ratio.parts
        let sum = twoDifference(parts.high, Lane(repeating: -logOffset))
        return fastSum(sum.high, sum.low + parts.low)
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
