import KullbackPlatform

/// Probabilities p and their -p log p.
protocol EntropySource {
    static var zero: Double { get }
    static func isInvalid(_ x: Lane) -> LaneMask
    /// For lanes that do not stand for zero.
    func term(_ x: Lane) -> (p: Lane, term: Lane)
}

struct EntropyOfWeights: EntropySource {
    let scale: ExponentScale

    static var zero: Double { 0 }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Probabilities.isInvalid(x) }

    @inline(__always)
    func term(_ x: Lane) -> (p: Lane, term: Lane) {
        let p = scale.apply(x)
        return (p, p * logRatio(Lane(repeating: 1), p).value)
    }
}

struct EntropyOfLogarithms: EntropySource {
    let shift: Double
    let rate: Double

    static var zero: Double { -.infinity }

    @inline(__always)
    static func isInvalid(_ x: Lane) -> LaneMask { Logarithms.isInvalid(x) }

    @inline(__always)
    func term(_ x: Lane) -> (p: Lane, term: Lane) {
        let logarithm = (x - shift) * rate
        let p = exp(logarithm)
        return (p, p * -logarithm)
    }
}

/// One pass that keeps the largest probability apart: whenever a lane meets a larger one, the former largest
/// joins the rest.
@inline(__always)
func entropy<Element: KernelElement, Source: EntropySource>(
    _ source: Source, _ x: UnsafePointer<Element>, _ count: Int
) -> kernel_entropy_sums {
    var sums = kernel_entropy_sums()
    var isFirst = true
    var largest = (p: Lane.zero, term: Lane.zero)
    var rest = Lane.zero
    var term = Lane.zero
    var invalid = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let raw = lanes == 8 ? Element.load(x + offset) : Element.load(x + offset, count: lanes, padding: Source.zero)
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
