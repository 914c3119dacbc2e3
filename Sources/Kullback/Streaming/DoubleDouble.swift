/// The unevaluated sum of two doubles, of which `low` is at most half an ulp of `high`: `high` is the sum rounded.
struct DoubleDouble {
    var high = 0.0
    var low = 0.0

    /// Relative error at most 3 · 2⁻¹⁰⁶ where neither is negative, and none for integers up to 2¹⁰⁶ (Joldes, Muller &
    /// Popescu 2017, algorithm 5). The same bits with the terms exchanged: `error` is exact, whichever comes first.
    static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let sum = a.high + b.high
        let part = sum - a.high
        let error = (a.high - (sum - part)) + (b.high - part)
        let rest = error + (a.low + b.low)
        let high = sum + rest
        return DoubleDouble(high: high, low: rest - (high - sum))
    }
}
