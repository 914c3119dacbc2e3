/// p^a q^(1 - a) exp(-shift) = p exp((a - 1) log(p / q) - shift), for numbers far from one too.
struct PowerTerm {
    /// a - 1
    let excess: SplitFactor

    init(excess: Double) { self.excess = SplitFactor(excess) }

    /// The power, from an exponent in two parts: its absolute error is the power's relative one.
    @inline(__always)
    func callAsFunction(_ pair: Pair, shift: Double = 0) -> Lane {
        let x = exponent(pair)
        let sum = twoDifference(x.high, Lane(repeating: shift))
        let rest = twoDifference(sum.high, -pair.scale)
        let y = fastSum(rest.high, (x.low + sum.low) + (rest.low + pair.scaleLow))
        // mantissa exp(y) may be an ordinary number where exp(y) is not.
        let far = y.high.magnitude .> 600
        let once = exp(select(far, 0.5 * y.high, y.high))
        let power = select(far, (pair.mantissa * once) * once, pair.mantissa * once)
        return power + select(power .< .infinity, power * y.low, .zero)
    }

    /// (a - 1) log(p / q)
    @inline(__always)
    func exponent(_ pair: Pair) -> (high: Lane, low: Lane) {
        let product = excess.multiply(pair.logRatio)
        return (product.high, product.low + pair.logRatioLow * excess.factor)
    }
}

/// c_a(t) = (t^a - a t + a - 1) / (a (a - 1)), for a >= 1/2 other than 1: smaller orders come from
/// q c_a(p / q) = p c_{1 - a}(q / p).
///
/// With L = log t, e = a - 1 and phi(x) = exp(x) - 1 - x,
///
///     a q c_a(t) = p (exp(e L) - 1) / e - (p - q) = (p L - p + q) + p phi(e L) / e.
///
/// Near t = 1 the second form is summed, whose parts are not negative for a > 1 and cancel to two thirds at most else;
/// farther away the first, which for |L| > log(4/3) cancels to a 29th at most (docs/scripts/power_series.py).
/// docs/power_divergences.md
struct PowerGenerator: Generator {
    /// a, and 1 / (a - 1).
    let order: Double
    let rate: Double
    let power: PowerTerm

    init(order: Double, excess: Double) {
        self.order = order
        rate = 1 / excess
        power = PowerTerm(excess: excess)
    }

    var atZero: Double { 1 / order }
    var atInfinity: Double { rate < 0 ? -rate : .infinity }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        let p = pair.p
        let x = power.exponent(pair)
        let isSmall = x.high.magnitude .< 0.34
        let small = ReducedExponential(select(isSmall, x.high, .zero))
        let surplus = power(pair) - p
        let rise = select(isSmall, p * (((small.r + small.excess) + x.low) * rate), surplus * rate)
        let bend = select(isSmall, p * (small.excess * rate), (surplus - p * x.high) * rate)
        let sum = select(pair.near, KLGenerator().series(pair), -pair.difference)
        return (sum + select(pair.near, bend, rise)) * (1 / order)
    }
}

/// f(t) = (t - 1)^2 = 2 c_2(t)
struct ChiSquaredGenerator: Generator {
    private let power = PowerGenerator(order: 2, excess: 1)

    var atZero: Double { 1 }
    var atInfinity: Double { .infinity }

    @inline(__always)
    func term(_ pair: Pair) -> Lane {
        // The quotient comes first: the square of a small difference may be no number.
        select(pair.near, pair.difference * (pair.difference / pair.q), 2 * power.term(pair))
    }
}

/// t^a exp(-shift), for a >= 1/2. Not a divergence: its sum is what Renyi's is the logarithm of.
struct AffinityGenerator: Generator {
    let shift: Double
    let excess: Double

    var atZero: Double { 0 }
    var atInfinity: Double { excess > 0 ? .infinity : 0 }

    @inline(__always)
    func term(_ pair: Pair) -> Lane { PowerTerm(excess: excess)(pair, shift: shift) }
}
