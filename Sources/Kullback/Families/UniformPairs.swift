extension Uniform {
    static func moments(_ p: Parameters) -> MatchedMoments {
        MatchedMoments(mean: mean(p), deviation: half(p) * (1 / 3.0.squareRoot()), negentropy: 0.17648520831067258)
    }

    /// E |x - c| = a + (h - a)² / (2 h) where c is at a distance a <= h, half the length, from the middle; a for
    /// others.
    static func laplaceDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let h = half(p)
        let a = ((0.5 * p.first - 0.5 * q.first) + (0.5 * p.second - 0.5 * q.first)).magnitude
        let gap = select(a .< h, h - a, .zero)
        let ε = a + 0.5 * gap * (gap / h)
        return itakuraSaito(ε, q.second) + (logQuotient(ε, h) + 1)
    }

    /// E e^-x = e^-mean sinh(h) / h.
    static func gumbelDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let h = half(p) / q.second
        let logMoment = h + UnitExponentialMoments(2 * h).logScaled
        let mean = 0.5 * ((p.first - q.first) / q.second) + 0.5 * ((p.second - q.first) / q.second)
        return divergenceFromGumbel(mean: mean, logMoment: logMoment, negativeEntropy: -(logarithm(h) + logTwo))
    }

    /// From the exponential distribution of the same mean, log(mean / length) + 1.
    static func exponentialDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let isWithin = LaneMask.notNegative(p.first)
        let mean = select(isWithin, mean(p), half(p))
        let rest = logQuotient(mean, half(p)) + (1 - logTwo)
        let value = itakuraSaito(q.first, Lane(repeating: 1) / mean) + rest
        return select(isWithin, value, .infinite)
    }

    /// α (c - 1 - log c) + G(α) + (α - 1) (log mean - E log x) + log(mean / length) with c = mean rate / α and
    /// G(α) = lgΓ(α) - α log α + α.
    static func gammaDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let isWithin = LaneMask.notNegative(p.first)
        let inside = Parameters(
            first: select(isWithin, p.first, .zero), second: select(isWithin, p.second, Lane(repeating: 1)))
        let mean = mean(inside)
        let shape = q.first * itakuraSaito(q.second * mean, q.first) + logGammaExcess(q.first)
        let rest = (q.first - 1) * logarithmGap(inside) + (logQuotient(mean, half(inside)) - logTwo)
        return select(isWithin, shape + rest, .infinite)
    }

    /// With κ = E log(x / m), m the scale: (c - 1 - log c) + 1 + log κ + E log x - log(length) with c = α κ.
    static func paretoDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let isWithin = LaneMask.notNegative(p.first - q.first)
        let inside = Parameters(
            first: select(isWithin, p.first, q.first), second: select(isWithin, p.second, 2 * q.first))
        let mean = mean(inside)
        let gap = logarithmGap(inside)
        let distance = 0.5 * (inside.first - q.first) + 0.5 * (inside.second - q.first)
        let κ = logQuotient(mean, q.first, difference: distance) - gap
        let rest = (logarithm(κ) + (1 - logTwo)) + (logQuotient(mean, half(inside)) - gap)
        return select(isWithin, itakuraSaito(q.second * κ, Lane(repeating: 1)) + rest, .infinite)
    }

    /// With n = a + b and the mean μ: D(a, n μ) + D(b, n (1 - μ)) + G(a) + G(b) - G(n) + (a - 1) (log μ - E log x)
    /// + (b - 1) (log(1 - μ) - E log(1 - x)) + log(μ (1 - μ) / length), where D is the Poisson divergence.
    static func betaDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let isWithin = LaneMask.notNegative(p.first) .& (p.second .<= 1)
        let one = Lane(repeating: 1)
        let inside = Parameters(first: select(isWithin, p.first, .zero), second: select(isWithin, p.second, one))
        let mirrored = Parameters(first: 1 - inside.second, second: 1 - inside.first)
        let (mean, rest, n) = (mean(inside), mean(mirrored), q.first + q.second)
        let means = poissonDivergence(q.first, n * mean) + poissonDivergence(q.second, n * rest)
        let shapes = logGammaExcess(q.first) + (logGammaExcess(q.second) - logGammaExcess(n))
        let gaps = (q.first - 1) * logarithmGap(inside) + (q.second - 1) * logarithmGap(mirrored)
        let length = logQuotient(mean, half(inside)) + (logarithm(rest) - logTwo)
        return select(isWithin, (means + shapes) + (gaps + length), .infinite)
    }

    /// F(η) - η mean - log(length) with η and F of `UnitExponentialMoments`.
    static func continuousBernoulliDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let isWithin = LaneMask.notNegative(p.first) .& (p.second .<= 1)
        let η = ContinuousBernoulli.slope(q)
        let (mean, rest) = (mean(p), 0.5 * (1 - p.first) + 0.5 * (1 - p.second))
        let near = unitExponentialBregman(η, .zero, difference: η) + η * (0.5 * (rest - mean))
        let far = UnitExponentialMoments(η).logScaled + η.magnitude * select(η .< 0, mean, rest)
        let value = select(η.magnitude .< 1, near, far) - (logarithm(half(p)) + logTwo)
        return select(isWithin, value, .infinite)
    }

    /// log(mean) - E log x for 0 <= low: 1 - atanh(ρ) / ρ - log(1 - ρ²) / 2 with ρ = (high - low) / (high + low).
    @inline(never)
    static func logarithmGap(_ p: Parameters) -> Lane {
        let isZero = p.first .== 0
        let (middle, low) = (mean(p), select(isZero, p.second, p.first))
        let ρ = half(p) / middle
        let ratio = logRatio(ofAny: p.second, low)
        let excess = select(ratio.k .== 0, ratio.w / ratio.s, 0.5 * ratio.value / ρ - 1)
        let logs = logQuotient(low, middle) + logQuotient(p.second, middle)
        let near = -0.5 * log1p(-select(ρ .< 0.5, ρ * ρ, .zero))
        let value = select(ρ .< 0.5, near, -0.5 * logs) - excess
        return select(isZero, Lane(repeating: 1 - logTwo), value)
    }
}

extension LaneMask {
    static func notNegative(_ x: Lane) -> LaneMask { (x .> 0) .| (x .== 0) }
}
