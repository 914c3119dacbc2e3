// Divergences to normal distributions: that of the normal with the same mean and variance, and the negentropy, that of the
// distribution from this normal (the two add up because log q is a quadratic function).

/// `distance` is that of the means.
@inline(never)
func divergenceToNormal(distance: Lane, variance: Lane, negentropy: Lane, scale: Lane) -> Lane {
    let isFinite = (variance .< .infinity) .& (distance.magnitude .< .infinity)
    let p = Parameters(first: select(isFinite, distance, .zero), second: select(isFinite, variance, scale).squareRoots)
    let value = Normal.divergence(p, Parameters(first: .zero, second: scale)) + negentropy
    return select(isFinite, value, .infinite)
}

/// log(2 π e) / 2, the entropy of the standard normal distribution.
let standardNormalEntropy = 1.4189385332046727

extension ParametricFamily {
    /// The parameters of a normal family's members.
    static func normalParameters(of q: Family) -> ((Parameters) -> Parameters)? {
        switch q {
        case .normal: { $0 }
        case .normalLogVariance: { Parameters(first: $0.first, second: exp(0.5 * $0.second)) }
        default: nil
        }
    }

    /// To the normal families, for distributions that are not nearly normal: the negentropy is a difference of entropies.
    static func divergenceByMoments(to q: Family) -> PairFunction? {
        guard let target = normalParameters(of: q) else { return nil }
        return { p, q in
            let (variance, q) = (variance(p), target(q))
            let negentropy = (0.5 * logarithm(variance) + standardNormalEntropy) - entropy(p)
            return divergenceToNormal(
                distance: mean(p) - q.first, variance: variance, negentropy: negentropy, scale: q.second)
        }
    }
}
