/// A divergence of two discrete distributions, with its order or weight.
///
/// Formulas, with t = p / q and f the canonical generator (f ≥ 0, f(1) = f′(1) = 0) of those that are sums Σ q f(t):
public enum Divergence: Equatable, Sendable {
    /// H(p, q) = -Σ p log q
    case crossEntropy
    /// D(p ‖ q) = Σ p log(p / q) (Kullback & Leibler 1951)
    case kl
    /// D(q ‖ p)
    case reverseKL
    /// Σ p log(p / q) - p + q of rows as they are, whatever their sums (Csiszár 1975)
    case generalizedKL
    /// D(p ‖ q) + D(q ‖ p) (Jeffreys 1946)
    case jeffreys
    /// D(p ‖ (1 - w) p + w q), 0 < w ≤ 1 (Lee 1999)
    case skewKL(weight: Double)
    /// D(p ‖ (p + q) / 2) (Lin 1991)
    case kDivergence
    /// w D(p ‖ m) + (1 - w) D(q ‖ m) with m = w p + (1 - w) q, 0 < w < 1 (Lin 1991)
    case jensenShannon(weight: Double = 0.5)
    /// The square root of the Jensen–Shannon divergence; a metric for a weight of 1/2 (Endres & Schindelin 2003)
    case jensenShannonDistance(weight: Double = 0.5)
    /// Σ |p - q| / 2
    case totalVariation
    /// Σ (p - q)² / q (Pearson 1900)
    case pearsonChiSquared
    /// Σ (p - q)² / p (Neyman 1949)
    case neymanChiSquared
    /// Σ (√p - √q)² / 2 (Hellinger 1909)
    case squaredHellinger
    /// The square root of the squared Hellinger distance; a metric
    case hellingerDistance
    /// Σ √(p q), which is 1 for equal rows (Bhattacharyya 1943)
    case bhattacharyyaCoefficient
    /// -log Σ √(p q)
    case bhattacharyyaDistance
    /// Σ (p - q)² / (p + q) (Le Cam 1986, Topsøe 2000)
    case triangularDiscrimination
    /// 4 / (1 - α²) (1 - Σ p^((1 - α) / 2) q^((1 + α) / 2)) (Amari 1985); D(p ‖ q) for α = -1, D(q ‖ p) for α = 1
    case alpha(Double)
    /// Σ p ((p / q)^λ - 1) / (λ (λ + 1)) (Cressie & Read 1984); D(p ‖ q) for λ = 0, D(q ‖ p) for λ = -1
    case cressieRead(Double)
    /// (Σ p^α q^(1 - α) - 1) / (α - 1), α ≥ 0 (Tsallis 1998); D(p ‖ q) for α = 1
    case tsallis(order: Double)
    /// log(Σ p^α q^(1 - α)) / (α - 1), 0 ≤ α ≤ ∞ (Rényi 1961); D(p ‖ q) for α = 1, log max p / q for α = ∞
    case renyi(order: Double)
}

extension Divergence {
    /// The enumerator, with the order and the weight that go into the options.
    var quantity: (Quantity, order: Double?, weight: Double?) {
        switch self {
        case .crossEntropy: (.crossEntropy, nil, nil)
        case .kl: (.klDivergence, nil, nil)
        case .reverseKL: (.reverseKLDivergence, nil, nil)
        case .generalizedKL: (.generalizedKLDivergence, nil, nil)
        case .jeffreys: (.jeffreysDivergence, nil, nil)
        case .skewKL(let weight): (.skewKLDivergence, nil, weight)
        case .kDivergence: (.kDivergence, nil, nil)
        case .jensenShannon(let weight): (.jensenShannonDivergence, nil, weight)
        case .jensenShannonDistance(let weight): (.jensenShannonDistance, nil, weight)
        case .totalVariation: (.totalVariation, nil, nil)
        case .pearsonChiSquared: (.pearsonChiSquared, nil, nil)
        case .neymanChiSquared: (.neymanChiSquared, nil, nil)
        case .squaredHellinger: (.squaredHellinger, nil, nil)
        case .hellingerDistance: (.hellingerDistance, nil, nil)
        case .bhattacharyyaCoefficient: (.bhattacharyyaCoefficient, nil, nil)
        case .bhattacharyyaDistance: (.bhattacharyyaDistance, nil, nil)
        case .triangularDiscrimination: (.triangularDiscrimination, nil, nil)
        case .alpha(let order): (.alphaDivergence, order, nil)
        case .cressieRead(let order): (.cressieReadDivergence, order, nil)
        case .tsallis(let order): (.tsallisDivergence, order, nil)
        case .renyi(let order): (.renyiDivergence, order, nil)
        }
    }
}

extension Options {
    /// These options with the order and the weight of a divergence.
    func with(_ divergence: Divergence) -> Options {
        var options = self
        (_, options.order, options.weight) = divergence.quantity
        return options
    }

    func with(order: Double) -> Options {
        var options = self
        options.order = order
        return options
    }
}

/// A divergence of p from q: in nats if it is a logarithm, unless `unit` says otherwise.
///
/// Never negative; 0 log 0 = 0, and where one of p and q is zero, its limit, which may be infinite. NaN gives NaN. The
/// relative error is at most 1e-14 for Double and 1e-6 for Float, for nearly equal rows too.
///
/// - Parameters:
///   - divergence: Which one.
///   - p: One row of probabilities, or of what `space` says.
///   - q: A row of as many.
///   - normalize: Divide both rows by their sums: they hold counts, or other weights.
///   - unit: For those that are logarithms; the others (total variation, χ², Hellinger's, the coefficient, the triangular
///     discrimination, α, Cressie–Read, Tsallis) have none.
///   - sumTolerance: How far a sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for rows of different length, a negative or infinite probability, a sum that is
///   not one, no mass, or an order or a weight out of range.
public func divergence<Element: Scalar>(
    _ divergence: Divergence, of p: Span<Element>, from q: Span<Element>, space: Space = .probabilities,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        divergence.quantity.0, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(divergence))
}

/// A divergence of two rows, from arrays.
public func divergence<Element: Scalar>(
    _ divergence: Divergence, of p: [Element], from q: [Element], space: Space = .probabilities,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Element {
    try single(
        divergence.quantity.0, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(divergence))
}

/// A divergence of each row of `p` and the same row of `q`.
public func divergence<Element: Scalar>(
    _ divergence: Divergence, of p: Rows<Element>, from q: Rows<Element>, space: Space = .probabilities,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try batch(
        divergence.quantity.0, p, q,
        Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads)
            .with(divergence))
}

/// What each element contributes to a divergence: q f(p / q) with the canonical generator f. Contributions are never
/// negative and sum to the divergence.
///
/// - Throws: As `divergence` does, and for a divergence that is no such sum: a distance that is a root, a logarithm, the
///   cross-entropy and the Bhattacharyya coefficient.
public func divergenceElements<Element: Scalar>(
    _ divergence: Divergence, of p: [Element], from q: [Element], space: Space = .probabilities,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    let options = Options(
        space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads
    ).with(divergence)
    return try p.withUnsafeBufferPointer { p throws(DivergenceError) in
        try q.withUnsafeBufferPointer { q throws(DivergenceError) in
            try withElements(p.count) { result throws(DivergenceError) in
                try divergenceElements(divergence.quantity.0, RowView(p), RowView(q), options, result)
            }
        }
    }
}
