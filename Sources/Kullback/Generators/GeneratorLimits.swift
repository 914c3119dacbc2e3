/// A user's f on a batch of ratios: writes a value for each and returns 0, or another number to stop.
package typealias BatchFunction = (UnsafePointer<Double>, Int, UnsafeMutablePointer<Double>) -> Int32

/// f(0) and lim f(t) / t for t → ∞, which rows with zeros need; NaN where f is to be asked for them.
package struct GeneratorLimits {
    private var atZero: Double
    private var slopeAtInfinity: Double

    package init(atZero: Double = .nan, slopeAtInfinity: Double = .nan) {
        self.atZero = atZero
        self.slopeAtInfinity = slopeAtInfinity
    }

    mutating func findAtZero(_ f: BatchFunction) throws(DivergenceError) -> Double {
        if atZero.isNaN { atZero = try evaluate(f, 0) }
        // Such as 0 log 0, which is NaN unless its author has thought of it.
        if atZero.isNaN {
            atZero = limit(try evaluate(f, 0x1p-125), try evaluate(f, 0x1p-250), try evaluate(f, 0x1p-500))
        }
        guard atZero > -.infinity else { throw DivergenceError(.parameter, .f, value: 0) }
        return atZero
    }

    mutating func findSlopeAtInfinity(_ f: BatchFunction) throws(DivergenceError) -> Double {
        if slopeAtInfinity.isNaN {
            slopeAtInfinity = limit(
                try evaluate(f, 0x1p125) * 0x1p-125, try evaluate(f, 0x1p250) * 0x1p-250,
                try evaluate(f, 0x1p500) * 0x1p-500)
        }
        guard slopeAtInfinity > -.infinity else { throw DivergenceError(.parameter, .f, value: .infinity) }
        return slopeAtInfinity
    }
}

/// f at a single ratio.
func evaluate(_ f: BatchFunction, _ t: Double) throws(DivergenceError) -> Double {
    var (t, value) = (t, Double.nan)
    let code = f(&t, 1, &value)
    if code != 0 { throw DivergenceError(.callback, .f, value: Double(code)) }
    return value
}

/// The limit of a sequence from its values at t, t² and t⁴, or NaN where they do not tell.
///
/// If it approaches its limit as a power of t, then the last value is as near to it as the square of the change before.
/// If it grows as a logarithm does, every change is twice the one before, and more if it grows as a power.
private func limit(_ first: Double, _ second: Double, _ third: Double) -> Double {
    if third == .infinity { return .infinity }
    let change = third - second
    if abs(change) <= 1e-7 * max(abs(first), abs(second), abs(third)) { return third }
    return change > 0 && change >= 1.999999 * abs(second - first) ? .infinity : .nan
}
