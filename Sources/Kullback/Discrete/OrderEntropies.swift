/// The Rényi entropy log(Σ p^α) / (1 - α) of an order α ≥ 0 (Rényi 1961), in nats unless `unit` says otherwise.
///
/// Order 0 is log of the number of positive probabilities (Hartley 1928), 1 Shannon's entropy, ∞ -log max p. Accuracy,
/// zeros, NaN and errors are those of `entropy`; a negative order is an error.
public func renyiEntropy<Element: Scalar>(
    of p: [Element], order: Double, space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .renyiEntropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(order: order))
}

/// The Rényi entropy of each row.
public func renyiEntropy<Element: Scalar>(
    of p: Rows<Element>, order: Double, space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        .renyiEntropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(order: order))
}

/// The Tsallis entropy (1 - Σ p^α) / (α - 1) of a finite order α ≥ 0 (Tsallis 1988); Shannon's in nats for an order
/// of 1. It is no logarithm: `unit` does not matter.
///
/// Accuracy, zeros, NaN and errors are those of `entropy`; a negative or infinite order is an error.
public func tsallisEntropy<Element: Scalar>(
    of p: [Element], order: Double, space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        .tsallisEntropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(order: order))
}

/// The Tsallis entropy of each row.
public func tsallisEntropy<Element: Scalar>(
    of p: Rows<Element>, order: Double, space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        .tsallisEntropy, p,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(order: order))
}

/// The self-information -log p of each element (Shannon 1948), in nats unless `unit` says otherwise: infinite for an
/// impossible one. Its mean is the entropy.
///
/// Accurate also for an element that is almost certain. Zeros, NaN and errors are as for `entropy`.
public func selfInformation<Element: Scalar>(
    of p: [Element], space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats,
    sumTolerance: Double? = nil
) throws(DivergenceError) -> [Element] {
    let options = Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
    return try p.withUnsafeBufferPointer { p throws(DivergenceError) in
        try withElements(p.count) { result throws(DivergenceError) in
            try entropyElements(.selfInformation, RowView(p), options, result)
        }
    }
}
