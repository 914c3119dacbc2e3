import KullbackPlatform

/// A pair whose logarithm's series is still to be summed.
struct PendingRatio {
    var quotient = Quotient()
    /// k, in the upper bits and as a number.
    var exponent = NativeBits.zero
    var multiple = NativeLane.zero
    var p = NativeLane.zero
    /// p - q
    var difference = NativeLane.zero

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ x: NativeLane, _ y: NativeLane, difference: NativeLane, suspects: inout NativeBits) {
        let xBits = x.nativeBits &- (NativeBits(repeating: smallestOrdinary) &- Reduction.half)
        let yBits = y.nativeBits &- NativeBits(repeating: smallestOrdinary)
        suspects |= xBits | yBits
        let reduction = Reduction(ratio: xBits &- yBits, y)
        let above = native_where_zero(reduction.exponent, difference, x - reduction.scaled)
        let s = above / (x + reduction.scaled)
        quotient = Quotient(s: s, numerator: above * s)
        exponent = reduction.exponent
        multiple = reduction.multiple
        p = x
        self.difference = difference
    }

    /// log(p / q), and the KL term where k = 0, from one evaluation of R.
    @inline(__always)
    var logarithmAndSeries: (logarithm: NativeLane, series: NativeLane) {
        let s = quotient.s
        let t = s * s
        let rest = quotient.rest(t) * (1 / polynomialScale)
        let k = multiple * exponentScale
        let logarithm = k * logTwoHigh + (2 * (s + (s * t) * rest) + k * logTwoLow)
        return (logarithm, quotient.numerator * (1 + (s + t) * rest))
    }
}

/// Of (p - q) log(p / q).
struct JeffreysSums: OrdinarySums {
    private let tilt: Double
    private var term = NativeLane.zero
    private var mass = NativeLane.zero
    private var difference = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) { self.tilt = tilt }

    static var padding: Double { KLSums.padding }
    static var nothing: PendingRatio { PendingRatio() }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> PendingRatio {
        let pair = Tilted(x, y, tilt)
        mass += x
        difference += pair.difference
        return PendingRatio(x, pair.y, difference: pair.difference, suspects: &suspects)
    }

    @inline(__always)
    mutating func end(_ pending: PendingRatio) {
        term += pending.difference * pending.logarithmAndSeries.logarithm
    }

    @inline(__always)
    static func total(_ all: Parts<JeffreysSums>) -> kernel_divergence_sums {
        kernel_divergence_sums(
            term: treeSum(all) { $0.term }, mass: treeSum(all) { $0.mass },
            difference: treeSum(all) { $0.difference })
    }
}

/// Of a q c_a(p / q), as PowerGenerator has it. A power beyond exp(32) is not ordinary: the rounding error of its exponent
/// would show. Rows of different sums need no tilt: the correction for them is exact.
struct PowerSums: OrdinarySums {
    private let order: Double
    private let rate: Double
    private let excess: Double
    private var term = NativeLane.zero
    private var mass = NativeLane.zero
    private var difference = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) {
        order = generator.parameter
        excess = generator.excess
        rate = 1 / excess
    }

    static var padding: Double { KLSums.padding }
    static var nothing: PendingRatio { PendingRatio() }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> PendingRatio {
        let distance = x - y
        mass += x
        difference += distance
        return PendingRatio(x, y, difference: distance, suspects: &suspects)
    }

    @inline(__always)
    mutating func end(_ pending: PendingRatio) {
        let (logarithm, series) = pending.logarithmAndSeries
        let x = logarithm * excess
        suspects |= native_beyond(x, 32)
        let exponential = NativeExponential(x)
        let rise = exponential.expm1
        let bend = native_where_zero(exponential.k.nativeBits, exponential.excess, rise - x)
        let near = pending.exponent
        let sum = native_where_zero(near, series, NativeLane.zero - pending.difference)
        term += sum + pending.p * (native_where_zero(near, bend, rise) * rate)
    }

    @inline(__always)
    static func total(_ all: Parts<PowerSums>) -> kernel_divergence_sums {
        kernel_divergence_sums(
            term: treeSum(all) { $0.term } * (1 / all[0].order), mass: treeSum(all) { $0.mass },
            difference: treeSum(all) { $0.difference })
    }
}

/// `Exponential`, for numbers of moderate size.
private struct NativeExponential {
    let k: NativeLane
    /// exp(r) - 1 - r
    let excess: NativeLane
    let expm1: NativeLane

    @inline(__always)
    init(_ x: NativeLane) {
        let shifted = x * 0x1.71547652b82fep0 + 0x1.8p52
        k = shifted - 0x1.8p52
        let r = (x - k * logTwoHigh) - k * logTwoLow
        let scale = NativeLane(nativeBits: (shifted.nativeBits &+ NativeBits(repeating: 1023)) &<< 52)
        excess = (r * r) * exponentialSeries(r)
        expm1 = (scale - 1) + scale * (r + excess)
    }
}

/// (exp(r) - 1 - r) / r^2 for |r| <= log(2) / 2, with the coefficients of `Exponential`, by Estrin's scheme.
@inline(__always)
private func exponentialSeries(_ r: NativeLane) -> NativeLane {
    let square = r * r
    let fourth = square * square
    let a = (0.5000000000000001 + r * 0.16666666666666644) + square * (0.041666666666624344 + r * 0.008333333333356134)
    let b =
        (0.001388888891712055 + r * 0.00019841269784846727)
        + square * (2.4801521423209045e-05 + r * 2.7557355534521265e-06)
    let c = 2.7620034197462805e-07 + r * 2.506822139336571e-08
    return a + fourth * (b + fourth * c)
}
