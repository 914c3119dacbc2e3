import KullbackPlatform

/// Probabilities p and their -p log p.
protocol EntropySource {
    static var zero: Double { get }
    static func isInvalid(_ x: Lane) -> LaneMask
    /// For lanes that do not stand for zero.
    func term(_ x: Lane) -> (p: Lane, term: Lane)
}

/// What is summed for a probability, from its logarithm: -p log p, or Tsallis' generalisation.
struct EntropyTerm {
    let excess: Double
    let offset: Double

    init(_ source: kernel_entropy_source) {
        excess = source.order_excess
        offset = source.offset
    }

    @inline(__always)
    func callAsFunction(_ p: Lane, minusLog: Lane) -> Lane {
        if excess == 0 { return p * minusLog }
        return p * (expm1((minusLog + offset) * -excess) * (-1 / excess))
    }
}

struct EntropyOfWeights: EntropySource {
    let scale: ExponentScale
    let entropy: EntropyTerm

    static var zero: Double { 0 }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Probabilities.isInvalid(x) }

    @inline(__always)
    func term(_ x: Lane) -> (p: Lane, term: Lane) {
        let p = scale.apply(x)
        return (p, entropy(p, minusLog: logRatio(Lane(repeating: 1), p).value))
    }
}

struct EntropyOfLogarithms: EntropySource {
    let shift: Double
    let rate: Double
    let entropy: EntropyTerm

    static var zero: Double { -.infinity }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Logarithms.isInvalid(x) }

    @inline(__always)
    func term(_ x: Lane) -> (p: Lane, term: Lane) {
        let logarithm = (x - shift) * rate
        let p = exp(logarithm)
        return (p, entropy(p, minusLog: -logarithm))
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
        let nextTerm = select(p .== 0, .zero, next.term)
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
