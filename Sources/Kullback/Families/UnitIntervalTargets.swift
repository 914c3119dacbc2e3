extension ParametricFamily {
    /// For distributions on the unit interval: log(high - low) less the entropy; infinite where the uniform distribution
    /// does not cover it.
    static func divergenceFromUniform(_ p: Parameters, _ q: Parameters) -> Lane {
        let isCovered = (q.first .<= 0) .& ((q.second .> 1) .| (q.second .== 1))
        return select(isCovered, logarithm(q.second - q.first) - entropy(p), .infinite)
    }

    /// F(η) - η m less the entropy, with η and F of `UnitExponentialMoments`; `complement` is 1 - m.
    static func divergenceFromContinuousBernoulli(
        mean: Lane, complement: Lane, entropy: Lane, _ q: Parameters
    ) -> Lane {
        let η = ContinuousBernoulli.slope(q)
        let product = η.magnitude * select(η .< 0, mean, complement)
        return (UnitExponentialMoments(η).logScaled + product) - entropy
    }
}
