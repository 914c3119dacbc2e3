/// A loss between two distributions, P and Q, given as logits, log-probabilities or probabilities.
public enum PairwiseLoss: Equatable, Sendable {
    /// D(P ‖ Q) = Σ p log(p / q) (Kullback & Leibler 1951)
    case kl
    /// D(Q ‖ P)
    case reverseKL
    /// D(P ‖ Q) + D(Q ‖ P) (Jeffreys 1946)
    case jeffreys
    /// w D(P ‖ M) + (1 - w) D(Q ‖ M), M = w P + (1 - w) Q, 0 < w < 1 (Lin 1991): the generalised Jensen–Shannon divergence
    /// with β = w (Agarwal et al. 2024)
    case jensenShannon(weight: Double = 0.5)
    /// The same divided by w (1 - w): nearly D(P ‖ Q) for small w, and D(Q ‖ P) for w near 1
    case scaledJensenShannon(weight: Double = 0.5)
    /// H(P, Q) = -Σ p log q
    case crossEntropy

    var quantity: (Quantity, weight: Double?) {
        switch self {
        case .kl: (.klDivergence, nil)
        case .reverseKL: (.reverseKLDivergence, nil)
        case .jeffreys: (.jeffreysDivergence, nil)
        case .jensenShannon(let weight): (.jensenShannonDivergence, weight)
        case .scaledJensenShannon(let weight): (.scaledJensenShannon, weight)
        case .crossEntropy: (.crossEntropy, nil)
        }
    }
}

/// A loss of rows with its gradients.
public struct Loss<P: Scalar, Q: Scalar>: Sendable {
    /// One value per row, or one, as the reduction says.
    public let values: [Double]
    /// The gradient of what the reduction leaves with respect to p, row by row, without gaps; empty if it was not asked for.
    public let gradientP: [P]
    public let gradientQ: [Q]
}

/// A loss between each row of `p` and the same row of `q`, with its gradients.
///
/// Values are as accurate as those of ``divergence(_:of:from:space:normalize:unit:sumTolerance:threads:)``. Gradients are
/// those of the distributions that the rows mean: with respect to logits, of KL, P (log(P / Q) - D) / T and (Q - P) / T; with
/// respect to probabilities (log(P / Q) - D) / Σp and (1 - P / Q) / Σq. Logits of -inf have none. The two sides may differ in
/// type and in space.
///
/// - Parameters:
///   - p: Rows of what `spaceP` says: P is the reference, such as a teacher.
///   - q: As many rows of as many elements.
///   - gradients: Whether gradients with respect to p and to q are wanted.
///   - factor: Of values and gradients.
///   - normalize: Divide probabilities and log-probabilities by their sums.
///   - sumTolerance: How far a sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
///   - threads: Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
/// - Throws: ``DivergenceError`` for rows that differ in shape, +inf, a negative probability, a sum that is not one, no mass,
///   and a weight out of range.
public func loss<P: Scalar, Q: Scalar>(
    _ loss: PairwiseLoss, of p: Rows<P>, from q: Rows<Q>, spaceP: Space = .logits, spaceQ: Space = .logits,
    gradients: (p: Bool, q: Bool) = (false, true), reduction: Reduction = .none, factor: Double = 1,
    normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
) throws(DivergenceError) -> Loss<P, Q> {
    var options = LossOptions()
    (options.reduction, options.factor, options.normalize) = (reduction, factor, normalize)
    (options.unit, options.sumTolerance, options.threads) = (unit, sumTolerance, threads)
    options.weight = loss.quantity.weight
    return try p.withView(.p) { pView throws(DivergenceError) in
        try q.withView(.q) { qView throws(DivergenceError) in
            try results(pView, wants: gradients, reduction) { results throws(DivergenceError) in
                try Kullback.loss(
                    loss.quantity.0, try LossSide(pView, spaceP, as: .p), try LossSide(qView, spaceQ, as: .q), options,
                    results)
            }
        }
    }
}

