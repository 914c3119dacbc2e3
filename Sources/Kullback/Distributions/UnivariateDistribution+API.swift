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

    /// -log of Bhattacharyya's coefficient, the integral of sqrt(p q); of two members of one exponential family.
    public func bhattacharyyaDistance(from other: Self, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaDistance, other, Options(unit: unit))
    }

    /// Hellinger's distance, sqrt(1 - Bhattacharyya's coefficient); of two members of one exponential family.
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
    public func logDensity(at x: Double) throws(DivergenceError) -> Double {
        try withDistributions(self) { p throws(DivergenceError) in
            try withCopy(of: x) { x throws(DivergenceError) in
                let columns = try DistributionColumns(p, nil, x: x, Options())
                return try withResult { result throws(DivergenceError) in try logDensities(columns, result) }
            }
        }
    }

    /// Draws: number i depends on the seed, the parameters and i only.
    public func samples(_ count: Int, seed: UInt64, threads: Int = 0) throws(DivergenceError) -> [Double] {
        try withDistributions(self, count: count) { p throws(DivergenceError) in
            let columns = try DistributionColumns(p, nil, Options(threads: threads))
            return try withElements(count) { result throws(DivergenceError) in
                try Kullback.samples(columns, seed: seed, first: 0, result)
            }
        }
    }

    private func value<Other: UnivariateDistribution>(
        _ quantity: Quantity, _ other: Other?, _ options: Options
    ) throws(DivergenceError) -> Double {
        try withDistributions(self) { p throws(DivergenceError) in
            guard let other else {
                let columns = try DistributionColumns(p, nil, options)
                return try withResult { result throws(DivergenceError) in
                    try closedForms(quantity, columns, options, result)
                }
            }
            return try withDistributions(other) { q throws(DivergenceError) in
                let columns = try DistributionColumns(p, q, options)
                return try withResult { result throws(DivergenceError) in
                    try closedForms(quantity, columns, options, result)
                }
            }
        }
    }
}

/// `count` views of one distribution, for the time of a call.
private func withDistributions<Member: UnivariateDistribution, R>(
    _ member: Member, count: Int = 1, _ body: (Distributions) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    try withCopy(of: member._parameters.0, count: count) { first throws(DivergenceError) in
        try withCopy(of: member._parameters.1, count: count) { second throws(DivergenceError) in
            try body(Distributions(Member._family.family, first, second))
        }
    }
}

private func withCopy<R>(
    of x: Double, count: Int = 1, _ body: (RowView) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    try [x].withUnsafeBufferPointer { x throws(DivergenceError) in
        try body(RowView(data: x.baseAddress, type: .f64, rows: 1, count: count, rowStride: 0, stride: 0))
    }
}
