/// c_a(t) = (t^a - a t + a - 1) / (a (a - 1)), for a >= 1/2 other than 1: smaller orders come from
/// q c_a(p / q) = p c_{1 - a}(q / p).
///
/// With L = log t, e = a - 1 and phi(x) = exp(x) - 1 - x,
///
///     a q c_a(t) = p (exp(e L) - 1) / e - (p - q) = (p L - p + q) + p phi(e L) / e.
///
/// Near t = 1 the second form is summed, whose parts are not negative for a > 1 and cancel to two thirds at most else;
/// farther away the first, which for |L| > 0.34 cancels to a twelfth at most.
/// docs/power_divergences.md
struct PowerGenerator: Generator {
    let order: Double

    var atZero: Double { 1 / order }
    var atInfinity: Double { order < 1 ? 1 / (1 - order) : .infinity }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        let p = pair.p
        let x = pair.logRatio * (order - 1)
        // p exp(x) may be an ordinary number where exp(x) is not.
        let huge = x .> 600
        let (reduced, exponential) = unlimited(select(huge, 0.5 * x, x))
        let once = p * exponential
        let power = select(p .== 0, .zero, select(huge, once * exponential, once))
        let small = reduced.k .== 0
        let rise = select(small, p * (reduced.r + reduced.excess), power - p)
        let bend = select(small, p * reduced.excess, (power - p) - p * x)
        let sum = select(pair.near, KLGenerator().series(pair), -pair.difference)
        return (sum + select(pair.near, bend, rise) * (1 / (order - 1))) * (1 / order)
    }
}

/// p^a q^(1 - a) exp(-shift), for a >= 1/2. Not a divergence: its sum is what Renyi's is the logarithm of.
struct AffinityGenerator: Generator {
    let order: Double
    let shift: Double

    var atZero: Double { 0 }
    var atInfinity: Double { order > 1 ? .infinity : 0 }

    @inline(__always)
    func term(_ pair: Pair) -> Lane { pair.p * exp(pair.logRatio * (order - 1) - shift) }
}
