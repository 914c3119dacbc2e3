/// G-test of goodness of fit: whether counts are in proportion to `expected`, weights of any sum.
///
/// G = 2 Σ o log(o / e) = 2 N D(o / N ‖ e), compared with χ² with one degree of freedom less than there are bins with
/// e > 0 (Wilks 1938). G is infinite where o > 0 = e.
///
/// - Parameters:
///   - expected: Equal weights if nil.
///   - estimatedParameters: Parameters of `expected` that were estimated from the counts: as many degrees of freedom less.
///   - williams: Whether to divide G by Williams' correction (1976), which needs an expectation fixed in advance.
/// - Throws: ``DivergenceError`` for a negative count, no counts at all, a negative or infinite weight, rows of different
///   length, and if less than no degree of freedom is left.
public func gTest(
    observed: [Int], expected: [Double]? = nil, estimatedParameters: Int = 0, williams: Bool = false
) throws(DivergenceError) -> GTest {
    let expected = expected ?? [Double](repeating: 1, count: observed.count)
    var result: GTest?
    try withCounts(observed) { observed throws(DivergenceError) in
        try expected.withUnsafeBufferPointer { expected throws(DivergenceError) in
            try gTest(
                observed: observed, expected: RowView(expected), williams: williams,
                estimatedParameters: estimatedParameters, Options()
            ) { _, test in result = test }
        }
    }
    guard let result else { throw DivergenceError(.count, .observed) }
    return result
}

/// G-test of homogeneity: whether the rows of a table come from one distribution; also whether rows and columns are
/// independent.
///
/// G = 2 Σ N_k D(row k ‖ sum of all rows), with (rows - 1) (bins in which anything was counted - 1) degrees of freedom.
///
/// - Throws: ``DivergenceError`` for a negative count, a row without counts, and rows of different length.
public func gTest(table: [[Int]], williams: Bool = false) throws(DivergenceError) -> GTest {
    let columns = table.first?.count ?? 0
    for row in table.indices where table[row].count != columns { throw DivergenceError(.shape, .table, row: row) }
    return try withCounts(table.flatMap { $0 }, rows: table.count) { table throws(DivergenceError) in
        try gTest(table: table, williams: williams, Options())
    }
}

/// Calls `body` with counts as rows of equal length.
private func withCounts<R>(
    _ counts: [Int], rows: Int = 1, _ body: (RowView) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    let columns = rows == 0 ? 0 : counts.count / rows
    return try counts.withUnsafeBufferPointer { counts throws(DivergenceError) in
        try body(
            RowView(
                data: counts.baseAddress.map { UnsafeRawPointer($0) }, type: .i64, rows: rows, count: columns,
                rowStride: columns, stride: 1))
    }
}

// Closures that throw any error need existentials, which Embedded Swift, and so the shared library, lacks.
#if !hasFeature(Embedded)
    /// Bootstrap confidence interval of a divergence of two rows of counts (Efron 1979).
    ///
    /// - Parameters:
    ///   - divergence: Which one.
    ///   - resamples: How often both rows are drawn anew, each with its own total and proportions.
    ///   - level: Of the interval, between 0 and 1.
    ///   - seed: Resample i depends on the seed and on i, not on threads or the number of resamples.
    ///   - pseudocount: Added to every count, of the data and of the resamples, before the divergence.
    ///   - progress: Called with the fraction done, on the calling thread; what it throws ends the computation.
    /// - Throws: ``DivergenceError`` for a negative count, rows of different length or without counts, and options out of
    ///   range; or what `progress` throws.
    public func bootstrap(
        _ divergence: Divergence = .kl, of p: [Int], from q: [Int], resamples: Int = 9999, level: Double = 0.95,
        interval: BootstrapInterval = .percentile, seed: UInt64 = 0, pseudocount: Double = 0, unit: Unit = .nats,
        threads: Int = 0, progress: (Double) throws -> Void = { _ in }
    ) throws -> Bootstrap {
        let resampling = Resampling(count: resamples, seed: seed, pseudocount: pseudocount)
        var replicates = [Double](repeating: 0, count: max(0, resamples))
        let options = Options(unit: unit, threads: threads).with(divergence)
        var failure: (any Error)?
        func report(_ fraction: Double) -> Int32 {
            do {
                try progress(fraction)
                return 0
            } catch {
                failure = error
                return 1
            }
        }
        do {
            var result = try withCounts(p) { p throws(DivergenceError) in
                try withCounts(q) { q throws(DivergenceError) in
                    try replicates.withUnsafeMutableBufferPointer { replicates throws(DivergenceError) in
                        try bootstrap(
                            divergence.quantity.0, p, q, options, resampling, level: level,
                            interval: interval, progress: report, replicates: replicates.baseAddress)
                    }
                }
            }
            result.replicates = replicates
            return result
        } catch {
            throw failure ?? error
        }
    }

    /// Permutation test of two rows of counts coming from one distribution: p = (1 + #{D* ≥ D}) / (1 + resamples)
    /// (Phipson & Smyth 2010), over resamples that deal out the pooled counts at random. Cross-entropy and Bhattacharyya
    /// coefficient are refused: they are not smallest for equal rows. Parameters are those of
    /// ``bootstrap(_:of:from:resamples:level:interval:seed:pseudocount:unit:threads:progress:)``.
    public func permutationTest(
        _ divergence: Divergence = .kl, of p: [Int], from q: [Int], resamples: Int = 9999, seed: UInt64 = 0,
        pseudocount: Double = 0, unit: Unit = .nats, threads: Int = 0, progress: (Double) throws -> Void = { _ in }
    ) throws -> PermutationTest {
        let resampling = Resampling(count: resamples, seed: seed, pseudocount: pseudocount)
        let options = Options(unit: unit, threads: threads).with(divergence)
        var failure: (any Error)?
        func report(_ fraction: Double) -> Int32 {
            do {
                try progress(fraction)
                return 0
            } catch {
                failure = error
                return 1
            }
        }
        do {
            return try withCounts(p) { p throws(DivergenceError) in
                try withCounts(q) { q throws(DivergenceError) in
                    try permutationTest(
                        divergence.quantity.0, p, q, options, resampling, progress: report,
                        replicates: nil)
                }
            }
        } catch {
            throw failure ?? error
        }
    }
#endif
