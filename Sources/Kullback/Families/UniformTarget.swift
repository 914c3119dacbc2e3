extension ParametricFamily {
    /// For distributions on the unit interval: log(high - low) less the entropy; infinite where the uniform distribution
    /// does not cover it.
    static func divergenceToUniform(_ p: Parameters, _ q: Parameters) -> Lane {
        let isCovered = (q.first .<= 0) .& ((q.second .> 1) .| (q.second .== 1))
        return select(isCovered, logarithm(q.second - q.first) - entropy(p), .infinite)
    }
}
