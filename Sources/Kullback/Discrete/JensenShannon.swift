/// The Jensen–Shannon divergence (D(p ‖ m) + D(q ‖ m)) / 2 with m = (p + q) / 2 (Lin 1991), in nats unless `unit`
/// says otherwise.
///
/// Symmetric, and between 0 and log 2.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float, for nearly
/// equal rows too.
///
/// - Parameters:
///   - p: One row of probabilities, or of what `space` says.
///   - q: A row of as many.
///   - normalize: Divide both rows by their sums: they hold counts, or other weights.
///   - sumTolerance: How far a sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for rows of different length, a negative or infinite probability, a sum that is
///   not one, or no mass.
public func jensenShannonDivergence<Element: Scalar>(
    between p: Span<Element>, and q: Span<Element>, space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .jensenShannonDivergence, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The divergence of two rows, from arrays.
public func jensenShannonDivergence<Element: Scalar>(
    between p: [Element], and q: [Element], space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .jensenShannonDivergence, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The divergence of each row of `p` and the same row of `q`.
public func jensenShannonDivergence<Element: Scalar>(
    between p: Rows<Element>, and q: Rows<Element>, space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        .jensenShannonDivergence, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The Jensen–Shannon distance, a metric: the square root of the Jensen–Shannon divergence in the given unit
/// (Endres & Schindelin 2003).
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float, for nearly
/// equal rows too.
///
/// - Parameters:
///   - p: One row of probabilities, or of what `space` says.
///   - q: A row of as many.
///   - normalize: Divide both rows by their sums: they hold counts, or other weights.
///   - sumTolerance: How far a sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for rows of different length, a negative or infinite probability, a sum that is
///   not one, or no mass.
public func jensenShannonDistance<Element: Scalar>(
    between p: Span<Element>, and q: Span<Element>, space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .jensenShannonDistance, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The distance of two rows, from arrays.
public func jensenShannonDistance<Element: Scalar>(
    between p: [Element], and q: [Element], space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .jensenShannonDistance, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The distance of each row of `p` and the same row of `q`.
public func jensenShannonDistance<Element: Scalar>(
    between p: Rows<Element>, and q: Rows<Element>, space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        .jensenShannonDistance, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}
