// Densities proportional to e^(η x) on [0, 1], for any finite η, 0 included: the continuous Bernoulli distributions
// (Loaiza-Ganem & Cunningham 2019). As their log-normaliser F(η) = log((e^η - 1) / η) has F(-η) = F(η) - η, x may be
// replaced by 1 - x so that η >= 0.
//
// F(η) = η / 2 + H(η^2), H(η^2) = log(sinh(η / 2) / (η / 2)): up to |η| = 4 by a polynomial for H; beyond by F(η) = η -
// log η + log(1 - e^-η).

/// E(1 - x), E x and F(η) - max(η, 0) for η >= 0, or of 1 - x and -η, and the variance; relative error below 2e-15.
struct UnitExponentialMoments {
    var mean: Lane
    /// 1 - mean
    var complement: Lane
    var variance: Lane
    var logScaled: Lane

    @inline(never)
    init(_ parameter: Lane) {
        let (flipped, a) = (parameter .< 0, parameter.magnitude)
        let large = a .> seriesBound
        let series = UnitExponentialMoments(large: select(large, a, Lane(repeating: seriesBound)))
        let sums = UnitExponentialMoments(small: select(large, .zero, a))
        let (near, far) = (
            select(large, series.mean, sums.mean), select(large, series.complement, sums.complement)
        )
        (mean, complement) = (select(flipped, far, near), select(flipped, near, far))
        variance = select(large, series.variance, sums.variance)
        logScaled = select(large, series.logScaled, sums.logScaled)
    }

    @inline(__always)
    private init(small a: Lane) {
        let square = a * a
        let polynomial = DividedDifferences(halfLogSinh, square, square)
        let shift = 2 * a * polynomial.slope
        (mean, complement) = (0.5 + shift, 0.5 - shift)
        variance = 2 * polynomial.even(2 * a)
        logScaled = square * polynomial.quotient - 0.5 * a
    }

    @inline(__always)
    private init(large a: Lane) {
        let one = Lane(repeating: 1)
        let rest = exponential(-a)
        let odds = rest / (1 - rest)
        complement = one / a - odds
        mean = 1 - complement
        variance = one / a / a - odds * (odds + 1)
        logScaled = log1p(-rest) - logQuotient(a, one)
    }
}

/// The Bregman divergence F(b) - F(a) - (b - a) F'(a), where d = b - a may be known better than by subtraction.
/// Relative error below 4e-15, for b near a as anywhere else.
@inline(never)
func unitExponentialBregman(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    let flipped = a .< 0
    let (b, a, d) = (select(flipped, -b, b), a.magnitude, select(flipped, -difference, difference))
    let isSmall = (b.magnitude .<= seriesBound) .& (a .<= seriesBound)
    let value = d * d * DividedDifferences(halfLogSinh, a * a, b * b).even(a + b)
    if isSmall == LaneMask(repeating: -1) { return value }
    return select(isSmall, value, bregmanOfLarge(b, a, d))
}

/// One of them beyond the polynomial's bound; both above 3/2 by the parts of F, whose sum is at least a fifth of either.
@inline(never)
private func bregmanOfLarge(_ b: Lane, _ a: Lane, _ d: Lane) -> Lane {
    let isFar = (b .> 1.5) .& (a .> 1.5)
    let bound = Lane(repeating: seriesBound)
    let value = bregmanBySeries(select(isFar, b, bound), select(isFar, a, bound), select(isFar, d, .zero))
    if isFar == LaneMask(repeating: -1) { return value }
    let (from, to) = (UnitExponentialMoments(a), UnitExponentialMoments(b))
    let opposite = select(b .< 0, -b, .zero)
    let direct = (to.logScaled - from.logScaled) + (d * from.complement + opposite)
    return select(isFar, value, direct)
}

/// The divergence of -log η, and that of L(η) = log(1 - e^-η), L' = 1 / (e^η - 1).
@inline(__always)
private func bregmanBySeries(_ b: Lane, _ a: Lane, _ d: Lane) -> Lane {
    let (restA, restB) = (exponential(-a), exponential(-b))
    let odds = restA / (1 - restA)
    let near = d.magnitude .< 1
    let step = excesses(select(near, -d, .zero))
    let rest = select(
        near, -(log1pExcess(-odds * step.expm1) + odds * step.phi), log1p(-restB) - log1p(-restA) - d * odds)
    return itakuraSaito(b, a, difference: d) + rest
}

private let seriesBound = 4.0

/// H(u) = log(sinh(√u / 2) / (√u / 2)) = c_0 u + c_1 u^2 + ... for u up to 16, by its second derivative with respect to √u,
/// which is off by less than 1e-16 of itself, and therefore every divergence by as much.
private let halfLogSinh: [18 of Double] = [
    0.041666666666666664, -0.00034722222222222164, 5.51146384479567e-06, -1.0333994708777935e-07,
    2.08767569687275e-09, -4.4034916691898587e-11, 9.558949945172728e-13, -2.1185357248963876e-14,
    4.769700702547589e-16, -1.0868432847342552e-17, 2.495962714533541e-19, -5.726848655643044e-21,
    1.2854737674971053e-22, -2.704826882012338e-24, 4.975481353852708e-26, -7.238861779272733e-28,
    7.165460404726323e-30, -3.5293296185074377e-32,
]
