/// What is summed over pairs: q f(p / q). A divergence's f is canonical, f >= 0 with f(1) = f'(1) = 0: no term is
/// negative, so that nothing cancels in the sum. Linear parts that this drops are restored from the sums of p and q.
protocol Generator {
    /// q f(p / q) for positive p and q
    func term(_ pair: Pair) -> Lane
    /// f(0): the term is q f(0) where p = 0.
    var atZero: Double { get }
    /// Limit of f(t) / t: the term is p times it where q = 0.
    var atInfinity: Double { get }
}

/// f(t) = t log t - t + 1
///
/// With s = (p - q) / (p + q) and p = (p + q)(1 + s) / 2:
/// p log(p / q) - p + q = (p + q) ((1 + s) atanh(s) - s) = (p + q) (s^2 + (1 + s) w).
struct KLGenerator: Generator {
    var atZero: Double { 1 }
    var atInfinity: Double { .infinity }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        select(pair.near, series(pair), pair.p * pair.logRatio - pair.difference)
    }

    /// The term where `near`.
    @inline(__always)
    func series(_ pair: Pair) -> Lane {
        let s = pair.s
        return (pair.p + pair.q) * (s * s + (pair.w + s * pair.w))
    }
}

/// f(t) = (t - 1) log t
struct JeffreysGenerator: Generator {
    var atZero: Double { .infinity }
    var atInfinity: Double { .infinity }

    @inline(__always)
    func term(_ pair: Pair) -> Lane { pair.difference * pair.logRatio }
}

/// f(t) = |t - 1|
struct AbsoluteGenerator: Generator {
    var atZero: Double { 1 }
    var atInfinity: Double { 1 }

    @inline(__always)
    func term(_ pair: Pair) -> Lane { pair.difference.magnitude }
}

// In the next two, the quotient comes first: the square of a small difference may be no number.

/// f(t) = (sqrt t - 1)^2; the term is (p - q)^2 / (sqrt p + sqrt q)^2.
struct SquaredHellingerGenerator: Generator {
    var atZero: Double { 1 }
    var atInfinity: Double { 1 }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        let roots = pair.p.squareRoots * pair.q.squareRoots
        return pair.difference * (pair.difference / ((pair.p + pair.q) + 2 * roots))
    }
}

/// f(t) = (t - 1)^2 / (t + 1)
struct TriangularGenerator: Generator {
    var atZero: Double { 1 }
    var atInfinity: Double { 1 }

    @inline(__always)
    func term(_ pair: Pair) -> Lane { pair.difference * (pair.difference / (pair.p + pair.q)) }
}

/// The mass of p where q has none.
struct MissingGenerator: Generator {
    var atZero: Double { 0 }
    var atInfinity: Double { 1 }

    @inline(__always)
    // 0, or NaN
    func term(_ pair: Pair) -> Lane { pair.difference * 0 }
}
