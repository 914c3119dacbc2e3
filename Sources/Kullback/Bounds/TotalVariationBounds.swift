// Between total variation V and D = D(p ‖ q), in nats.

/// The smaller of Pinsker's √(D / 2) and Bretagnolle and Huber's √(1 - e^-D).
func largestTotalVariation(_ divergence: Double) -> Double {
    min(divergence / 2, 0 - expm1(-divergence)).squareRoot()
}

/// -log(1 - V²). 1 - V is exact where V is not small.
func bretagnolleHuber(_ x: Double) -> Double {
    if x == 1 { return .infinity }
    return x < 0.5 ? 0 - log1p(-x * x) : -log((1 - x) * (1 + x))
}

/// log((1 + V) / (1 - V)) - 2 V / (1 + V) = d - log(1 + d), d = -2 V / (1 + V).
func vajda(_ x: Double) -> Double {
    if x == 1 { return .infinity }
    let fall = 2 * x / (1 + x)
    return x < 0.5 ? log1pExcess(-fall) : log((1 + x) / (1 - x)) - fall
}

/// The smallest D of any two distributions with total variation V, and its derivative (Fedotov, Harremoës & Topsøe
/// 2003). It is attained by two outcomes: the minimum over q of F(q) = d(q + V ‖ q), the divergence of two coins. With
/// h(y) = y - log(1 + y), F'(q) = h(-V / (1 - q)) - h(V / q), which increases; an error of q tells in F by its square.
/// F itself is a sum of two terms that are not negative; its derivative by V, with F'(q) = 0, is V / (q (1 - q)).
func sharpKL(_ x: Double) -> (value: Double, slope: Double) {
    // 2 V² (1 + 2 V² / 9 + ...)
    if x < 1e-8 { return (2 * x * x, 4 * x) }
    if x == 1 { return (.infinity, .infinity) }
    // q = (1 - V) s. A hundred more steps would not change the value where s is 1 to the last bit.
    let rest = 1 - x
    var (low, high) = (0.0, 1.0)
    for _ in 0..<52 {
        let s = (low + high) / 2
        let fall = max(-x / (x + rest * (1 - s)), -1 + 0x1p-53)
        if log1pExcess(fall) < log1pExcess(x / (rest * s)) { low = s } else { high = s }
    }
    let s = (low + high) / 2
    let (q, failure) = (rest * s, rest * (1 - s))
    let value = klTerm(q + x, q, difference: x) + klTerm(failure, failure + x, difference: -x)
    return (value, x / q / (failure + x))
}

/// The largest V of any two distributions with D: the inverse of the above, which is convex, so that Newton's method
/// converges from a V that is too large.
func sharpTotalVariation(_ divergence: Double) -> Double {
    var x = largestTotalVariation(divergence)
    for _ in 0..<50 where x > 0 && x < 1 {
        let (value, slope) = sharpKL(x)
        let change = (value - divergence) / slope
        if !(change > x * 0x1p-53) { break }
        x -= change
    }
    return x
}

/// The smallest Jensen–Shannon divergence of two distributions with total variation V: that of two coins,
/// ((1 + V) log(1 + V) + (1 - V) log(1 - V)) / 2, by two terms that are not negative.
func smallestJensenShannon(_ x: Double) -> Double {
    (klTerm(1 + x, 1, difference: x) + klTerm(1 - x, 1, difference: -x)) / 2
}

/// log(1 + x) for any x >= 0.
func logOfOnePlus(_ x: Double) -> Double {
    if x < 0x1p60 { return log1p(x) }
    return x.isFinite ? log(DoubleDouble(x)).high : x
}
