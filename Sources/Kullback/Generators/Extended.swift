/// A number as an unevaluated sum of two doubles, high the nearest to it: 106 bits.
///
/// Powers need it: the relative error of exp(y) is the absolute error of y, which for y = 700 and a y of one double
/// would be 1e-13. The product of two doubles is exact by a correctly rounded multiply-add, here on single numbers,
/// which is the same on every processor (Dekker 1971; Ogita, Rump & Oishi 2005).
struct Extended: Equatable, Sendable, BitwiseCopyable {
    var high: Double
    var low: Double = 0

    /// The rounding error of an infinite or undefined `high` is none.
    var correction: Double { high.isFinite ? low : 0 }

    /// a + b, exactly, unless it overflows.
    static func sum(_ a: Double, _ b: Double) -> Extended {
        let high = a + b
        let part = high - a
        return Extended(high: high, low: (a - (high - part)) + (b - part))
    }

    static prefix func - (x: Extended) -> Extended { Extended(high: -x.high, low: -x.low) }

    static func + (x: Extended, y: Double) -> Extended {
        let total = sum(x.high, y)
        return sum(total.high, total.low + x.low)
    }

    static func + (x: Extended, y: Extended) -> Extended {
        let total = sum(x.high, y.high)
        return sum(total.high, total.low + (x.low + y.low))
    }

    static func * (x: Extended, y: Extended) -> Extended {
        let high = x.high * y.high
        return Extended(high: high, low: (-high).addingProduct(x.high, y.high) + (x.high * y.low + x.low * y.high))
    }

    static func / (x: Extended, y: Extended) -> Extended {
        let high = x.high / y.high
        let rest = x.high.addingProduct(-high, y.high)
        return Extended(high: high, low: (rest + (x.low - high * y.low)) / y.high)
    }
}

/// log x of positive finite x, off by less than 4e-18 of itself.
func log(_ x: Extended) -> Extended {
    // x = 2^k m, m in 2/3...4/3; log m = 2 atanh(s), s = (m - 1) / (m + 1), |s| <= 1/5.
    var k = Int(x.high.exponent)
    var (m, rest) = (x.high.significand, Double(sign: .plus, exponent: -k, significand: x.low))
    if m > 4.0 / 3 { (k, m, rest) = (k + 1, m / 2, rest / 2) }
    let s = Extended.sum(m - 1, rest) / (Extended.sum(m, 1) + rest)
    let w = atanhExcess(Lane(repeating: s.high))[0] + s.high * s.high * s.low
    // The product with the high part of log 2 is exact.
    let power = Extended.sum(Double(k) * logTwoHigh, Double(k) * logTwoLow)
    return power + Extended(high: 2 * s.high, low: 2 * (s.low + w))
}

/// e^y for any y.
func exp(_ y: Extended) -> Double {
    let power = exp(Lane(repeating: y.high))[0]
    return power.isFinite ? power + power * y.correction : power
}

/// e^y - 1 for any y, with small relative error near 0.
func expm1(_ y: Extended) -> Double {
    if abs(y.high) < 0x1p-54 { return y.high }
    if !(abs(y.high) < 700) { return exp(y) - 1 }
    let power = Exponential(Lane(repeating: y.high))
    return power.expm1[0] + power.exp[0] * y.low
}

/// e^y - 1 - y for any y, never negative.
func phi(_ y: Extended) -> Double {
    let value = phi(Lane(repeating: y.high))[0]
    return value.isFinite ? value + expm1(y) * y.correction : value
}
