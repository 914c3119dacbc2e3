/// What normalised mutual information is divided by.
public enum MutualInformationBound: Sendable {
    case arithmeticMean
    case geometricMean
    case minimum
    case maximum
    case jointEntropy

    var quantity: InformationQuantity {
        switch self {
        case .arithmeticMean: .normalizedByArithmeticMean
        case .geometricMean: .normalizedByGeometricMean
        case .minimum: .normalizedByMinimum
        case .maximum: .normalizedByMaximum
        case .jointEntropy: .normalizedByJointEntropy
        }
    }
}

/// The mutual information of two variables, divided by a mean of their entropies, the smaller or the larger of them, or
/// their joint entropy (Vinh, Epps & Bailey 2010): between 0 and 1.
///
/// Two constants give 1; where the formula is 0 / 0 otherwise the result is 0. The relative error is at most 1e-14 for
/// Double and 1e-6 for Float.
///
/// - Parameters:
///   - joint: Joint probabilities, or counts: a row for each value of X, a column for each of Y.
///   - bound: What to divide by.
///   - normalize: Divide by the sum: the table holds counts, or other weights.
///   - sumTolerance: How far the sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for a negative or infinite probability, a sum that is not one, no mass, or another number
///   of axes.
public func normalizedMutualInformation<Element: Scalar>(
    of joint: Rows<Element>, by bound: MutualInformationBound = .arithmeticMean,
    normalize: Bool = false, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try information(
        bound.quantity, joint, Options(normalize: normalize, sumTolerance: sumTolerance, threads: threads))
}

/// The same for each table of a batch.
public func normalizedMutualInformation<Element: Scalar>(
    of joint: Tables<Element>, by bound: MutualInformationBound = .arithmeticMean,
    normalize: Bool = false, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try information(
        bound.quantity, joint, Options(normalize: normalize, sumTolerance: sumTolerance, threads: threads))
}
