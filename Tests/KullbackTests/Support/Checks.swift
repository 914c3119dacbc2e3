import Kullback
import Testing

/// The types that every discrete quantity is checked for.
let scalarTypes: [any Scalar.Type] = [Double.self, Float.self]

/// Lengths on both sides of the lanes', the block's and the chunk's edges.
let awkwardLengths = [1, 2, 7, 8, 9, 15, 16, 17, 1023, 1024, 1025, 16383, 16384, 16385]

extension Scalar {
    /// The relative error that the library promises.
    static var accuracy: Double { self == Float.self ? 1e-6 : 1e-14 }

    /// The bits, with one pattern for all NaNs.
    var bits: UInt64 { isNaN ? .max : Double(self).bitPattern }
}

extension Estimate {
    var bits: [UInt64] { [value.bits, standardError.bits, UInt64(count)] }
}

/// Expects a value as near to another as the type's accuracy, or the tolerance given, says.
func expect<Element: Scalar>(
    _ value: Element, near expected: Double, within tolerance: Double = Element.accuracy,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let error = abs(Double(value) / expected - 1)
    #expect(error <= tolerance, "\(value), not \(expected)", sourceLocation: sourceLocation)
}

/// Expects an error with these fields.
func expectError<Result>(
    _ status: DivergenceError.Status, _ argument: DivergenceError.Argument = .none, row: Int = 0,
    index: Int? = nil, value: Double = 0, sourceLocation: SourceLocation = #_sourceLocation,
    from body: () throws -> Result
) {
    let error = #expect(throws: DivergenceError.self, sourceLocation: sourceLocation) { _ = try body() }
    guard let error else { return }
    #expect(error.status == status, sourceLocation: sourceLocation)
    #expect(error.argument == argument, sourceLocation: sourceLocation)
    #expect(error.row == row, sourceLocation: sourceLocation)
    #expect(error.index == index, sourceLocation: sourceLocation)
    #expect(error.value == value, sourceLocation: sourceLocation)
}
