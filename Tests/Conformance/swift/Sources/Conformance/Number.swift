import Kullback

/// A number that can be read from text, with its bits as text.
protocol Number: RowElement {
    init?(_ text: String)
    /// The nearest number.
    init(_ value: Double)
    var hexadecimalBits: String { get }
}

/// The types of number as the vectors name them.
let numberTypes: [String: any Number.Type] = [
    "f64": Double.self, "f32": Float.self, "f16": Float16.self, "bf16": BFloat16.self,
]

extension Double: Number {
    var hexadecimalBits: String { hexadecimal(bitPattern) }
}

extension Float: Number {
    var hexadecimalBits: String { hexadecimal(bitPattern) }
}

extension Float16: Number {
    var hexadecimalBits: String { hexadecimal(bitPattern) }
}

extension BFloat16: Number {
    init?(_ text: String) {
        guard let number = Float(text) else { return nil }
        self.init(number)
    }

    var hexadecimalBits: String { hexadecimal(bitPattern) }
}

private func hexadecimal<Bits: FixedWidthInteger>(_ bits: Bits) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: Bits.bitWidth / 4 - digits.count) + digits
}
