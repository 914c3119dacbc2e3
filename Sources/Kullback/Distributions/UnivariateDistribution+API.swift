extension UnivariateDistribution {
    /// D(self ‖ other) in closed form, in nats unless `unit` says otherwise. Relative error at most 1e-14, for nearly
    /// equal parameters too; +infinity where the support of this distribution is not within that of the other.
    ///
    /// - Throws: ``DivergenceError`` for a parameter outside its domain, or families without a closed form:
    ///   ``estimateKLDivergence(sampleCount:dimension:estimator:unit:sampler:logDensityP:logDensityQ:)`` takes any.
    public func klDivergence<Other: UnivariateDistribution>(
        from other: Other, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        try value(.klDivergence, other, Options(unit: unit))
    }

    /// Rényi's divergence of an order above 0, of two members of one exponential family; of order 1 the KL divergence.
    public func renyiDivergence(
        from other: Self, order: Double, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        var options = Options(unit: unit)
        options.order = order
        return try value(.renyiDivergence, other, options)
    }

    /// Bhattacharyya's coefficient, the integral of sqrt(p q), of two members of one exponential family.
    public func bhattacharyyaCoefficient(from other: Self) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaCoefficient, other, Options())
    }

    /// -log of Bhattacharyya's coefficient.
    public func bhattacharyyaDistance(from other: Self, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaDistance, other, Options(unit: unit))
    }

    /// 1 - Bhattacharyya's coefficient: the integral of (sqrt p - sqrt q)^2 / 2.
    public func squaredHellinger(from other: Self) throws(DivergenceError) -> Double {
        try value(.squaredHellinger, other, Options())
    }

    /// Its square root, a metric.
    public func hellingerDistance(from other: Self) throws(DivergenceError) -> Double {
        try value(.hellingerDistance, other, Options())
    }

    /// The entropy; differential for densities.
    public func entropy(unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.entropy, Self?.none, Options(unit: unit))
    }

    /// The mean: NaN where there is none, infinite where the integral is.
    public func expectation() throws(DivergenceError) -> Double { try value(.mean, Self?.none, Options()) }

    /// The variance: NaN where there is none, infinite where the integral is.
    public func variance() throws(DivergenceError) -> Double { try value(.variance, Self?.none, Options()) }

    /// The logarithm of the density at x, or of the probability for a family of integers; -infinity outside the support.
    public func logDensity(at x: Double, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try withViews([_parameters.0, _parameters.1, x, 0]) { views throws(DivergenceError) in
            let columns = try DistributionColumns(members(views), nil, x: views[2], Options(unit: unit))
            return try withResult { result throws(DivergenceError) in try logDensities(columns, result) }
        }
    }

    /// Draws: number i depends on the seed, the parameters and i only.
    public func samples(_ count: Int, seed: UInt64, threads: Int = 0) throws(DivergenceError) -> [Double] {
        guard count >= 0 else { throw DivergenceError(.count, .result) }
        return try withViews([_parameters.0, _parameters.1, 0, 0], count: count) { views throws(DivergenceError) in
            let columns = try DistributionColumns(members(views), nil, Options(threads: threads))
            return try withElements(count) { result throws(DivergenceError) in
                try Kullback.samples(columns, seed: seed, first: 0, result)
            }
        }
    }

    private func value<Other: UnivariateDistribution>(
        _ quantity: Quantity, _ other: Other?, _ options: Options
    ) throws(DivergenceError) -> Double {
        let (p, q) = (_parameters, other?._parameters ?? (0, 0))
        return try withViews([p.0, p.1, q.0, q.1]) { views throws(DivergenceError) in
            let columns = try DistributionColumns(members(views), other?.members(views, isSecond: true), options)
            return try withResult { result throws(DivergenceError) in
                try closedForms(quantity, columns, options, result)
            }
        }
    }

    /// As p, or as q, of the views of the parameters of both.
    private func members(_ views: [4 of RowView], isSecond: Bool = false) -> Distributions {
        let family = Self._family.family
        return isSecond
            ? Distributions(family, views[2], views[3], as: family.secondArguments)
            : Distributions(family, views[0], views[1], as: family.firstArguments)
    }
}

extension Family {
    /// Parameters of normals have names of their own.
    fileprivate var firstArguments: (DivergenceError.Argument, DivergenceError.Argument) {
        self == .normal ? (.locP, .scaleP) : (.firstP, .secondP)
    }

    fileprivate var secondArguments: (DivergenceError.Argument, DivergenceError.Argument) {
        self == .normal ? (.locQ, .scaleQ) : (.firstQ, .secondQ)
    }
}

/// Views of numbers, each repeated, for the time of a call.
private func withViews<R>(
    _ numbers: [4 of Double], count: Int = 1, _ body: ([4 of RowView]) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    try numbers.span.withUnsafeBufferPointer { numbers throws(DivergenceError) in
        func view(_ index: Int) -> RowView {
            RowView(
                data: numbers.baseAddress.map { $0 + index }, type: .f64, rows: 1, count: count, rowStride: 0,
                stride: 0)
        }
        return try body([view(0), view(1), view(2), view(3)])
    }
}
