import KullbackPlatform

/// Probabilities p and their -p log p.
protocol EntropySource {
    static var zero: Double { get }
    static func isInvalid(_ x: Lane) -> LaneMask
    /// For lanes that do not stand for zero.
    func term(_ x: Lane) -> (p: Lane, term: Lane)
    /// Of which only powers, for an order other than one, are more than p log p.
    associatedtype Detail: PairDetail
}

extension EntropySource {
    /// Where a term is 0: with p, also too small for a double, for Shannon's entropy; of another order only where there
    /// is no probability.
    @inline(__always)
    func vanishes(_ x: Lane, _ p: Lane) -> LaneMask { Detail.hasPowers ? x .== Self.zero : p .== 0 }
}

/// What is summed for a probability p = mantissa exp(scale): -p log p, or Tsallis' generalisation.
struct EntropyTerm {
    let excess: SplitFactor
    let excessLow: Double
    let offset: Double

    init(_ source: kernel_entropy_source) {
        excess = SplitFactor(source.order_excess)
        excessLow = source.order_excess_low
        offset = source.offset
    }

    /// p (1 - exp(x)) / (a - 1) with x = (a - 1) (log p - offset); -log p is given in two parts.
    @inline(__always)
    func tsallis(_ p: Lane, _ minusLog: (high: Lane, low: Lane), mantissa: Lane, scale: (high: Lane, low: Lane)) -> Lane
    {
        let difference = twoDifference(minusLog.high, Lane(repeating: -offset))
        let relative = fastSum(difference.high, difference.low + minusLog.low)
        let x = excess.multiply(-relative.high)
        let low = x.low - (relative.low * excess.factor + relative.high * excessLow)
        let isSmall = x.high.magnitude .< 0.34
        let small = ReducedExponential(select(isSmall, x.high, .zero))
        // p exp(x) may be an ordinary number where exp(x), or p, is not.
        let sum = twoDifference(x.high, -scale.high)
        let y = fastSum(sum.high, sum.low + (scale.low + low))
        let far = y.high.magnitude .> 600
        let once = exp(select(far, 0.5 * y.high, y.high))
        let power = select(far, (mantissa * once) * once, mantissa * once)
        let error = select(power .< .infinity, power * y.low, .zero)
        let surplus = (power - p) + error
        let rate = -1 / excess.factor
        return select(isSmall, p * (((small.r + small.excess) + low) * rate), surplus * rate)
    }
}

struct EntropyOfWeights<Detail: PairDetail>: EntropySource {
    let scale: ExponentScale
    let logScale: (high: Double, low: Double)
    let entropy: EntropyTerm

    static var zero: Double { 0 }

    init(_ source: kernel_entropy_source) {
        scale = ExponentScale(source.exponent)
        logScale = (Double(source.exponent) * logTwoHigh, Double(source.exponent) * logTwoLow)
        entropy = EntropyTerm(source)
    }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Probabilities<Detail>.isInvalid(x) }

    @inline(__always)
    func term(_ x: Lane) -> (p: Lane, term: Lane) {
        let p = scale.apply(x)
        if !Detail.hasPowers { return (p, p * logRatio(Lane(repeating: 1), p).value) }
        let minusLog = logRatio(ofAny: Lane(repeating: 1), x).parts
        let shifted = twoDifference(minusLog.high, Lane(repeating: logScale.high))
        return (
            p,
            entropy.tsallis(
                p, (shifted.high, shifted.low + (minusLog.low - logScale.low)), mantissa: x,
                scale: (Lane(repeating: logScale.high), Lane(repeating: logScale.low)))
        )
    }
}

struct EntropyOfLogarithms<Detail: PairDetail>: EntropySource {
    let shift: Double
    let rate: SplitFactor
    let entropy: EntropyTerm

    static var zero: Double { -.infinity }

    init(_ source: kernel_entropy_source) {
        shift = source.shift
        rate = SplitFactor(source.rate)
        entropy = EntropyTerm(source)
    }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Logarithms<Detail>.isInvalid(x) }

    @inline(__always)
    func term(_ x: Lane) -> (p: Lane, term: Lane) {
        let logarithm = (x - shift) * rate.factor
        let p = exp(logarithm)
        if !Detail.hasPowers { return (p, p * -logarithm) }
        let shifted = twoDifference(x, Lane(repeating: shift))
        let product = rate.multiply(shifted.high)
        let low = product.low + shifted.low * rate.factor
        return (
            p,
            entropy.tsallis(
                p, (-product.high, -low), mantissa: Lane(repeating: 1), scale: (product.high, low))
        )
    }
}

/// One pass that keeps the largest probability apart: whenever a lane meets a larger one, the former largest
/// joins the rest.
@inline(__always)
func entropy<Source: EntropySource>(
    _ source: Source, _ x: UnsafePointer<Double>, _ count: Int
) -> kernel_entropy_sums {
    var sums = kernel_entropy_sums()
    var isFirst = true
    var largest = (p: Lane.zero, term: Lane.zero)
    var rest = Lane.zero
    var term = Lane.zero
    var invalid = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let raw = Lane.load(x + offset, count: lanes, padding: Source.zero)
        invalid = invalid .| Source.isInvalid(raw)
        let next = source.term(raw)
        let p = select(raw .== Source.zero, .zero, next.p)
        // Where p is 0, so is its term, also where log p is not finite.
        let nextTerm = select(source.vanishes(raw, p), .zero, next.term)
        let exchange = p .> largest.p
        rest += select(exchange, largest.p, p)
        term += select(exchange, largest.term, nextTerm)
        largest = (select(exchange, p, largest.p), select(exchange, nextTerm, largest.term))
    } fold: {
        // The lanes' largest in three rounds of pairs; the smaller of each pair joins the rest.
        for round in 0..<3 {
            let other = (p: largest.p.partners(round), term: largest.term.partners(round))
            let exchange = other.p .> largest.p
            rest += select(pairs(round), select(exchange, largest.p, other.p), .zero)
            term += select(pairs(round), select(exchange, largest.term, other.term), .zero)
            largest = (select(exchange, other.p, largest.p), select(exchange, other.term, largest.term))
        }
        let block = kernel_entropy_sums(
            largest: largest.p[0], largest_term: largest.term[0],
            rest: kernel_sum(high: rest.treeSum, low: 0), term: kernel_sum(high: term.treeSum, low: 0), invalid: 0)
        if isFirst { sums = block } else { sums.merge(block) }
        isFirst = false
        largest = (.zero, .zero)
        rest = .zero
        term = .zero
    }
    sums.invalid = invalid.isAnySet ? 1 : 0
    return sums
}

/// The lanes that stand for a pair in a round: 4, 2, 1.
@inline(__always)
private func pairs(_ round: Int) -> LaneMask {
    Lane(0, 1, 2, 3, 4, 5, 6, 7) .< Double(4 >> round)
}

extension Lane {
    /// Lanes 4, 2 or 1 further on, for those that stand for a pair.
    @inline(__always)
    fileprivate func partners(_ round: Int) -> Lane {
        switch round {
        case 0: Lane(lowHalf: highHalf, highHalf: lowHalf)
        case 1: Lane(lowHalf: SIMD4(lowHalf: lowHalf.highHalf, highHalf: lowHalf.lowHalf), highHalf: highHalf)
        default: Lane(self[1], self[0], self[2], self[3], self[4], self[5], self[6], self[7])
        }
    }
}
