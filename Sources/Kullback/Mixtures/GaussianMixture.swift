/// A mixture of multivariate normal distributions, Σ w_k N(μ_k, Σ_k).
///
/// Of the KL divergence between two there is no closed form: ``klDivergence(from:sampling:unit:threads:)`` gives bounds,
/// approximations and an estimate.
public struct GaussianMixture: Equatable, Sendable {
    /// Not negative, with a sum of one.
    public var weights: [Double]
    /// As many as weights, all spread in the same form.
    public var components: [MultivariateNormal]

    public init(weights: [Double], components: [MultivariateNormal]) {
        (self.weights, self.components) = (weights, components)
    }

    /// What is known of D(self ‖ other), in nats unless `unit` says otherwise.
    ///
    /// - Throws: ``DivergenceError`` for a negative weight, weights whose sum is not one, as many components as not weights,
    ///   different dimensions or forms, a matrix that is not positive definite (its `row` is the component), or an
    ///   infinite number; so do all below.
    public func klDivergence(
        from other: GaussianMixture, sampling: MixtureSampling = MixtureSampling(), unit: Unit = .nats, threads: Int = 0
    ) throws(DivergenceError) -> MixtureDivergence {
        try withView(.p) { p throws(DivergenceError) in
            try other.withView(.q) { q throws(DivergenceError) in
                try mixtureDivergence(p, q, sampling, Options(unit: unit, threads: threads))
            }
        }
    }

    /// The logarithm of the density at x.
    public func logDensity(at x: [Double], unit: Unit = .nats) throws(DivergenceError) -> Double {
        try withView(.p) { p throws(DivergenceError) in
            try x.withUnsafeBufferPointer { x throws(DivergenceError) in
                try withResult { result throws(DivergenceError) in
                    try mixtureLogDensities(p, RowView(x), Options(unit: unit), result)
                }
            }
        }
    }

    /// Independent draws, one per row. Draw i is from stream i of the seed.
    public func samples(_ count: Int, seed: UInt64 = 0) throws(DivergenceError) -> [[Double]] {
        let d = components.first?.mean.count ?? 0
        let (size, overflow) = count.multipliedReportingOverflow(by: d)
        guard count >= 0, !overflow else { throw DivergenceError(.count, .result) }
        let numbers = try Buffer(Double.self, size)
        try withView(.p) { p throws(DivergenceError) in
            try drawMixture(p, seed: seed, first: 0, count: count, Options(), into: numbers.base)
        }
        return (0..<count).map { Array(UnsafeBufferPointer(start: numbers.base + $0 * d, count: d)) }
    }
}

extension GaussianMixture {
    /// A view of this mixture, for the time of a call.
    func withView<R>(
        _ argument: DivergenceError.Argument, _ body: (MixtureView) throws(DivergenceError) -> R
    ) throws(DivergenceError) -> R {
        guard let first = components.first, components.count == weights.count else {
            throw DivergenceError(.shape, argument)
        }
        let (d, columns) = (first.mean.count, first.parts.columns)
        var (means, matrices, variances): ([Double], [Double], [Double]) = ([], [], [])
        for component in components {
            let parts = component.parts
            guard component.form == first.form, component.mean.count == d, parts.columns == columns,
                parts.matrix.count == first.parts.matrix.count, parts.variances.count == first.parts.variances.count
            else { throw DivergenceError(.shape, argument) }
            means += component.mean
            matrices += parts.matrix
            variances += parts.variances
        }
        let (size, overflow) = d.multipliedReportingOverflow(by: columns)
        guard !overflow, columns >= 0, first.parts.matrix.count == size,
            first.parts.variances.count == (first.form == .diagonal || first.form == .lowRank ? d : 0)
        else { throw DivergenceError(.shape, argument) }
        return try means.withUnsafeBufferPointer { means throws(DivergenceError) in
            try matrices.withUnsafeBufferPointer { matrices throws(DivergenceError) in
                try variances.withUnsafeBufferPointer { variances throws(DivergenceError) in
                    try weights.withUnsafeBufferPointer { weights throws(DivergenceError) in
                        let batch = GaussianBatch(
                            count: weights.count, dimension: d, form: first.form, rank: columns,
                            loc: StridedNumbers(means.baseAddress, batch: d, row: 1),
                            matrix: StridedNumbers(matrices.baseAddress, batch: size, row: columns, column: 1),
                            diagonal: StridedNumbers(variances.baseAddress, batch: d, row: 1))
                        let shares = StridedNumbers(weights.baseAddress, batch: 0, row: 1)
                        return try body(MixtureView(components: batch, weights: shares))
                    }
                }
            }
        }
    }
}
