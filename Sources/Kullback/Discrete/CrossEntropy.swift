/// The cross-entropy H(p, q) = -Σ p log q = H(p) + D(p ‖ q), in nats unless `unit` says otherwise.
///
/// Infinite where q = 0 < p.
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
public func crossEntropy<Element: Scalar>(
    of p: Span<Element>, from q: Span<Element>, space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .crossEntropy, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The cross-entropy of two rows, from arrays.
public func crossEntropy<Element: Scalar>(
    of p: [Element], from q: [Element], space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .crossEntropy, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The cross-entropy of each row of `p` and the same row of `q`.
public func crossEntropy<Element: Scalar>(
    of p: Rows<Element>, from q: Rows<Element>, space: Space = .probabilities, normalize: Bool = false,
    unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        .crossEntropy, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}
