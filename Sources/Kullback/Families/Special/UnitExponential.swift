// Densities proportional to e^(η x) on [0, 1], for any finite η, 0 included: the continuous Bernoulli distributions
// (Loaiza-Ganem & Cunningham 2019). As their log-normaliser F(η) = log((e^η - 1) / η) has F(-η) = F(η) - η, x may be
// replaced by 1 - x so that η >= 0.
//
// Up to |η| = 24 by Gauss-Legendre quadrature of 20 points, which leaves out less than 1e-17 of the second moment;
// weights are e^(-η v), v = 1 - x, and sums of positive terms. Above 12 by F(η) = η - log η + log(1 - e^-η), whose last
// term is small.

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
        let large = a .> 12
        let series = UnitExponentialMoments(large: a)
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
        var (weights, means, complements) = (Lane.zero, Lane.zero, Lane.zero)
        forEachNode(a) { v, weight in
            weights += weight
            means += (1 - v) * weight
            complements += v * weight
        }
        (mean, complement) = (means / weights, complements / weights)
        let center = complement
        var squares = Lane.zero
        forEachNode(a) { v, weight in squares += weight * (v - center) * (v - center) }
        variance = squares / weights
        logScaled = logQuotient(weights, Lane(repeating: 1), difference: weights - 1)
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
    let small = (b.magnitude .<= 24) .& (a .<= 24)
    let large = (b .> 12) .& (a .> 12)
    let one = Lane(repeating: 1)
    var value = bregmanBySum(select(small, d, .zero), select(small, a, .zero))
    value = select(large, bregmanBySeries(select(large, b, one), select(large, a, one), d), value)
    if (small .| large) == LaneMask(repeating: -1) { return value }
    let (from, to) = (UnitExponentialMoments(a), UnitExponentialMoments(b))
    let opposite = select(b .< 0, -b, .zero)
    let direct = (to.logScaled - from.logScaled) + (d * from.complement + opposite)
    return select(small .| large, value, direct)
}

/// With means over the density of a: log E e^(d (x - E x)) = log(1 + E φ(d (x - E x))).
@inline(__always)
private func bregmanBySum(_ d: Lane, _ a: Lane) -> Lane {
    var (weights, complements, excess) = (Lane.zero, Lane.zero, Lane.zero)
    forEachNode(a) { v, weight in
        weights += weight
        complements += v * weight
    }
    let mean = complements / weights
    forEachNode(a) { v, weight in excess += weight * exponentialExcess(d * (mean - v)) }
    return log1p(excess / weights)
}

/// The divergence of -log η, and that of L(η) = log(1 - e^-η), L' = 1 / (e^η - 1), less than a thousandth of it.
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

@inline(__always)
private func forEachNode(_ a: Lane, _ body: (_ v: Lane, _ weight: Lane) -> Void) {
    for index in 0..<20 {
        let v = index < 10 ? nodes[index] : 1 - nodes[19 - index]
        body(Lane(repeating: v), exponential(a * -v) * nodeWeights[index < 10 ? index : 19 - index])
    }
}

/// Of the Gauss-Legendre rule on [0, 1], the first half.
private let nodes: [10 of Double] = [
    0.0034357004074525377, 0.018014036361043106, 0.04388278587433705, 0.0804415140888906, 0.1268340467699246,
    0.1819731596367425, 0.24456649902458646, 0.3131469556422902, 0.38610707442917747, 0.46173673943325133,
]

private let nodeWeights: [10 of Double] = [
    0.008807003569576059, 0.02030071490019347, 0.031336024167054534, 0.04163837078835238, 0.05096505990862022,
    0.059097265980759206, 0.06584431922458832, 0.07104805465919102, 0.07458649323630187, 0.07637669356536292,
]
