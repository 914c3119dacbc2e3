/// The Jensen–Shannon divergence among any number of distributions, Σ w D(p ‖ m) with m = Σ w p (Lin 1991), in nats unless
/// `unit` says otherwise.
///
/// Between 0 and the entropy of the weights, which disjoint distributions reach. 0 log 0 = 0, and NaN gives NaN. The
/// relative error is at most 1e-14 for Double and 1e-6 for Float, for nearly equal distributions too.
///
/// - Parameters:
///   - distributions: A distribution in each row.
///   - weights: How much each counts, with a sum of one; nil for all the same.
///   - normalize: Divide each row, and the weights, by their sums.
///   - sumTolerance: How far a sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability or weight, a sum that is not one, no mass, or
///   another number of weights.
public func jensenShannonDivergence<Element: Scalar>(
    among distributions: Rows<Element>, weights: [Double]? = nil,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try jensenShannonDivergence(
        among: Tables(distributions), weights: weights, normalize: normalize, unit: unit, sumTolerance: sumTolerance,
        threads: threads)[0]
}

/// The divergence among the rows of each table of two axes.
public func jensenShannonDivergence<Element: Scalar>(
    among distributions: Tables<Element>, weights: [Double]? = nil,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    let options = Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
    guard weights == nil || weights?.count == distributions.shape.first else {
        throw DivergenceError(.shape, .weights)
    }
    return try distributions.withView(.distributions) { view throws(DivergenceError) in
        try withResults(max(view.tables, 0)) { result throws(DivergenceError) in
            guard let weights else { return try jensenShannon(among: view, weights: nil, options, result) }
            try weights.withUnsafeBufferPointer { weights throws(DivergenceError) in
                try jensenShannon(among: view, weights: weights.baseAddress, options, result)
            }
        }
    }
}
