/// The upper half of a Float: eight significant bits, and its range of exponents (Wang & Kanwar 2019). It is a format
/// of memory: arithmetic is that of Float.
public struct BFloat16: RowElement, Equatable {
    public var bitPattern: UInt16

    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// Zero.
    public init() { bitPattern = 0 }

    /// The nearest number, of two the one whose last bit is 0. A NaN becomes the quiet one.
    public init(_ x: Float) { self.init(Double(x)) }

    /// The same, rounded once.
    public init(_ x: Double) { bitPattern = upperHalf(x) }

    public static var _type: _ElementType { .bf16 }

    /// Equality of numbers: 0 is -0, and NaN is not itself.
    public static func == (a: BFloat16, b: BFloat16) -> Bool { Float(a) == Float(b) }
}

extension Float {
    public init(_ x: BFloat16) { self.init(bitPattern: UInt32(x.bitPattern) << 16) }
}

/// A double as a bfloat16, rounded once: to odd as a float, which keeps what decides ties, then to nearest.
func upperHalf(_ value: Double) -> UInt16 {
    var float = Float(value)
    if value.isNaN { return 0x7fc0 }
    if Double(float) != value, float.bitPattern & 1 == 0 {
        float = abs(Double(float)) > abs(value) ? float.towardZero : float.awayFromZero
    }
    let bits = float.bitPattern
    return UInt16(truncatingIfNeeded: (bits &+ 0x7fff &+ (bits >> 16 & 1)) >> 16)
}

extension Float {
    fileprivate var towardZero: Float { Float(bitPattern: bitPattern &- 1) }
    fileprivate var awayFromZero: Float { Float(bitPattern: bitPattern &+ 1) }
}