/// The cross-entropy of a hard label per row, -(1 - s) log q[label] - s / K Σ log q with s = `smoothing` (Szegedy et al.
/// 2016), with the gradient with respect to q.
///
/// - Parameters:
///   - ignoring: Rows with this label do not count: value and gradient are 0.
/// - Throws: As ``loss(_:of:from:spaceP:spaceQ:gradients:reduction:factor:normalize:unit:sumTolerance:threads:)``, and for
///   labels that are none, or not as many as rows.
public func labelLoss<Q: Scalar>(
    of labels: [Int64], from q: Rows<Q>, space: Space = .logits, smoothing: Double = 0, ignoring: Int64 = -100,
    gradient: Bool = true, reduction: Reduction = .none, factor: Double = 1, unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> Loss<Q, Q> {
    var options = LossOptions()
    (options.reduction, options.factor, options.unit, options.threads) = (reduction, factor, unit, threads)
    return try q.withView(.q) { qView throws(DivergenceError) in
        try labels.withUnsafeBufferPointer { labels throws(DivergenceError) in
            let view = RowView(
                data: labels.baseAddress, type: .i64, rows: 1, count: labels.count, rowStride: 0, stride: 1)
            return try results(qView, wants: (false, gradient), reduction) { results throws(DivergenceError) in
                try labelLoss(
                    try LossSide(qView, space, as: .q), try Labels(view, ignored: ignoring, smoothing: smoothing),
                    options, results)
            }
        }
    }
}

/// log softmax(row / temperature) of each row, without gaps between them, accurate also where a probability is nearly one.
public func logSoftmax<Element: Scalar>(
    _ logits: Rows<Element>, temperature: Double = 1, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    var options = LossOptions()
    options.threads = threads
    return try logits.withView(.p) { view throws(DivergenceError) in
        var values = [Element](repeating: 0, count: try view.elementCount())
        try values.withUnsafeMutableBufferPointer { buffer throws(DivergenceError) in
            try logSoftmax(
                try LossSide(view, .logits(temperature: temperature), as: .p), options,
                ResultView(buffer.baseAddress, rows: view.rows, count: view.count, rowStride: view.count, stride: 1))
        }
        return values
    }
}

/// Room for values and gradients, filled in through views.
private func results<P: Scalar, Q: Scalar>(
    _ view: RowView, wants: (p: Bool, q: Bool), _ reduction: Reduction,
    _ body: (LossResults) throws(DivergenceError) -> Void
) throws(DivergenceError) -> Loss<P, Q> {
    let (rows, count) = (view.rows, view.count)
    let elements = try view.elementCount()
    var values = [Double](repeating: 0, count: reduction == .none ? rows : 1)
    var p = [P](repeating: 0, count: wants.p ? elements : 0)
    var q = [Q](repeating: 0, count: wants.q ? elements : 0)
    try values.withUnsafeMutableBufferPointer { values throws(DivergenceError) in
        try p.withUnsafeMutableBufferPointer { p throws(DivergenceError) in
            try q.withUnsafeMutableBufferPointer { q throws(DivergenceError) in
                try body(
                    LossResults(
                        value: ResultView(values.baseAddress, rows: values.count, stride: 1),
                        p: wants.p
                            ? ResultView(p.baseAddress, rows: rows, count: count, rowStride: count, stride: 1) : nil,
                        q: wants.q
                            ? ResultView(q.baseAddress, rows: rows, count: count, rowStride: count, stride: 1) : nil))
            }
        }
    }
    return Loss(values: values, gradientP: p, gradientQ: q)
}

extension RowView {
    fileprivate func elementCount() throws(DivergenceError) -> Int {
        let (elements, overflow) = rows.multipliedReportingOverflow(by: count)
        guard !overflow, elements < largestCount else { throw DivergenceError(.count, .p) }
        return elements
    }
}
