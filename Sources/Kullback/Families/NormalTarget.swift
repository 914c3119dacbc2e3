// Divergences to normal distributions: that of the normal with the same mean and variance, and the negentropy, that of the
// distribution from this normal (the two add up because log q is a quadratic function).

/// `distance` is that of the means.
@inline(never)
func divergenceFromNormal(distance: Lane, variance: Lane, negentropy: Lane, scale: Lane) -> Lane {
    let isFinite = (variance .< .infinity) .& (distance.magnitude .< .infinity)
    let moments = MatchedMoments(
        mean: select(isFinite, distance, .zero), deviation: select(isFinite, variance, scale).squareRoots,
        negentropy: negentropy)
    return select(isFinite, divergenceFromNormal(moments, Parameters(first: .zero, second: scale)), .infinite)
}

/// D(p ‖ q) of a p that some map makes the law of Y, and q a normal distribution: by moments and entropy of Y.
@inline(never)
func divergenceFromNormal(mean: Lane, variance: Lane, entropy: Lane, _ q: Parameters) -> Lane {
    divergenceFromNormal(
        distance: mean - q.first, variance: variance,
        negentropy: (0.5 * logarithm(variance) + standardNormalEntropy) - entropy, scale: q.second)
}

/// log(2 π e) / 2, the entropy of the standard normal distribution.
let standardNormalEntropy = 1.4189385332046727

extension ParametricFamily {
    /// To the normal families, for distributions that are not nearly normal: the negentropy is a difference of entropies.
    @inline(__always)
    static func divergenceByMoments(to q: Family) -> PairFunction? {
        divergence(
            to: q,
            fromNormal: { p, q in
                divergenceFromNormal(mean: mean(p), variance: variance(p), entropy: entropy(p), q)
            })
    }

    /// To the normal families.
    @inline(__always)
    static func divergence(to q: Family, fromNormal form: @escaping PairFunction) -> PairFunction? {
        switch q {
        case .normal: form
        case .normalLogVariance: { p, q in form(p, q.withDeviation) }
        default: nil
        }
    }
}

extension Parameters {
    /// A normal distribution's mean and deviation of its mean and the logarithm of its variance.
    var withDeviation: Parameters { Parameters(first: first, second: exponential(0.5 * second)) }
}
