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
    static func divergence(to q: Family, _ moments: @escaping (Parameters) -> MatchedMoments) -> PairFunction? {
        guard let target = normalParameters(of: q) else { return nil }
        return { p, q in
            let p = moments(p)
            return p.negentropy + Normal.divergence(Parameters(first: p.mean, second: p.deviation), target(q))
        }
    }
}

/// The same by the entropy of p.
@inline(never)
func divergenceFromLaplace(absoluteDeviation ε: Lane, entropy: Lane, _ q: Parameters) -> Lane {
    divergenceFromLaplace(absoluteDeviation: ε, excess: (logarithm(ε) + (1 + logTwo)) - entropy, q)
}

/// D(p ‖ q) for a Gumbel q, in units of its scale and from its location: with m the mean, and E e^-x = e^(-m + `logMoment`),
///
///     m + E e^-x - H(p) = φ(logMoment - m) + 1 + logMoment - H(p).
func divergenceFromGumbel(mean: Lane, logMoment: Lane, negativeEntropy: Lane) -> Lane {
    exponentialExcess(logMoment - mean) + (logMoment + (negativeEntropy + 1))
}
