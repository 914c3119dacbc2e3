/// A sum carried as an unevaluated pair high + low, by Knuth's TwoSum (1969): the rounding error of every
/// addition is exact and kept. Works on a scalar and on lanes alike.
///
/// Relative error of the total: u + n^2 u^2 cond, u = 2^-53 (Ogita, Rump & Oishi 2005, Proposition 4.5).
struct CompensatedSum<Value> {
    var high: Value
    var low: Value
}

extension CompensatedSum where Value == Double {
    init() { self.init(high: 0, low: 0) }

    /// Not finite sums have no rounding error to speak of: infinity - infinity would turn them into NaN.
    var value: Double { high.isFinite ? high + low : high }

    mutating func add(_ x: Double) {
        let sum = high + x
        let part = sum - high
        low += (high - (sum - part)) + (x - part)
        high = sum
    }

    mutating func add(_ other: CompensatedSum<Double>) {
        add(other.high)
        low += other.low
    }
}

extension CompensatedSum where Value == Lane {
    @inline(__always)
    init() { self.init(high: .zero, low: .zero) }

    @inline(__always)
    mutating func add(_ x: Lane) {
        let sum = high + x
        let part = sum - high
        low += (high - (sum - part)) + (x - part)
        high = sum
    }

    /// The eight lanes in order.
    @inline(__always)
    var total: CompensatedSum<Double> {
        var result = CompensatedSum<Double>()
        for lane in 0..<8 {
            result.add(high[lane])
            result.low += low[lane]
        }
        return result
    }
}
