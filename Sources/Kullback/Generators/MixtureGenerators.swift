// Generators of divergences from a mixture. z = t - 1 throughout.

/// Jensen–Shannon: f(t) = w t log(t / m) - (1 - w) log m, m = w t + 1 - w. As the divergence is of two rows, f is the
/// sum of two Kullback–Leibler terms, neither negative.
struct JensenShannonGenerator: Equatable, Sendable, BitwiseCopyable {
    /// In (0, 1).
    let weight: Double

    private var rest: Double { 1 - weight }

    var atZero: Double { -rest * log1p(-weight) }
    var slopeAtInfinity: Double { -weight * log(weight) }

    func value(_ t: Double) -> Double {
        let z = t - 1
        let m = weight * t + rest
        let difference = weight * (rest * z)
        return klTerm(weight * t, weight * m, difference: difference) + klTerm(rest, rest * m, difference: -difference)
    }

    func derivative(_ t: Double) -> Double {
        if t == 0 { return -.infinity }
        if t == .infinity { return slopeAtInfinity }
        return weight * logQuotient(t, weight * t + rest, difference: rest * (t - 1))
    }

    func secondDerivative(_ t: Double) -> Double { weight * rest / (weight * t + rest) / t }

    /// f*(u) = -(1 - w) log g, with g = (1 - w e^(u/w)) / (1 - w): from f'(t) = w log(t / m) = u, t = e^(u/w) / g.
    func conjugate(_ u: Double) -> Double {
        let fall = conjugateFall(u)
        if fall < 0.5 { return 0 - rest * log1p(-fall) }
        let g = conjugateMass(u)
        return g > 0 ? -rest * log(g) : .infinity
    }

    func conjugateDerivative(_ u: Double) -> Double {
        let fall = conjugateFall(u)
        let g = fall < 0.5 ? 1 - fall : conjugateMass(u)
        return g > 0 ? exp(quotient(u)) / g : .infinity
    }

    private func quotient(_ u: Double) -> DoubleDouble { DoubleDouble(u) / DoubleDouble(weight) }

    /// 1 - g, for g near one.
    private func conjugateFall(_ u: Double) -> Double { weight / rest * expm1(quotient(u)) }

    /// g near the end of the domain, u = -w log w, from the distance to it.
    private func conjugateMass(_ u: Double) -> Double { -expm1(quotient(u) + log(DoubleDouble(weight))) / rest }
}

/// Skew Kullback–Leibler (Lee 1999): f(t) = t log(t / m) - w z, m = (1 - w) t + w.
struct SkewGenerator: Equatable, Sendable, BitwiseCopyable {
    /// In (0, 1): a weight of one is Kullback–Leibler itself.
    let weight: Double

    private var rest: Double { 1 - weight }

    var atZero: Double { weight }
    /// -log(1 - w) - w
    var slopeAtInfinity: Double { log1pExcess(-weight) }

    func value(_ t: Double) -> Double { klTerm(t, rest * t + weight, difference: weight * (t - 1)) }

    /// With d = w z / m = t / m - 1: log(1 + d) - (1 - w) d.
    func derivative(_ t: Double) -> Double {
        if t == 0 { return -.infinity }
        if t == .infinity { return slopeAtInfinity }
        let m = rest * t + weight
        let d = weight * ((t - 1) / m)
        if d < 1 && d > -0.75 { return weight * d - log1pExcess(d) }
        return logQuotient(t, m, difference: weight * (t - 1)) - rest * d
    }

    func secondDerivative(_ t: Double) -> Double {
        let m = rest * t + weight
        return weight / m * (weight / m) / t
    }

    /// With y = log(t / m), f'(t) = u is y - (1 - w) (e^y - 1) = u, and f*(u) = w (e^y - 1).
    func conjugate(_ u: Double) -> Double {
        guard u <= slopeAtInfinity else { return .infinity }
        return weight * expm1(solution(u).y)
    }

    /// t = w e^y / (1 - (1 - w) e^y)
    func conjugateDerivative(_ u: Double) -> Double {
        guard u < slopeAtInfinity else { return .infinity }
        let (y, v) = solution(u)
        return weight * exp(y) / -expm1(-v)
    }

    /// y, and its distance v from the end of its range, -log(1 - w). v is the solution of v + e^-v - 1 = f'(inf) - u,
    /// which is well conditioned everywhere, but y is not their difference where it is small.
    private func solution(_ u: Double) -> (y: DoubleDouble, v: Double) {
        let distance = slopeAtInfinity - u
        let start = min(distance + 1, (2 * distance).squareRoot() + distance)
        let v = newton(from: start) { v in
            (distance - phi(DoubleDouble(-v)), -expm1(-v))
        }.high
        let end = -log1p(-weight)
        if 2 * v < end { return (DoubleDouble(sum: end, -v), v) }
        let y = newton(from: end - v) { y in
            let power = expm1(y)
            let residual =
                abs(y) < 1 ? (u - weight * power) + phi(DoubleDouble(y)) : (u - y) + rest * power
            return (residual, weight - rest * power)
        }
        return (y, v)
    }
}

/// Jeffreys: f(t) = z log t.
enum JeffreysGenerator {
    static func value(_ t: Double) -> Double { t == 0 ? .infinity : (t - 1) * logQuotient(t, 1, difference: t - 1) }

    static func derivative(_ t: Double) -> Double {
        if t == 0 || t == .infinity { return t == 0 ? -.infinity : .infinity }
        return logQuotient(t, 1, difference: t - 1) + (t - 1) / t
    }

    static func secondDerivative(_ t: Double) -> Double { (1 + 1 / t) / t }

    /// With x = log t, f'(t) = u is x + 1 - e^-x = u, and f*(u) = e^x - 1 + x.
    static func conjugate(_ u: Double) -> Double {
        let x = solution(u)
        return expm1(x) + x.high
    }

    static func conjugateDerivative(_ u: Double) -> Double { exp(solution(u)) }

    /// Concave in x: Newton's method converges from below, from 2 x >= u or x >= u - 1; and for negative u from
    /// -2 x <= -u or e^-x - 1 <= -u.
    private static func solution(_ u: Double) -> DoubleDouble {
        newton(from: u < 0 ? -min(-u / 2, log1p(-u)) : max(u / 2, u - 1)) { x in
            let power = expm1(-x)
            return ((u - x) + power, 2 + power)
        }
    }
}

/// Newton's method: `step` gives the residual and the slope. The last step is kept as the low part of the solution.
private func newton(from start: Double, _ step: (Double) -> (residual: Double, slope: Double)) -> DoubleDouble {
    var x = start
    for _ in 0..<100 {
        let (residual, slope) = step(x)
        if residual == 0 { break }
        let change = residual / slope
        if abs(change) <= abs(x) * 0x1p-40 { return DoubleDouble(sum: x, change) }
        x += change
    }
    return DoubleDouble(x)
}
