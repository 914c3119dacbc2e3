// The public functions from rows to rows.

/// Smoothed probabilities from a row of weights; nothing in this library smooths unless it is asked to.
///
/// Each has a relative error of at most 6e-16 (Float: 6e-8). NaN makes all of them NaN. A row of zeros is uniform after
/// additive smoothing.
///
/// - Parameters:
///   - p: Non-negative weights of any sum: probabilities, counts.
///   - smoothing: `.laplace`, `.jeffreys`, `.additive(a)` or `.mixing(w)`.
/// - Throws: ``DivergenceError`` for a negative or infinite weight, a row without mass, or an amount out of range.
public func smooth<Element: Scalar>(
    _ p: [Element], by smoothing: Smoothing
) throws(DivergenceError) -> [Element] {
    try p.withUnsafeBufferPointer { p throws(DivergenceError) in
        try withRows(1, p.count) { result throws(DivergenceError) in
            try smooth(smoothing, RowView(p), Options(), result)
        }
    }
}

/// Smoothed probabilities from counts.
public func smooth(_ counts: [Int], by smoothing: Smoothing) throws(DivergenceError) -> [Double] {
    try counts.withCounts { p throws(DivergenceError) in
        try withRows(1, p.count) { result throws(DivergenceError) in try smooth(smoothing, p, Options(), result) }
    }
}

/// Smoothed rows.
public func smooth<Element: Scalar>(
    _ p: Rows<Element>, by smoothing: Smoothing, threads: Int = 0
) throws(DivergenceError) -> Rows<Element> {
    try p.withView(.p) { view throws(DivergenceError) in
        let elements: [Element] = try withRows(p.rows, p.columns) { result throws(DivergenceError) in
            try smooth(smoothing, view, Options(threads: threads), result)
        }
        return Rows(elements, rows: p.rows, columns: p.columns, rowStride: p.columns, stride: 1)
    }
}

/// The sums of a row of weights over groups of bins: element j goes to group `binMap[j]`.
///
/// Divergences do not grow when both rows are coarse-grained (data-processing inequality). Sums are compensated, and
/// those of integers below 2⁵³ exact. A group without bins is 0, and NaN makes its group NaN.
///
/// - Parameters:
///   - p: Non-negative weights, which are not normalised.
///   - binMap: A group for each element, from 0 to `groups` - 1.
/// - Throws: ``DivergenceError`` for a negative or infinite weight, a map of another length, or a group out of range.
public func coarseGrain<Element: Scalar>(
    _ p: [Element], binMap: [Int], groups: Int
) throws(DivergenceError) -> [Element] {
    try p.withUnsafeBufferPointer { p throws(DivergenceError) in
        try coarseGrained(RowView(p), binMap, groups, Options())
    }
}

/// The sums of counts.
public func coarseGrain(_ counts: [Int], binMap: [Int], groups: Int) throws(DivergenceError) -> [Double] {
    try counts.withCounts { p throws(DivergenceError) in try coarseGrained(p, binMap, groups, Options()) }
}

/// The sums of each row.
public func coarseGrain<Element: Scalar>(
    _ p: Rows<Element>, binMap: [Int], groups: Int, threads: Int = 0
) throws(DivergenceError) -> Rows<Element> {
    try p.withView(.p) { view throws(DivergenceError) in
        let elements: [Element] = try coarseGrained(view, binMap, groups, Options(threads: threads))
        return Rows(elements, rows: p.rows, columns: groups, rowStride: groups, stride: 1)
    }
}

private func coarseGrained<Element: Scalar>(
    _ p: RowView, _ binMap: [Int], _ groups: Int, _ options: Options
) throws(DivergenceError) -> [Element] {
    guard binMap.count == p.count else { throw DivergenceError(.shape, .binMap) }
    return try binMap.withUnsafeBufferPointer { binMap throws(DivergenceError) in
        try withRows(p.rows, groups) { result throws(DivergenceError) in
            let binMap = UnsafeRawPointer(binMap.baseAddress)?.assumingMemoryBound(to: Int64.self)
            try coarseGrain(p, binMap: binMap, groups: groups, options, result)
        }
    }
}

/// Rows of results, one after the other, written through a view.
private func withRows<Element: Scalar>(
    _ rows: Int, _ width: Int, _ body: (ResultView) throws(DivergenceError) -> Void
) throws(DivergenceError) -> [Element] {
    let (count, overflow) = rows.multipliedReportingOverflow(by: width)
    guard rows >= 0, width >= 0, !overflow, count <= largestCount else { throw DivergenceError(.count, .result) }
    return try withElements(count) { result throws(DivergenceError) in
        var result = result
        (result.rows, result.count, result.rowStride) = (rows, width, width)
        try body(result)
    }
}

extension [Int] {
    /// Calls `body` with a view of a row of counts.
    func withCounts<R>(_ body: (RowView) throws(DivergenceError) -> R) throws(DivergenceError) -> R {
        try withUnsafeBufferPointer { counts throws(DivergenceError) in
            try body(
                RowView(data: counts.baseAddress, type: .i64, rows: 1, count: counts.count, rowStride: 0, stride: 1))
        }
    }
}
