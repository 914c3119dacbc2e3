/// What a law's divergence from normal distributions depends on.
struct MatchedMoments {
    var mean: Lane
    /// The standard deviation.
    var deviation: Lane
    /// The divergence from the normal distribution of this mean and deviation: log(2 π e) / 2 + log(deviation) less the
    /// entropy.
    var negentropy: Lane

    init(mean: Lane, deviation: Lane, negentropy: Lane) {
        (self.mean, self.deviation, self.negentropy) = (mean, deviation, negentropy)
    }

    init(mean: Lane, deviation: Lane, negentropy: Double) {
        self.init(mean: mean, deviation: deviation, negentropy: Lane(repeating: negentropy))
    }
}

extension ParametricFamily {
    /// To the normal families: D of the normal distribution with p's moments, and p's from it.
    @inline(__always)
    static func divergence(to q: Family, _ moments: @escaping (Parameters) -> MatchedMoments) -> PairFunction? {
        divergence(to: q, fromNormal: { p, q in divergenceFromNormal(moments(p), q) })
    }
}

/// D(p ‖ q) for a normal q: that of the normal distribution with p's moments, and p's from it.
func divergenceFromNormal(_ p: MatchedMoments, _ q: Parameters) -> Lane {
    p.negentropy + Normal.divergence(Parameters(first: p.mean, second: p.deviation), q)
}

/// D(p ‖ q) for a Laplace q: with ε = E |x - loc_q|, c - 1 - log c for c = ε / scale_q, and the divergence from the one of scale
/// ε, log(2 ε) + 1 - H(p).
@inline(never)
func divergenceFromLaplace(absoluteDeviation ε: Lane, entropy: Lane, _ q: Parameters) -> Lane {
    itakuraSaito(ε, q.second) + ((logarithm(ε) + (1 + logTwo)) - entropy)
}

/// D(p ‖ q) for a Gumbel q, in units of its scale and from its location: with m the mean, and E e^-x = e^(-m + `logMoment`),
///
///     m + E e^-x - H(p) = φ(logMoment - m) + 1 + logMoment - H(p).
func divergenceFromGumbel(mean: Lane, logMoment: Lane, negativeEntropy: Lane) -> Lane {
    exponentialExcess(logMoment - mean) + (logMoment + (negativeEntropy + 1))
}
