/// The Gaussian closest to a mixture.
public struct GaussianProjection: Equatable, Sendable {
    /// Given by its Cholesky factor.
    public let distribution: MultivariateNormal
    /// The least divergence.
    public let divergence: Double
    /// The component at which the search began that found it, or nil if it was at the mixture's moments.
    public let start: Int?
    /// The component with the largest share of the mixture's density at the mean.
    public let mode: Int
    /// Of that search; 0 for the forward projection.
    public let iterations: Int
    public let isConverged: Bool
    /// The minimum from each component as a start and, last, from the moments; infinite where there was no search.
    public let startValues: [Double]
}

extension GaussianMixture {
    /// The Gaussian q for which D(self ‖ q) (forward) or D(q ‖ self) (reverse) is least.
    ///
    /// The forward projection has the mixture's mean and covariance. The reverse one is searched for from each component
    /// and from the moments, and is as a rule at one of the modes. Divergences are sums over fixed nodes: the same
    /// every time. See docs/projections.md.
    ///
    /// - Parameter isDiagonal: Among Gaussians of independent coordinates.
    /// - Throws: ``DivergenceError`` for what is not a mixture, or more than 1024 dimensions.
    public func projection(
        _ direction: ProjectionDirection, isDiagonal: Bool = false, unit: Unit = .nats
    ) throws(DivergenceError) -> GaussianProjection {
        let (d, count) = (components.first?.mean.count ?? 0, components.count)
        var (mean, factor, startValues): ([Double], [Double], [Double]) = ([], [], [])
        let report = try withView(.p) { p throws(DivergenceError) in
            try project(p, direction, isDiagonal: isDiagonal, Options(unit: unit)) {
                mean = Array(UnsafeBufferPointer(start: $0, count: d))
                factor = Array(UnsafeBufferPointer(start: $1, count: d * d))
                startValues = Array(UnsafeBufferPointer(start: $2, count: count + 1))
            }
        }
        return GaussianProjection(
            distribution: MultivariateNormal(mean: mean, .choleskyFactor(factor)), divergence: report.value,
            start: report.start == count ? nil : report.start, mode: report.mode, iterations: report.iterations,
            isConverged: report.isConverged, startValues: startValues)
    }
}

extension MultivariateNormal {
    /// The Gaussian closest to samples, one per row: their mean and covariance (divided by their number).
    ///
    /// - Parameters:
    ///   - weights: One per sample, with a sum of one unless `normalize`; nil for all the same.
    ///   - isDiagonal: Only the variances.
    /// - Throws: ``DivergenceError`` for no samples, an infinite number, or bad weights.
    public init(
        closestTo samples: Rows<Double>, weights: [Double]? = nil, normalize: Bool = false, isDiagonal: Bool = false
    ) throws(DivergenceError) {
        let d = samples.columns
        let (size, overflow) = d.multipliedReportingOverflow(by: d)
        guard !overflow else { throw DivergenceError(.outOfMemory) }
        let mean = try Buffer(Double.self, d)
        let covariance = try Buffer(Double.self, size)
        try samples.withView(.samples) { view throws(DivergenceError) in
            let options = Options(normalize: normalize)
            guard let weights else {
                return try projectSamples(
                    view, weights: nil, isDiagonal: isDiagonal, options, mean: mean.base, covariance: covariance.base,
                    factor: nil)
            }
            try weights.withUnsafeBufferPointer { weights throws(DivergenceError) in
                try projectSamples(
                    view, weights: RowView(weights), isDiagonal: isDiagonal, options, mean: mean.base,
                    covariance: covariance.base, factor: nil)
            }
        }
        let matrix = Array(UnsafeBufferPointer(start: covariance.base, count: size))
        let variances: [Double] = (0..<d).map { matrix[$0 * d + $0] }
        self.init(
            mean: Array(UnsafeBufferPointer(start: mean.base, count: d)),
            isDiagonal ? .variances(variances) : .covariance(matrix))
    }
}
