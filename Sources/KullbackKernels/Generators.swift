/// Two probabilities per lane, with what every f-divergence's term is made of.
///
/// Lanes in which p or q is zero are the row loop's, which gives them their limits.
struct Pair {
    var p: Lane
    var q: Lane
    /// p - q, with small relative error.
    var difference: Lane
    /// log(p / q), with small relative error.
    var logRatio: Lane
    /// (p - q) / (p + q), where `near`.
    var s: Lane
    /// atanh(s) - s, where `near`.
    var w: Lane
    /// p / q is within about sqrt(2) of one: series in s apply, and differences would cancel.
    var near: LaneMask
}

/// An f-divergence, by its canonical generator f >= 0 with f(1) = f'(1) = 0: no term is negative, so that
/// nothing cancels in the sum. Linear parts that this drops are restored from the sums of p and q.
protocol Generator {
    /// q f(p / q) for positive p and q
    static func term(_ pair: Pair) -> Lane
    /// f(0): the term is q f(0) where p = 0.
    static var atZero: Double { get }
    /// Limit of f(t) / t: the term is p times it where q = 0.
    static var atInfinity: Double { get }
}

/// f(t) = t log t - t + 1
///
/// With s = (p - q) / (p + q) and p = (p + q)(1 + s) / 2:
/// p log(p / q) - p + q = (p + q) ((1 + s) atanh(s) - s) = (p + q) (s^2 + (1 + s) w).
enum KLGenerator: Generator {
    static var atZero: Double { 1 }
    static var atInfinity: Double { .infinity }

    @inline(__always)
    static func term(_ pair: Pair) -> Lane {
        let s = pair.s
        let series = (pair.p + pair.q) * (s * s + (pair.w + s * pair.w))
        return select(pair.near, series, pair.p * pair.logRatio - pair.difference)
    }
}

/// f(t) = (t - 1) log t
enum JeffreysGenerator: Generator {
    static var atZero: Double { .infinity }
    static var atInfinity: Double { .infinity }

    @inline(__always)
    static func term(_ pair: Pair) -> Lane { pair.difference * pair.logRatio }
}

/// f(t) = (t log t - (1 + t) log((1 + t) / 2)) / 2
///
/// The term is (p + q) h(s) / 4 with h(s) = (1 + s) log(1 + s) + (1 - s) log(1 - s)
/// = sum of s^2k / (k (2k - 1)) over k >= 1. Away from p = q, with b the larger of p and q, a the smaller:
/// 2 term = (p + q) log 2 - (p + q) log((p + q) / b) - a log(b / a), whose parts are 68 times the result at most
/// (for p / q = 3/2).
enum JensenShannonGenerator: Generator {
    static var atZero: Double { logTwo / 2 }
    static var atInfinity: Double { logTwo / 2 }

    @inline(__always)
    static func term(_ pair: Pair) -> Lane {
        let sum = pair.p + pair.q
        let t = pair.s * pair.s
        let series =
            0.25 * sum * t
            * polynomial(
                t,
                [
                    1, 1.0 / 6, 1.0 / 15, 1.0 / 28, 1.0 / 45, 1.0 / 66, 1.0 / 91, 1.0 / 120, 1.0 / 153, 1.0 / 190,
                ])
        let swapped = pair.p .< pair.q
        let larger = select(swapped, pair.q, pair.p)
        let smaller = select(swapped, pair.p, pair.q)
        let log1p = logRatio(sum, larger, difference: smaller).value
        let direct = 0.5 * (sum * (logTwo - log1p) - smaller * pair.logRatio.magnitude)
        return select(pair.near, series, direct)
    }
}
