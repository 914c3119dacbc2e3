import KullbackPlatform

/// As many floats as fit a register. Sixteen make a group; loops go through a block once per register's worth of it.
///
/// Floats carry the factors of a term, each with a small relative error; sums are carried in doubles, so that rounding
/// errors do not add up over a row.
typealias FloatLane = float_lane_t
typealias FloatBits = float_bits_t

let floatWidth = FloatLane.scalarCount
/// Registers that make a group.
let floatParts = 16 / floatWidth
/// Elements whose terms are summed in floats, eight to a lane, before they go into doubles.
let floatBlock = 128

extension FloatLane {
    @inline(__always) static func + (a: FloatLane, b: FloatLane) -> FloatLane { float_add(a, b) }
    @inline(__always) static func - (a: FloatLane, b: FloatLane) -> FloatLane { float_subtract(a, b) }
    @inline(__always) static func * (a: FloatLane, b: FloatLane) -> FloatLane { float_multiply(a, b) }
    @inline(__always) static func - (a: FloatLane, b: Float) -> FloatLane { a - FloatLane(repeating: b) }

    /// self · b + c, rounded once.
    @inline(__always)
    func times(_ b: FloatLane, plus c: FloatLane) -> FloatLane { float_multiply_add(self, b, c) }
    @inline(__always)
    func times(_ b: FloatLane, plus c: Float) -> FloatLane { times(b, plus: FloatLane(repeating: c)) }

    @inline(__always)
    static func load(_ pointer: UnsafeRawPointer) -> FloatLane { pointer.loadUnaligned(as: FloatLane.self) }

    @inline(__always)
    func store(_ pointer: UnsafeMutableRawPointer) { pointer.storeBytes(of: self, as: FloatLane.self) }
}

/// 2^f for |f| ≤ 1/2, with a relative error below 9.4e-8 before rounding.
@inline(__always)
func powerOfTwo(_ f: FloatLane) -> FloatLane {
    FloatLane(repeating: 0x1.5bd7dep-10).times(f, plus: 0x1.3ce8dcp-7).times(f, plus: 0x1.c6b6dep-5)
        .times(f, plus: 0x1.ebf9c2p-3).times(f, plus: 0x1.62e42ap-1).times(f, plus: 1)
}

/// φ(r) / r² for φ(r) = exp(r) - 1 - r and |r| ≤ log(2) / 2, with a relative error below 1.3e-7 before rounding.
@inline(__always)
func phiOverSquare(_ r: FloatLane) -> FloatLane {
    FloatLane(repeating: 0x1.6c85cap-10).times(r, plus: 0x1.1209a8p-7).times(r, plus: 0x1.55558ap-5)
        .times(r, plus: 0x1.5554e0p-3).times(r, plus: 0.5)
}

/// Adding it to a float rounds that to an integer, which is then in the lowest bits.
let roundingConstant: Float = 0x1.8p23

/// exp(d) as 2^k exp(r), |r| ≤ log(2) / 2, from which exp(d) - 1 and exp(d) - 1 - d come without cancellation.
struct SplitExponential {
    private let d: FloatLane
    private let r: FloatLane
    /// 2^k
    private let power: FloatLane

    /// |d| ≤ 80. Logarithms of two of more than one float are not worth it: the error is 1.9e-9 k, and 0 for k = 0.
    @inline(__always)
    init(_ d: FloatLane) {
        let shifted = d.times(FloatLane(repeating: 0x1.715476p0), plus: roundingConstant + 127)
        let k = shifted - (roundingConstant + 127)
        self.d = d
        r = k.times(FloatLane(repeating: -0x1.62e43p-1), plus: d)
        power = float_power(shifted)
    }

    /// φ(d) = 2^k φ(r) + 2^k r - (d - (2^k - 1)): the last two vanish exactly for k = 0. The relative error is below
    /// 7.6e-7 where |d| is near log(2) / 2, and 3e-7 elsewhere.
    @inline(__always)
    var phi: FloatLane {
        let scaled = power * r
        return scaled.times(r * phiOverSquare(r), plus: scaled - (d - (power - 1)))
    }

    /// exp(d) - 1 = 2^k (r + φ(r)) + (2^k - 1)
    @inline(__always)
    var expm1: FloatLane { power.times(r.times(r * phiOverSquare(r), plus: r), plus: power - 1) }
}
