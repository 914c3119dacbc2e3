/// A number to twice the precision: the unevaluated sum of two doubles, the second at most half a unit in the last place
/// of the first (Dekker 1971). Relative errors, with u = 2^-53, are those that Joldes, Muller & Popescu (2017) prove.
///
/// `addingProduct` gives the exact residual of a product, the same on every processor.
struct DoubleDouble: Equatable, Sendable, BitwiseCopyable {
    var high: Double
    var low: Double

    init(_ high: Double, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    // A number that is not finite has no low part.

    /// a + b exactly, for any finite a and b (Knuth's TwoSum).
    init(sum a: Double, _ b: Double) {
        let sum = a + b
        let part = sum - a
        self.init(sum, sum.isFinite ? (a - (sum - part)) + (b - part) : 0)
    }

    /// a + b exactly, for |a| >= |b|.
    private init(_ a: Double, plusSmaller b: Double) {
        let sum = a + b
        self.init(sum, sum.isFinite ? b - (sum - a) : 0)
    }

    /// Relative error at most 3 u^2 for numbers of one sign.
    static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let high = DoubleDouble(sum: a.high, b.high)
        let low = DoubleDouble(sum: a.low, b.low)
        let sum = DoubleDouble(high.high, plusSmaller: high.low + low.high)
        return DoubleDouble(sum.high, plusSmaller: sum.low + low.low)
    }

    static func + (a: DoubleDouble, b: Double) -> DoubleDouble { a + DoubleDouble(b) }

    static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(-a.high, -a.low) }

    /// Relative error at most 5 u^2.
    static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let product = a.high * b.high
        let residual = (-product).addingProduct(a.high, b.high)
        return DoubleDouble(product, plusSmaller: residual + (a.high * b.low + a.low * b.high))
    }

    /// Relative error at most 15 u^2.
    static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let quotient = a.high / b.high
        let product = b * DoubleDouble(quotient)
        let remainder = (a.high - product.high) + (a.low - product.low)
        return DoubleDouble(quotient, plusSmaller: remainder / b.high)
    }

    /// Times 2^exponent: exact but where the result is subnormal.
    func scaled(by exponent: Int) -> DoubleDouble {
        DoubleDouble(high.scaled(by: exponent), low.scaled(by: exponent))
    }
}

extension Double {
    /// Times 2^exponent, where 2^exponent itself may not be a double.
    func scaled(by exponent: Int) -> Double {
        exponent == 0 ? self : Double(sign: .plus, exponent: exponent, significand: self)
    }
}
