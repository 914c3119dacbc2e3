/// Distributions of c W^(1/k), where W has a standard gamma distribution of shape a: the generalised gamma distributions
/// (Stacy 1962), with k < 0 too. Gamma, exponential, chi, chi-squared, half-normal, Weibull and inverse gamma
/// distributions are such; one formula is the divergence between any two.
struct GammaPower {
    let scale, power, shape: Lane

    /// Its family's parameters to this, if it is such.
    static func of(_ family: Family) -> ((Parameters) -> GammaPower)? {
        switch family {
        case .exponential: { Exponential.gammaPower($0) }
        case .gamma: { Gamma.gammaPower($0) }
        case .chiSquared: { ChiSquared.gammaPower($0) }
        case .chi: { Chi.gammaPower($0) }
        case .inverseGamma: { InverseGamma.gammaPower($0) }
        case .weibull: { Weibull.gammaPower($0) }
        case .halfNormal: { HalfNormal.gammaPower($0) }
        default: nil
        }
    }

    /// Of logarithms: log c + (log W) / k.
    @inline(never)
    func divergence(from q: GammaPower) -> Lane {
        logGammaDivergence(
            shape, q.shape, ratio: (q.power, power), offset: q.power * logQuotient(scale, q.scale)
        ) { digamma($0 + 1) }
    }

    @inline(never)
    func divergence(fromLogNormal q: Parameters) -> Lane {
        let trigamma = digammaTaylor(shape, shape, difference: .zero).trigamma
        return divergenceFromNormal(mean: meanLog, variance: trigamma / power / power, entropy: entropyOfLog, q)
    }

    var entropy: Lane { meanLog + entropyOfLog }

    /// E log X = log c + ψ(a) / k
    var meanLog: Lane { logarithm(scale) + digamma(shape) / power }

    /// That of log X, G(a) - a (ψ(a) - log a) - log |k|.
    @inline(never)
    private var entropyOfLog: Lane {
        let errors = stirlingErrors(shape)
        let excess = 0.5 * (logOfTwoPi - logarithm(shape)) + errors.value
        return (excess - logarithm(power.magnitude)) - shape * errors.slope
    }

    /// c Γ(a + 1/k) / Γ(a)
    @inline(never)
    var mean: Lane {
        let step = Lane(repeating: 1) / power
        let isSmall = shape .< 1
        let from = select(isSmall, shape + 1, shape)
        let exponent = select(
            isSmall, logGamma(shape + step) - logGamma(from), step * digamma(from) + logGammaBregman(from + step, from))
        let value = scale * exponential(exponent) * select(isSmall, shape, Lane(repeating: 1))
        return select(shape + step .<= 0, .infinite, value)
    }

    /// As a part of the squared mean, exp(lgΓ(a + 2/k) - 2 lgΓ(a + 1/k) + lgΓ(a)) - 1.
    @inline(never)
    var variance: Lane {
        let step = Lane(repeating: 1) / power
        let middle = shape + step
        let bend =
            logGammaBregman(middle + step, middle, difference: step)
            + logGammaBregman(shape, middle, difference: -step)
        let mean = mean
        return select(middle + step .<= 0, .infinite, mean * mean * expm1(bend))
    }

    /// With w = (x / c)^k: log |k / x| - G(a) - D(a, w), where D is the Poisson divergence, if w is near a; elsewhere
    /// (a k - 1) log(x / c) - log c + log |k| - lgΓ(a) - w.
    @inline(never)
    func logDensity(_ x: Lane) -> Lane {
        let ratio = x / scale
        let logRatio = logarithm(ratio)
        let w = select(power .== 1, ratio, exponential(power * logRatio))
        let slope = shape * power - 1
        let far = select(slope .== 0, .zero, slope * logRatio) - logarithm(scale) - logGamma(shape) - w
        let isNear = (w .> 0.5 * shape) .& (w .< 2 * shape)
        let near = .zero - poissonDivergence(shape, w) - logGammaExcess(shape) - logarithm(x)
        let value = select(isNear, near, far) + logarithm(power.magnitude)
        let isOutside = (x .< 0) .| (x .== .infinity) .| ((x .== 0) .& (power .< 0))
        return select(isOutside, Lane(repeating: -.infinity), value)
    }
}

/// D(p ‖ q) of p, the distribution of o + r log W with W of shape a, from q, that of log V with V of shape b, where r is a
/// quotient n / d. With t = log(E V_p / b), the exponential family's formula splits into
///
///     b φ(t) + R(b, a) + b B(a + r, a + 1) + (r - 1 - log |r|) + (r - 1) (b - a) / a,
///     t = o + B(a + r, a + 1) + (r - 1) ψ(a + 1) + log(a / b),
///
/// with the Bregman divergences B of lgΓ and R of its remainder. For r = 1 or a = b all terms are non-negative. Infinite
/// where a + r <= 0. `digammaNext` is ψ(a + 1), asked for where r is not 1.
@inline(never)
func logGammaDivergence(
    _ a: Lane, _ b: Lane, ratio: (Lane, Lane), offset: Lane, digammaNext: (_ a: Lane) -> Lane
) -> Lane {
    let (n, d) = ratio
    let r = n / d
    let excess = (n - d) / d
    var (t, terms) = (offset, Lane.zero)
    if (a .== b) != LaneMask(repeating: -1) {
        t += logQuotient(a, b)
        terms = logGammaRemainder(b, a)
    }
    if (excess .== 0) != LaneMask(repeating: -1) {
        let bend = logGammaBregman(afterNext: a, excess)
        t += bend + excess * digammaNext(a)
        let isNegative = r .<= 0
        var scales = itakuraSaito(n.magnitude, d.magnitude)
        if isNegative.isAnySet { scales = select(isNegative, excess - logarithm(r.magnitude), scales) }
        terms += b * bend + (scales + excess * ((b - a) / a))
    }
    let value = b * exponentialExcess(t) + terms
    // Both signs may have overflowed.
    return select((a + r .<= 0) .| value.isNaN, .infinite, value)
}
