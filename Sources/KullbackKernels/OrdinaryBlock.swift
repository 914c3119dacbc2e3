import KullbackPlatform

// The loop for ordinary probabilities, where nearly all time goes. It does what DivergenceLoop does at a fraction of
// the cost: zeros, subnormal and negative numbers, infinities and NaN are not treated but noticed, whereupon the block
// is summed again by the careful loop. Which loop sums a block depends on its numbers only, so that the bits stay the
// same.

/// A generator's sums of some of the eight lanes over a block.
protocol OrdinarySums {
    /// What `begin` leaves to `end`: a division, whose latency the loop would otherwise wait for.
    associatedtype Pending

    /// q is read as q (1 - tilt), unless rows of different sums need not be balanced: see `Tilted`.
    init(_ generator: kernel_generator, tilt: Double)
    /// Stands for an absent element on both sides: ordinary, without divergence, and lost in any sum near one.
    static var padding: Double { get }
    /// Adds zero.
    static var nothing: Pending { get }
    /// Adds one group of lanes but for what is pending.
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> Pending
    mutating func end(_ pending: Pending)
    /// Has its two upper bits clear as long as all numbers are ordinary.
    var suspects: NativeBits { get }
    static func total(_ parts: Parts<Self>) -> kernel_divergence_sums
}

extension OrdinarySums {
    /// Adds the groups of lanes of `count` elements, a multiple of eight, eight elements apart. What is pending is
    /// dealt with two rounds later.
    @inline(__always)
    fileprivate mutating func add(_ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int) {
        var (last, next) = (Self.nothing, Self.nothing)
        var offset = 0
        while offset < count {
            let pending = begin(NativeLane.load(native: p + offset), NativeLane.load(native: q + offset))
            end(last)
            (last, next) = (next, pending)
            offset &+= 8
        }
        end(last)
        end(next)
    }

    /// The sums of one block, or nil where a number is not ordinary.
    @inline(__always)
    static func block(
        _ generator: kernel_generator, tilt: Double, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>,
        _ count: Int
    ) -> kernel_divergence_sums? {
        let whole = count & ~7
        let rest = count - whole
        let tail =
            rest > 0
            ? (Lane.load(p + whole, count: rest, padding: padding), Lane.load(q + whole, count: rest, padding: padding))
            : (.zero, .zero)
        var parts = Parts(repeating: Self(generator, tilt: tilt))
        var suspects = NativeBits.zero
        for part in 0..<partCount {
            let first = part * NativeLane.scalarCount
            parts[part].add(p + first, q + first, whole)
            if rest > 0 { parts[part].end(parts[part].begin(native(tail.0, part), native(tail.1, part))) }
            suspects |= parts[part].suspects
        }
        guard suspects & NativeBits(repeating: 0xc000_0000_0000_0000) == .zero else { return nil }
        return total(parts)
    }
}

extension kernel_source {
    /// The same rows without a tilt, for the careful loop.
    fileprivate var untilted: kernel_source {
        if tilt == 0 { return self }
        var result = self
        result.space = kernel_scaled_weights
        let factor = 1 - tilt
        result.weights = kernel_weights(
            p_exponent: 0, q_exponent: 0, q_factor: factor, q_factor_low: (1 - factor) - tilt)
        return result
    }
}

/// A pair of which q is made a little smaller: its difference stays accurate, as only the product of `tilt` is rounded.
struct Tilted {
    let y: NativeLane
    let difference: NativeLane

    @inline(__always)
    init(_ x: NativeLane, _ y: NativeLane, _ tilt: Double) {
        let shift = y * tilt
        self.y = y - shift
        difference = (x - y) + shift
    }
}

extension kernel_divergence_sums {
    init(term: Double, mass: Double, difference: Double) {
        self.init(
            term: kernel_sum(high: term, low: 0), p: kernel_sum(high: mass, low: 0),
            difference: kernel_sum(high: difference, low: 0), invalid: 0)
    }
}

/// Sums over a run of any length, block by block.
func divergence(
    _ generator: kernel_generator, _ source: UnsafePointer<kernel_source>?, _ p: UnsafePointer<Double>,
    _ q: UnsafePointer<Double>, _ count: Int
) -> kernel_divergence_sums {
    var sums = block(generator, source, p, q, min(blockLength, count))
    var start = blockLength
    while start < count {
        sums.merge(block(generator, source, p + start, q + start, min(blockLength, count - start)))
        start += blockLength
    }
    return sums
}

@inline(__always)
private func block(
    _ generator: kernel_generator, _ source: UnsafePointer<kernel_source>?, _ p: UnsafePointer<Double>,
    _ q: UnsafePointer<Double>, _ count: Int
) -> kernel_divergence_sums {
    let isProbabilities = source.map { $0.pointee.space == kernel_probabilities } ?? true
    let ordinary =
        isProbabilities ? ordinaryBlock(generator, tilt: source?.pointee.tilt ?? 0, p, q, count) : nil
    return ordinary ?? carefulBlock(generator, source?.pointee.untilted ?? kernel_source(), p, q, count)
}

@inline(__always)
private func ordinaryBlock(
    _ generator: kernel_generator, tilt: Double, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int
) -> kernel_divergence_sums? {
    switch generator.kind {
    case kernel_kl: KLSums.block(generator, tilt: tilt, p, q, count)
    case kernel_jeffreys: JeffreysSums.block(generator, tilt: tilt, p, q, count)
    case kernel_skew_kl: SkewSums.block(generator, tilt: tilt, p, q, count)
    case kernel_jensen_shannon: JensenShannonSums.block(generator, tilt: tilt, p, q, count)
    case kernel_absolute: AbsoluteSums.block(generator, tilt: tilt, p, q, count)
    case kernel_chi_squared: QuotientSums<ChiSquaredDenominator>.block(generator, tilt: tilt, p, q, count)
    case kernel_squared_hellinger: QuotientSums<SquaredHellingerDenominator>.block(generator, tilt: tilt, p, q, count)
    case kernel_triangular: QuotientSums<TriangularDenominator>.block(generator, tilt: tilt, p, q, count)
    case kernel_power: PowerSums.block(generator, tilt: tilt, p, q, count)
    default: nil
    }
}
