/// A Monte-Carlo estimate of D(p ‖ q) from log ratios log p(x) - log q(x) at samples x of p.
///
/// - Throws: ``DivergenceError`` if there is no log ratio at all.
public func estimateKLDivergence<Element: Scalar>(
    logRatios: [Element], estimator: Estimator = .k3, unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> Estimate {
    try logRatios.withUnsafeBufferPointer { row throws(DivergenceError) in
        try estimatesOfRows(estimator, RowView(row), Options(unit: unit, threads: threads))[0]
    }
}

/// An estimate for each row of log ratios.
public func estimateKLDivergence<Element: Scalar>(
    logRatios: Rows<Element>, estimator: Estimator = .k3, unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> [Estimate] {
    try logRatios.withView(.logRatio) { view throws(DivergenceError) in
        try estimatesOfRows(estimator, view, Options(unit: unit, threads: threads))
    }
}

private func estimatesOfRows(
    _ estimator: Estimator, _ view: RowView, _ options: Options
) throws(DivergenceError) -> [Estimate] {
    var results: [Estimate] = []
    try estimates(estimator, view, options) { _, estimate in results.append(estimate) }
    return results
}

// Closures that throw any error need existentials, which Embedded Swift, and so the shared library, lacks.
#if !hasFeature(Embedded)
    /// Draws samples from p in batches and estimates D(p ‖ q).
    ///
    /// - Parameters:
    ///   - type: The type of the numbers in samples and log-densities.
    ///   - sampleCount: How many samples to draw.
    ///   - dimension: Numbers per sample.
    ///   - sampler: Fills its argument with `dimension` numbers for each sample of a batch, sample by sample.
    ///   - logDensityP: Writes log p(x), for each sample of its first argument, to its second.
    ///   - logDensityQ: The same for log q(x).
    /// - Throws: What a closure throws, or ``DivergenceError`` for counts that are not positive.
    public func estimateKLDivergence<Element: Scalar>(
        of type: Element.Type, sampleCount: Int, dimension: Int = 1, estimator: Estimator = .k3, unit: Unit = .nats,
        sampler: (UnsafeMutableBufferPointer<Element>) throws -> Void,
        logDensityP: (UnsafeBufferPointer<Element>, UnsafeMutableBufferPointer<Element>) throws -> Void,
        logDensityQ: (UnsafeBufferPointer<Element>, UnsafeMutableBufferPointer<Element>) throws -> Void
    ) throws -> Estimate {
        var failure: (any Error)?
        func attempt(_ body: () throws -> Void) -> Int32 {
            do {
                try body()
                return 0
            } catch {
                failure = error
                return 1
            }
        }
        func evaluate(
            _ density: (UnsafeBufferPointer<Element>, UnsafeMutableBufferPointer<Element>) throws -> Void,
            _ samples: UnsafePointer<Element>, _ count: Int, _ densities: UnsafeMutablePointer<Element>
        ) -> Int32 {
            attempt {
                try density(
                    UnsafeBufferPointer(start: samples, count: count * dimension),
                    UnsafeMutableBufferPointer(start: densities, count: count))
            }
        }
        do {
            return try monteCarlo(
                estimator, dimension: dimension, count: sampleCount, Options(unit: unit),
                sampler: { count, samples in
                    attempt { try sampler(UnsafeMutableBufferPointer(start: samples, count: count * dimension)) }
                },
                logDensityP: { evaluate(logDensityP, $0, $1, $2) },
                logDensityQ: { evaluate(logDensityQ, $0, $1, $2) })
        } catch {
            throw failure ?? error
        }
    }

    /// The same with samples of type Double.
    public func estimateKLDivergence(
        sampleCount: Int, dimension: Int = 1, estimator: Estimator = .k3, unit: Unit = .nats,
        sampler: (UnsafeMutableBufferPointer<Double>) throws -> Void,
        logDensityP: (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) throws -> Void,
        logDensityQ: (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) throws -> Void
    ) throws -> Estimate {
        try estimateKLDivergence(
            of: Double.self, sampleCount: sampleCount, dimension: dimension, estimator: estimator, unit: unit,
            sampler: sampler, logDensityP: logDensityP, logDensityQ: logDensityQ)
    }
#endif
