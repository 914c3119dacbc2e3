/// scale · c_a, the power family of Cressie & Read (1984) and Amari (1985):
///
///     c_a(t) = (t^a - a t + a - 1) / (a (a - 1)),   c_1(t) = t log t - t + 1,   c_0(t) = t - 1 - log t.
///
/// With L = log t and phi(x) = e^x - 1 - x, t^a - a t + a - 1 = phi(a L) - a phi(L), and phi(L) = c_0(t). Since
/// c_a(t) = t c_{1-a}(1 / t), an order b <= 1/2 is enough,
///
///     c_b(t) = (c_0(t) - phi(b L) / b) / (1 - b),
///
/// whose terms do not cancel for b < 0. For 0 < b <= 1/2 the second is at most 0.65 of the first where b L > -1; below
/// that t^b is small, and the definition does not cancel.
struct PowerGenerator: Equatable, Sendable, BitwiseCopyable {
    /// a and 1 - a: an order such as (1 - 0.1) / 2 is no double, and powers of large numbers tell.
    let order: DoubleDouble
    let complement: DoubleDouble
    let scale: Double

    init(order: DoubleDouble, scale: Double = 1) {
        // Orders this close to 0 give the bits of 0, and would only lose theirs below the normal numbers.
        self.order = abs(order.high) < 0x1p-200 ? DoubleDouble(0) : order
        complement = -self.order + 1
        self.scale = scale
    }

    init(order: Double, scale: Double = 1) { self.init(order: DoubleDouble(order), scale: scale) }

    var atZero: Double { order.high > 0 ? scale / order.high : .infinity }
    var slopeAtInfinity: Double { complement.high > 0 ? scale / complement.high : .infinity }

    func value(_ t: Double) -> Double {
        let mirrored = order.high > 0.5
        let b = mirrored ? complement : order
        let excess = mirrored ? klTerm(t, 1, difference: t - 1) : klTerm(1, t, difference: 1 - t)
        if b.high == 0 { return scale * excess }
        let logarithm = log(DoubleDouble(t))
        let y = b * (mirrored ? -logarithm : logarithm)
        let (factor, other) = mirrored ? (t, 1) : (1, t)
        let rest = 1 - b.high
        if b.high > 0, y.high < -1 {
            return (factor * (rest - exp(y)) + b.high * other) * (scale / (b.high * rest))
        }
        return excess * (scale / rest) - factor * (phi(y) * (scale / (b.high * rest)))
    }

    /// c_a'(t) = (t^(a-1) - 1) / (a - 1)
    func derivative(_ t: Double) -> Double {
        if t == 0 { return complement.high < 0 ? scale / complement.high : -.infinity }
        if t == .infinity { return slopeAtInfinity }
        let logarithm = log(DoubleDouble(t))
        if complement.high == 0 { return scale * logarithm.high }
        return product(-scale / complement.high, expm1: -complement * logarithm)
    }

    /// c_a''(t) = t^(a-2)
    func secondDerivative(_ t: Double) -> Double {
        let exponent = order.high - 2
        if exponent == 0 { return scale }
        if t == 0 || t == .infinity { return (t == 0) == (exponent < 0) ? .infinity : 0 }
        return product(scale, exp: (order + -2) * log(DoubleDouble(t)))
    }

    /// c_a*(v) = ((1 + (a - 1) v)^(a / (a - 1)) - 1) / a, with c_1*(v) = e^v - 1 and c_0*(v) = -log(1 - v). Below the
    /// slopes of f it is -f(0), above them infinite.
    func conjugate(_ u: Double) -> Double {
        let v = DoubleDouble(u) / DoubleDouble(scale)
        if complement.high == 0 { return scale * expm1(v) }
        guard let logarithm = logarithm(v) else {
            if complement.high < 0 || v.high < 0 { return -atZero }
            return order.high < 0 && u == slopeAtInfinity ? -scale / order.high : .infinity
        }
        if order.high == 0 { return 0 - scale * logarithm.high }
        return product(scale / order.high, expm1: -order / complement * logarithm)
    }

    /// (1 + (a - 1) v)^(1 / (a - 1)), and e^v for a = 1.
    func conjugateDerivative(_ u: Double) -> Double {
        let v = DoubleDouble(u) / DoubleDouble(scale)
        if complement.high == 0 { return exp(v) }
        guard let logarithm = logarithm(v) else { return complement.high < 0 || v.high < 0 ? 0 : .infinity }
        return exp(-logarithm / complement)
    }

    /// log(1 + (a - 1) v); nil where v is no slope of f, or infinite.
    private func logarithm(_ v: DoubleDouble) -> DoubleDouble? {
        guard v.high.isFinite else { return nil }
        let product = -complement * v
        if product.high == .infinity {
            return log(DoubleDouble(abs(complement.high))) + log(DoubleDouble(abs(v.high)))
        }
        let base = product + 1
        return base.high > 0 ? log(base) : nil
    }
}

/// factor · e^y, which may be an ordinary number though e^y is not.
private func product(_ factor: Double, exp y: DoubleDouble) -> Double {
    if abs(y.high) < 700 { return factor * exp(y) }
    let half = exp(DoubleDouble(y.high / 2, y.low / 2))
    return factor * half * half
}

private func product(_ factor: Double, expm1 y: DoubleDouble) -> Double {
    // 0, never -0
    y.high < 700 ? factor * expm1(y) + 0 : product(factor, exp: y)
}
