import KullbackPlatform

/// Numbers from 2^-511 to below 2^512 are ordinary here: products of two are normal.
private let smallestFactor: UInt64 = 512 << 52
private let factorPadding = 0x1p-500

@inline(__always)
private func suspect(_ x: NativeLane, _ y: NativeLane) -> NativeBits {
    let smallest = NativeBits(repeating: smallestFactor)
    return (x.nativeBits &- smallest) | (y.nativeBits &- smallest)
}

/// What (p - q)^2 is divided by.
protocol Denominator {
    static func of(_ x: NativeLane, _ y: NativeLane) -> NativeLane
}

enum ChiSquaredDenominator: Denominator {
    @inline(__always)
    static func of(_ x: NativeLane, _ y: NativeLane) -> NativeLane { y }
}

enum SquaredHellingerDenominator: Denominator {
    /// (sqrt p + sqrt q)^2
    @inline(__always)
    static func of(_ x: NativeLane, _ y: NativeLane) -> NativeLane { (x + y) + 2 * native_square_root(x * y) }
}

enum TriangularDenominator: Denominator {
    @inline(__always)
    static func of(_ x: NativeLane, _ y: NativeLane) -> NativeLane { x + y }
}

/// Of (p - q)^2 / d(p, q).
struct QuotientSums<D: Denominator>: OrdinarySums {
    struct Division {
        var difference = NativeLane.zero
        var quotient = NativeLane.zero
    }

    private let tilt: Double
    private var term = NativeLane.zero
    private var mass = NativeLane.zero
    private var difference = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) { self.tilt = tilt }

    static var padding: Double { factorPadding }
    static var nothing: Division { Division() }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> Division {
        suspects |= suspect(x, y)
        mass += x
        let pair = Tilted(x, y, tilt)
        difference += pair.difference
        return Division(difference: pair.difference, quotient: pair.difference / D.of(x, pair.y))
    }

    @inline(__always)
    mutating func end(_ division: Division) { term += division.difference * division.quotient }

    @inline(__always)
    static func total(_ all: Parts<QuotientSums>) -> kernel_divergence_sums {
        kernel_divergence_sums(
            term: treeSum(all) { $0.term }, mass: treeSum(all) { $0.mass },
            difference: treeSum(all) { $0.difference })
    }
}

/// Of |p - q|.
struct AbsoluteSums: OrdinarySums {
    private let tilt: Double
    private var term = NativeLane.zero
    private var mass = NativeLane.zero
    private var difference = NativeLane.zero
    private(set) var suspects = NativeBits.zero

    init(_ generator: kernel_generator, tilt: Double) { self.tilt = tilt }

    static var padding: Double { factorPadding }
    static var nothing: NativeLane { .zero }

    @inline(__always)
    mutating func begin(_ x: NativeLane, _ y: NativeLane) -> NativeLane {
        suspects |= suspect(x, y)
        mass += x
        let pair = Tilted(x, y, tilt)
        difference += pair.difference
        return pair.difference
    }

    @inline(__always)
    mutating func end(_ distance: NativeLane) {
        term += NativeLane(nativeBits: distance.nativeBits & NativeBits(repeating: 0x7fff_ffff_ffff_ffff))
    }

    @inline(__always)
    static func total(_ all: Parts<AbsoluteSums>) -> kernel_divergence_sums {
        kernel_divergence_sums(
            term: treeSum(all) { $0.term }, mass: treeSum(all) { $0.mass },
            difference: treeSum(all) { $0.difference })
    }
}
