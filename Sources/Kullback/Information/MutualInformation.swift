/// The mutual information I(X; Y) = Σ p log(p / (r c)) of two variables with the joint probabilities p and the marginals r
/// and c (Shannon 1948), in nats unless `unit` says otherwise.
///
/// Never negative, and exactly 0 for tables of integers that factorise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float, near independence
/// too.
///
/// - Parameters:
///   - joint: Joint probabilities: a row for each value of X, a column for each of Y.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func mutualInformation<Element: Scalar>(
    of joint: Rows<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try information(
        .mutualInformation, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The same for each table of a batch.
public func mutualInformation<Element: Scalar>(
    of joint: Tables<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        .mutualInformation, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The mutual information of X and Y, the last two axes, given the variables of all other axes: Σ p log(p p_z / (p_xz
/// p_yz)) (McGill 1954), in nats unless `unit` says otherwise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float, near independence
/// too.
///
/// - Parameters:
///   - joint: Joint probabilities, one axis for each variable.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func conditionalMutualInformation<Element: Scalar>(
    of joint: Tables<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        .conditionalMutualInformation, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}

/// The total correlation of the variables of all axes, the divergence of their joint distribution from the product of the
/// marginals (Watanabe 1960), in nats unless `unit` says otherwise.
///
/// 0 log 0 = 0, and NaN gives NaN. The relative error is at most 1e-14 for Double and 1e-6 for Float, near independence
/// too.
///
/// - Parameters:
///   - joint: Joint probabilities, one axis for each variable.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func totalCorrelation<Element: Scalar>(
    of joint: Tables<Element>,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        .totalCorrelation, joint,
        Options(normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads))
}
