import Kullback

/// Double or Float, with its bits as text.
protocol Number: Scalar, LosslessStringConvertible {
    var hexadecimalBits: String { get }
}

extension Double: Number {
    var hexadecimalBits: String { hexadecimal(bitPattern) }
}

extension Float: Number {
    var hexadecimalBits: String { hexadecimal(bitPattern) }
}

private func hexadecimal<Bits: FixedWidthInteger>(_ bits: Bits) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: Bits.bitWidth / 4 - digits.count) + digits
}
