// Divergences from gamma distributions, exponential and chi-squared ones among them, to other families.

/// A family of gamma distributions.
protocol GammaSubfamily: GammaPowerFamily {
    /// Shape and rate.
    static func gamma(_ p: Parameters) -> Parameters
}

extension GammaSubfamily {
    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .gamma: { p, q in Gamma.divergence(gamma(p), q) }
        case .exponential: { p, q in Gamma.divergence(gamma(p), Exponential.gamma(q)) }
        case .chiSquared: { p, q in Gamma.divergence(gamma(p), ChiSquared.gamma(q)) }
        case .normal, .normalLogVariance:
            divergence(to: q, fromNormal: { p, q in gammaPower(p).divergence(fromNormal: q) })
        case .gumbel: { p, q in gammaPower(p).divergence(fromGumbel: q) }
        case .laplace: { p, q in gammaPower(p).divergence(fromLaplace: q) }
        default: divergenceOfGammaPower(to: q)
        }
    }
}

/// For members of power 1.
extension GammaPower {
    /// a c - m, with the rounding error of the product.
    private func distance(from m: Lane) -> Lane {
        let product = twoProduct(shape, scale)
        return (product.high - m) + product.low
    }

    @inline(never)
    fileprivate func divergence(fromNormal q: Parameters) -> Lane {
        divergenceFromNormal(
            distance: distance(from: q.first), variance: shape * scale * scale, negentropy: gammaNegentropy(shape),
            scale: q.second)
    }

    /// With κ = c / β, d = (a c - μ) / β, H(κ) = κ - log(1 + κ) and the negentropy J of a gamma distribution:
    ///
    ///     φ(a H(κ) - d) + a H(κ) - log(a κ^2) / 2 + J(a) - J(1).
    @inline(never)
    fileprivate func divergence(fromGumbel q: Parameters) -> Lane {
        let ratio = scale / q.second
        let bend = shape * itakuraSaito(1 + ratio, Lane(repeating: 1), difference: ratio)
        let logarithms = logarithm(ratio) + 0.5 * logarithm(shape)
        let rest = (bend - logarithms) + (gammaNegentropy(shape) - (standardNormalEntropy - 1))
        return exponentialExcess(bend - distance(from: q.first) / q.second) + rest
    }

    /// E |X - μ| = (a c - μ) (Q - P) + 2 a c x^a e^-x / Γ(a + 1) with x = μ / c and the probabilities P and Q below and above
    /// μ; where μ <= 0 it is a c - μ.
    @inline(never)
    fileprivate func divergence(fromLaplace q: Parameters) -> Lane {
        let isInside = q.first .> 0
        let x = select(isInside, q.first / scale, shape)
        let exponent =
            poissonDivergence(shape, x) + (0.5 * logarithm(shape) + (halfLogTau + stirlingError(ofAny: shape)))
        var balance = Lane.zero
        for lane in 0..<8 where isInside[lane] != 0 {
            let probabilities = regularizedGamma(shape[lane], x[lane])
            balance[lane] = probabilities.upper - probabilities.lower
        }
        let distance = distance(from: q.first)
        let inside = distance * balance + 2 * shape * scale * exponential(.zero - exponent)
        return divergenceFromLaplace(
            absoluteDeviation: select(isInside, inside, distance), entropy: entropy, q)
    }
}
