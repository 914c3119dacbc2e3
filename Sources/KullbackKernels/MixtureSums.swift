import KullbackPlatform

// KL terms of p, and of q, from a mixture m. As in MixtureGenerators, p - m comes from p - q. Where p is reduced to another
// power of two than m, y, p - y = (p - m) + (m - y) is off by a rounding error of m: that changes a term by less than half
// a unit of m, and the term is at least a twentieth of m there.

private struct Mixture {
    let m: NativeLane

    @inline(__always)
    init(_ x: NativeLane, _ xWeight: Double, _ y: NativeLane, _ yWeight: Double) { m = x * xWeight + y * yWeight }

    /// Adds the KL term of x from m; `exact` is x - m.
    @inline(__always)
    func begin(_ parts: inout KLParts, _ x: NativeLane, _ exact: NativeLane) -> Quotient {
        let reduction = Reduction(ratio: (x.nativeBits &+ Reduction.half) &- m.nativeBits, m)
        return parts.begin(x, m, reduction, exact + (m - reduction.scaled))
    }
}

@inline(__always)
private func suspect(_ x: NativeLane, _ y: NativeLane) -> NativeBits {
    let smallest = NativeBits(repeating: smallestOrdinary)
    return (x.nativeBits &- smallest) | (y.nativeBits &- smallest)
}

struct SkewSums: OrdinarySums {
    private let weight: Double
    private let other: Double
    private let tilt: Double
    private var parts = KLParts()
    private var mass = NativeLane.zero
    private var difference = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) {
        weight = generator.parameter
        other = -generator.excess
        self.tilt = tilt
    }

    static var padding: Double { KLSums.padding }
    static var nothing: Quotient { Quotient() }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> Quotient {
        suspects |= suspect(x, y)
        let pair = Tilted(x, y, tilt)
        mass += x
        difference += pair.difference
        return Mixture(x, other, pair.y, weight).begin(&parts, x, pair.difference * weight)
    }

    @inline(__always)
    mutating func end(_ quotient: Quotient) { parts.term += quotient.series }

    @inline(__always)
    static func total(_ all: Parts<SkewSums>) -> kernel_divergence_sums {
        kernel_divergence_sums(
            term: KLParts.total(all) { $0.parts }.term, mass: treeSum(all) { $0.mass },
            difference: treeSum(all) { $0.difference })
    }
}

struct JensenShannonSums: OrdinarySums {
    private let weight: Double
    private let tilt: Double
    private var fromP = KLParts()
    private var fromQ = KLParts()
    private var mass = NativeLane.zero
    private var difference = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) {
        weight = generator.parameter
        self.tilt = tilt
    }

    static var padding: Double { KLSums.padding }
    static var nothing: (p: Quotient, q: Quotient) { (Quotient(), Quotient()) }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> (p: Quotient, q: Quotient) {
        suspects |= suspect(x, y)
        let pair = Tilted(x, y, tilt)
        let mixture = Mixture(x, weight, pair.y, 1 - weight)
        mass += x
        difference += pair.difference
        return (
            mixture.begin(&fromP, x, pair.difference * (1 - weight)),
            mixture.begin(&fromQ, pair.y, pair.difference * -weight)
        )
    }

    @inline(__always)
    mutating func end(_ quotients: (p: Quotient, q: Quotient)) {
        fromP.term += quotients.p.series
        fromQ.term += quotients.q.series
    }

    @inline(__always)
    static func total(_ all: Parts<JensenShannonSums>) -> kernel_divergence_sums {
        let weight = all[0].weight
        let (p, q) = (KLParts.total(all) { $0.fromP }.term, KLParts.total(all) { $0.fromQ }.term)
        return kernel_divergence_sums(
            term: weight * p + (1 - weight) * q, mass: treeSum(all) { $0.mass },
            difference: treeSum(all) { $0.difference })
    }
}
