/// D(p || m) with m = p - w (p - q): f(t) = t log(t / m) - t + m with m = t - w (t - 1).
///
/// p - m = w (p - q) is as accurate as p - q. A relative error of m itself is of second order: it changes p + m, and a
/// logarithm that is used far from one only.
struct SkewGenerator: Generator {
    let weight: Double
    /// 1 - w
    let other: Double

    var atZero: Double { weight }
    var atInfinity: Double { weight < 0.5 ? log1pExcess(-weight) : -log(other) - weight }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        let mixture = pair.p * other + pair.q * weight
        return divergence(pair.p, from: mixture, difference: pair.difference * weight)
    }
}

/// w D(p || m) + (1 - w) D(q || m) with m = w p + (1 - w) q
struct JensenShannonGenerator: Generator {
    let weight: Double

    var atZero: Double { (weight - 1) * log1p(-weight) }
    var atInfinity: Double { -weight * log(weight) }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        let mixture = pair.p * weight + pair.q * (1 - weight)
        let fromP = divergence(pair.p, from: mixture, difference: pair.difference * (1 - weight))
        let fromQ = divergence(pair.q, from: mixture, difference: -(pair.difference * weight))
        return weight * fromP + (1 - weight) * fromQ
    }
}

/// The KL term of x from m; x - m is given. x may be too small for a double.
@inline(__always)
private func divergence(_ x: Lane, from m: Lane, difference: Lane) -> Lane {
    let ratio = logRatio(x, m, difference: difference)
    let term = KLGenerator().term(
        Pair(
            p: x, q: m, difference: difference, logRatio: ratio.value, s: ratio.s, w: ratio.w, near: ratio.k .== 0))
    return select(x .== 0, m, term)
}
