/// A loss between two distributions, P and Q, given as logits, log-probabilities or probabilities.
public enum PairwiseLoss: Equatable, Sendable {
    /// D(P ‖ Q) = Σ p log(p / q) (Kullback & Leibler 1951)
    case kl
    /// D(Q ‖ P)
    case reverseKL
    /// D(P ‖ Q) + D(Q ‖ P) (Jeffreys 1946)
    case jeffreys
    /// w D(P ‖ M) + (1 - w) D(Q ‖ M), M = w P + (1 - w) Q, 0 < w < 1 (Lin 1991): the generalised Jensen–Shannon
    /// divergence with β = w (Agarwal et al. 2024)
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

/// A loss of one distribution, P.
public enum OneSidedLoss: Equatable, Sendable {
    /// H(P) = -Σ p log p (Shannon 1948)
    case entropy
    /// D(P ‖ uniform) = log K - H(P) of K elements, without the cancellation
    case klToUniform
    /// log Σ exp(x / T) of logits x, with the gradient softmax(x / T) / T
    case logSumExp

    fileprivate var quantity: Quantity {
        switch self {
        case .entropy: .entropy
        case .klToUniform: .klDivergence
        case .logSumExp: .logSumExp
        }
    }
}

/// A loss of rows with its gradients.
public struct Loss<P: RowElement, Q: RowElement>: Sendable {
    /// One value per row, or one, as the reduction says.
    public let values: [Double]
    /// The gradient of what the reduction leaves with respect to p, row by row, without gaps; empty if it was not asked
    /// for.
    public let gradientP: [P]
    public let gradientQ: [Q]
}

/// A loss between each row of `p` and the same row of `q`, with its gradients.
///
/// Values are as accurate as those of ``divergence(_:of:from:space:normalize:unit:sumTolerance:threads:)``: 1e-13, and
/// 1e-6 where a side is not of Double. Gradients are those of the distributions that the rows mean: with respect to
/// logits, of KL, P (log(P / Q) - D) / T and (Q - P) / T; with respect to probabilities (log(P / Q) - D) / Σp and (1 -
/// P / Q) / Σq. Logits of -inf have none. The two sides may differ in type and in space.
///
/// - Parameters:
///   - p: Rows of what `spaceP` says: P is the reference, such as a teacher.
///   - q: As many rows of as many elements.
///   - gradients: Whether gradients with respect to p and to q are wanted.
/// - Throws: ``DivergenceError`` for rows that differ in shape, +inf, a negative probability, a sum that is not one, no
///   mass, a weight out of range, row weights that are infinite, and row weights or a mask that are not as many as
///   rows.
public func loss<P: RowElement, Q: RowElement>(
    _ loss: PairwiseLoss, of p: Rows<P>, from q: Rows<Q>, spaceP: Space = .logits, spaceQ: Space = .logits,
    gradients: (p: Bool, q: Bool) = (false, true), options: LossOptions = LossOptions()
) throws(DivergenceError) -> Loss<P, Q> {
    try p.withView(.p) { pView throws(DivergenceError) in
        try q.withView(.q) { qView throws(DivergenceError) in
            try results(pView, wants: gradients, options) { results, options throws(DivergenceError) in
                var options = options
                options.weight = loss.quantity.weight
                try Kullback.loss(
                    loss.quantity.0, try LossSide(pView, spaceP, as: .p), try LossSide(qView, spaceQ, as: .q), options,
                    results)
            }
        }
    }
}

/// A loss of each row of `p` by itself, with its gradient. Accuracy and errors are those of
/// ``loss(_:of:from:spaceP:spaceQ:gradients:options:)``.
///
/// - Throws: ``DivergenceError``, also for ``OneSidedLoss/logSumExp`` of what are not logits.
public func loss<P: RowElement>(
    _ loss: OneSidedLoss, of p: Rows<P>, space: Space = .logits, gradient: Bool = true,
    options: LossOptions = LossOptions()
) throws(DivergenceError) -> Loss<P, P> {
    try p.withView(.p) { view throws(DivergenceError) in
        try results(view, wants: (gradient, false), options) { results, options throws(DivergenceError) in
            try Kullback.loss(loss.quantity, try LossSide(view, space, as: .p), nil, options, results)
        }
    }
}

/// log softmax(row / temperature) of each row, without gaps between them, accurate also where a probability is nearly
/// one.
public func logSoftmax<Element: RowElement>(
    _ logits: Rows<Element>, temperature: Double = 1, unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> [Element] {
    try logSoftmax(logits, as: Element.self, temperature: temperature, unit: unit, threads: threads)
}

/// The same in another type, such as Float where logits are halves.
public func logSoftmax<Element: RowElement, Result: RowElement>(
    _ logits: Rows<Element>, as type: Result.Type, temperature: Double = 1, unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> [Result] {
    var options = LossOptionsView()
    (options.unit, options.threads) = (unit, threads)
    return try logits.withView(.p) { view throws(DivergenceError) in
        var values = [Result](repeating: Result(), count: try view.elementCount())
        try values.withUnsafeMutableBufferPointer { buffer throws(DivergenceError) in
            try logSoftmax(
                try LossSide(view, .logits(temperature: temperature), as: .p), options,
                ResultView(buffer.baseAddress, rows: view.rows, count: view.count, rowStride: view.count, stride: 1))
        }
        return values
    }
}

/// Calls `body` with room for values and gradients, and with a view of the options.
func results<P: RowElement, Q: RowElement>(
    _ view: RowView, wants: (p: Bool, q: Bool), _ options: LossOptions,
    _ body: (LossResults, LossOptionsView) throws(DivergenceError) -> Void
) throws(DivergenceError) -> Loss<P, Q> {
    let (rows, count) = (view.rows, view.count)
    let elements = try view.elementCount()
    var values = [Double](repeating: 0, count: options.reduction == .none ? rows : 1)
    var p = [P](repeating: P(), count: wants.p ? elements : 0)
    var q = [Q](repeating: Q(), count: wants.q ? elements : 0)
    try values.withUnsafeMutableBufferPointer { values throws(DivergenceError) in
        try p.withUnsafeMutableBufferPointer { p throws(DivergenceError) in
            try q.withUnsafeMutableBufferPointer { q throws(DivergenceError) in
                let results = LossResults(
                    value: ResultView(values.baseAddress, rows: values.count, stride: 1),
                    p: wants.p ? ResultView(p.baseAddress, rows: rows, count: count, rowStride: count, stride: 1) : nil,
                    q: wants.q ? ResultView(q.baseAddress, rows: rows, count: count, rowStride: count, stride: 1) : nil)
                try options.withView(rows: rows) { options throws(DivergenceError) in try body(results, options) }
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
