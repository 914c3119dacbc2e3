/// The Shannon entropy H(p) = -Σ p log p (Shannon 1948), in nats unless `unit` says otherwise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float, also where
/// one outcome is almost certain.
///
/// - Parameters:
///   - p: One row of probabilities, or of what `space` says.
///   - normalize: Divide the row by its sum: it holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, or no mass.
public func entropy<Element: Scalar>(
    of p: Span<Element>, space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .entropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The entropy of one row, from an array.
public func entropy<Element: Scalar>(
    of p: [Element], space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .entropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The entropy of each row.
public func entropy<Element: Scalar>(
    of p: Rows<Element>, space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        .entropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}
