/// The calibration error of a classifier: of its confidences, the largest probability of each row.
public struct CalibrationError: Equatable, Sendable {
    /// Σ over bins of count / n · |accuracy - confidence| (Naeini et al. 2015).
    public let expected: Double
    /// The largest |accuracy - confidence| of a bin.
    public let maximum: Double
    public let accuracy: Double
    public let confidence: Double
    /// Bin i of n has the confidences in (i / n, (i + 1) / n].
    public let bins: [CalibrationBin]
}

/// The temperature T that minimises the mean of -log softmax(z / T)[label] over rows z of logits (Guo et al. 2017): 0 where
/// every label is a largest logit, ∞ where the uniform distribution is the best.
///
/// - Parameters:
///   - space: `.logits`, at the temperature that the search starts with, or `.logProbabilities`, which are logits too.
///   - ignoring: The label of rows that do not count.
///   - unit: That of the losses.
/// - Throws: ``DivergenceError`` for a label that is no position of its row or has a logit of -∞, and if no row counts.
public func fitTemperature<Element: Scalar>(
    logits: Rows<Element>, labels: [Int], ignoring: Int? = nil, space: Space = .logits, binCount: Int = 15,
    unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> TemperatureFit {
    let options = Options(space: space, unit: unit, threads: threads)
    return try logits.withView(.logits) { view throws(DivergenceError) in
        try withLabels(labels.map(Int64.init), ignoring: ignoring.map(Int64.init)) { labels throws(DivergenceError) in
            try fitTemperature(view, .hard(labels), binCount: binCount, options)
        }
    }
}

/// The same for soft labels, rows of probabilities p: the temperature that minimises D(p ‖ softmax(z / T)). The losses are
/// cross-entropies.
///
/// - Throws: ``DivergenceError`` for rows that are no probabilities, and for p > 0 where the logit is -∞.
public func fitTemperature<Element: Scalar, Label: Scalar>(
    logits: Rows<Element>, softLabels: Rows<Label>, space: Space = .logits, binCount: Int = 15, unit: Unit = .nats,
    threads: Int = 0
) throws(DivergenceError) -> TemperatureFit {
    let options = Options(space: space, unit: unit, threads: threads)
    return try logits.withView(.logits) { view throws(DivergenceError) in
        try softLabels.withView(.softLabels) { labels throws(DivergenceError) in
            try fitTemperature(view, .soft(labels), binCount: binCount, options)
        }
    }
}

/// The calibration error of rows in any space. Accuracy is 1 where the first largest number of a row is its label's, else
/// 0.
///
/// - Throws: ``DivergenceError`` for rows that are no probabilities, a label that is no position of its row, and if no row
///   counts.
public func calibrationError<Element: Scalar>(
    of p: Rows<Element>, labels: [Int], ignoring: Int? = nil, space: Space = .probabilities, normalize: Bool = false,
    binCount: Int = 15, threads: Int = 0
) throws(DivergenceError) -> CalibrationError {
    let options = Options(space: space, normalize: normalize, threads: threads)
    return try p.withView(.p) { view throws(DivergenceError) in
        try withLabels(labels.map(Int64.init), ignoring: ignoring.map(Int64.init)) { labels throws(DivergenceError) in
            try CalibrationError(view, .hard(labels), binCount, options)
        }
    }
}

/// The same for soft labels: the accuracy of a row is the label's probability of what the row predicts.
public func calibrationError<Element: Scalar, Label: Scalar>(
    of p: Rows<Element>, softLabels: Rows<Label>, space: Space = .probabilities, normalize: Bool = false,
    binCount: Int = 15, threads: Int = 0
) throws(DivergenceError) -> CalibrationError {
    let options = Options(space: space, normalize: normalize, threads: threads)
    return try p.withView(.p) { view throws(DivergenceError) in
        try softLabels.withView(.softLabels) { labels throws(DivergenceError) in
            try CalibrationError(view, .soft(labels), binCount, options)
        }
    }
}

extension CalibrationError {
    fileprivate init(
        _ p: RowView, _ labels: ClassifierLabels, _ binCount: Int, _ options: Options
    ) throws(DivergenceError) {
        var bins: [CalibrationBin] = []
        let summary = try calibrationError(p, labels, binCount: binCount, options) { _, bin in bins.append(bin) }
        self.init(
            expected: summary.expected, maximum: summary.maximum, accuracy: summary.accuracy,
            confidence: summary.confidence, bins: bins)
    }
}
