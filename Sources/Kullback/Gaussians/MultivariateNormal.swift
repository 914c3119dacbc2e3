/// A multivariate normal distribution.
///
/// Divergences are computed from the Cholesky factors' relation F = Lq⁻¹ (Lp - Lq) as sums of terms that are not negative,
/// with a relative error of at most 1e-13 times the condition number of Lq, also for distributions that nearly agree.
public struct MultivariateNormal: Equatable, Sendable {
    /// What says how a distribution is spread: square matrices by rows, of which the lower triangle is read.
    public enum Spread: Equatable, Sendable {
        case covariance([Double])
        /// The lower triangular factor of the covariance, of positive diagonal.
        case choleskyFactor([Double])
        /// The covariance's inverse.
        case precision([Double])
        case variances([Double])
        /// W Wᵀ + diag(variances), with W by rows of `rank` elements.
        case lowRank(factor: [Double], rank: Int, variances: [Double])
    }

    public var mean: [Double]
    public var spread: Spread

    public init(mean: [Double], _ spread: Spread) {
        self.mean = mean
        self.spread = spread
    }

    /// D(self ‖ other), in nats unless `unit` says otherwise.
    ///
    /// - Throws: ``DivergenceError`` for different dimensions, a matrix that is not positive definite, or an infinite number;
    ///   so do all below.
    public func klDivergence(
        from other: MultivariateNormal, unit: Unit = .nats, threads: Int = 0
    ) throws(DivergenceError) -> Double {
        try value(.klDivergence, other, Options(unit: unit, threads: threads))
    }

    /// D(self ‖ other) + D(other ‖ self).
    public func jeffreysDivergence(
        from other: MultivariateNormal, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        try value(.jeffreysDivergence, other, Options(unit: unit))
    }

    /// Rényi's divergence of an order above 0; infinite where the Gaussian on the geodesic is none.
    public func renyiDivergence(
        from other: MultivariateNormal, order: Double, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        var options = Options(unit: unit)
        options.order = order
        return try value(.renyiDivergence, other, options)
    }

    /// Bhattacharyya's coefficient, the integral of sqrt(p q).
    public func bhattacharyyaCoefficient(from other: MultivariateNormal) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaCoefficient, other, Options())
    }

    /// -log of Bhattacharyya's coefficient.
    public func bhattacharyyaDistance(
        from other: MultivariateNormal, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaDistance, other, Options(unit: unit))
    }

    /// 1 - Bhattacharyya's coefficient: the integral of (sqrt p - sqrt q)^2 / 2.
    public func squaredHellinger(from other: MultivariateNormal) throws(DivergenceError) -> Double {
        try value(.squaredHellinger, other, Options())
    }

    /// Its square root, a metric.
    public func hellingerDistance(from other: MultivariateNormal) throws(DivergenceError) -> Double {
        try value(.hellingerDistance, other, Options())
    }

    /// w D(self ‖ m) + (1 - w) D(other ‖ m) with m proportional to p^w q^(1 - w); the dual one has m first (Nielsen 2019,
    /// Deasy et al. 2020).
    public func geometricJensenShannon(
        from other: MultivariateNormal, weight: Double = 0.5, isDual: Bool = false, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        var options = Options(unit: unit)
        options.weight = weight
        return try value(isDual ? .dualGeometricJensenShannon : .geometricJensenShannon, other, options)
    }

    /// The squared 2-Wasserstein distance, for covariances that of Bures.
    public func squaredWassersteinDistance(from other: MultivariateNormal) throws(DivergenceError) -> Double {
        try value(.squaredWassersteinDistance, other, Options())
    }

    /// The differential entropy.
    public func entropy(unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.entropy, Options(unit: unit))
    }

    /// The mutual information of the first `count` coordinates and the others.
    public func mutualInformation(first count: Int, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.mutualInformation(count: count), Options(unit: unit))
    }

    /// The logarithm of the density at x.
    public func logDensity(at x: [Double], unit: Unit = .nats) throws(DivergenceError) -> Double {
        guard x.count == mean.count else { throw DivergenceError(.shape, .x) }
        return try x.withUnsafeBufferPointer { x throws(DivergenceError) in
            try value(.logDensity(StridedNumbers(x.baseAddress, batch: 0, row: 1)), Options(unit: unit))
        }
    }
}

extension MultivariateNormal {
    private func value(
        _ quantity: Quantity, _ other: MultivariateNormal, _ options: Options
    ) throws(DivergenceError) -> Double {
        try withBatch(.p) { p throws(DivergenceError) in
            try other.withBatch(.q) { q throws(DivergenceError) in
                try withResult { result throws(DivergenceError) in
                    try gaussianDivergences(quantity, p, q, options, result)
                }
            }
        }
    }

    private func value(_ property: GaussianProperty, _ options: Options) throws(DivergenceError) -> Double {
        try withBatch(.p) { p throws(DivergenceError) in
            try withResult { result throws(DivergenceError) in try gaussianValues(property, p, options, result) }
        }
    }

    var form: CovarianceForm {
        switch spread {
        case .covariance: .covariance
        case .choleskyFactor: .choleskyFactor
        case .precision: .precision
        case .variances: .diagonal
        case .lowRank: .lowRank
        }
    }

    /// The matrix, its columns, and the variances.
    var parts: (matrix: [Double], columns: Int, variances: [Double]) {
        switch spread {
        case .covariance(let matrix), .choleskyFactor(let matrix), .precision(let matrix): (matrix, mean.count, [])
        case .variances(let variances): ([], 0, variances)
        case .lowRank(let factor, let rank, let variances): (factor, rank, variances)
        }
    }

    /// A batch of this one, for the time of a call.
    func withBatch<R>(
        _ argument: DivergenceError.Argument, _ body: (GaussianBatch) throws(DivergenceError) -> R
    ) throws(DivergenceError) -> R {
        let (matrix, columns, variances) = parts
        let (size, overflow) = mean.count.multipliedReportingOverflow(by: columns)
        let hasVariances = form == .diagonal || form == .lowRank
        guard !overflow, columns >= 0, matrix.count == size, variances.count == (hasVariances ? mean.count : 0) else {
            throw DivergenceError(.shape, argument)
        }
        return try mean.withUnsafeBufferPointer { mean throws(DivergenceError) in
            try matrix.withUnsafeBufferPointer { matrix throws(DivergenceError) in
                try variances.withUnsafeBufferPointer { variances throws(DivergenceError) in
                    try body(
                        GaussianBatch(
                            count: 1, dimension: mean.count, form: form, rank: columns,
                            loc: StridedNumbers(mean.baseAddress, batch: 0, row: 1),
                            matrix: StridedNumbers(matrix.baseAddress, batch: 0, row: columns, column: 1),
                            diagonal: StridedNumbers(variances.baseAddress, batch: 0, row: 1)))
                }
            }
        }
    }
}
