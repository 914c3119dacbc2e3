/// The entropy of the variables of all axes together, -Σ p log p (Shannon 1948), in nats unless `unit` says otherwise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float.
///
/// - Parameters:
///   - joint: Joint probabilities, one axis for each variable.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func jointEntropy<Element: Scalar>(
    of joint: Rows<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try information(
        .jointEntropy, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The same for each table of a batch.
public func jointEntropy<Element: Scalar>(
    of joint: Tables<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        .jointEntropy, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The entropy of the variable of the last axis, given those of all others: Σ p(x) H(Y | X = x) (Shannon 1948), in nats
/// unless `unit` says otherwise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float.
///
/// - Parameters:
///   - joint: Joint probabilities, one axis for each variable.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func conditionalEntropy<Element: Scalar>(
    of joint: Rows<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try information(
        .conditionalEntropy, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The same for each table of a batch.
public func conditionalEntropy<Element: Scalar>(
    of joint: Tables<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        .conditionalEntropy, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The variation of information H(X | Y) + H(Y | X), a metric (Meilă 2003), in nats unless `unit` says otherwise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float.
///
/// - Parameters:
///   - joint: Joint probabilities, one axis for each variable.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func variationOfInformation<Element: Scalar>(
    of joint: Rows<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try information(
        .variationOfInformation, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The same for each table of a batch.
public func variationOfInformation<Element: Scalar>(
    of joint: Tables<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        .variationOfInformation, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}
