import KullbackPlatform

/// Two models' logits for the same tokens.
struct ComparedRows {
    private let p: DiscreteRows
    private let q: DiscreteRows
    private let divergences: DivergenceRows
    private let floats: FloatLogits?
    private let labels: Labels?

    init(_ p: DiscreteRows, _ q: DiscreteRows, _ labels: Labels?) {
        (self.p, self.q, self.labels) = (p, q, labels)
        divergences = DivergenceRows(.power(.one), p, q)
        floats = FloatLogits(p, q)
    }

    /// Nil for a token that does not count.
    func compare(_ row: Int) throws(DivergenceError) -> TokenComparison? {
        if let labels, !labels.counts(row) { return nil }
        let found = try divergence(row)
        let label = try labels?.index(row, below: p.view.count)
        guard let found else {
            return TokenComparison(kl: .nan, label: label == nil ? nil : .nan, hasSameTop: false)
        }
        return TokenComparison(
            kl: found.value, label: label.map { compare(row, at: $0, found) },
            hasSameTop: hasSameTop(row, found.largest))
    }

    private struct RowDivergence {
        let value: Double
        /// The largest logits of p and of q.
        let largest: (p: Double, q: Double)
        /// Nil where floats were good enough.
        let sum: NormalizedSum?
    }

    /// Nil for rows with a NaN.
    private func divergence(_ row: Int) throws(DivergenceError) -> RowDivergence? {
        if let found = floats?.row(row) {
            let largest = (try p.maximum(row), try q.maximum(row))
            return RowDivergence(value: found.divergence, largest: largest, sum: nil)
        }
        guard let sum = try divergences.normalized(row) else { return nil }
        let logarithms = sum.source.logarithms
        return RowDivergence(
            value: sum.value * sum.unit, largest: (logarithms.a_shift, logarithms.b_shift), sum: sum)
    }

    /// Whether the first element that is the largest of either row is that of both.
    private func hasSameTop(_ row: Int, _ largest: (p: Double, q: Double)) -> Bool {
        for start in stride(from: 0, to: p.view.count, by: Int(kernel_block_length)) {
            let range = start..<min(start + Int(kernel_block_length), p.view.count)
            let found: Bool? = withRuns(p.view, q.view, row, range) { p, q in
                for index in 0..<range.count where p[index] == largest.p || q[index] == largest.q {
                    return p[index] == largest.p && q[index] == largest.q
                }
                return nil
            }
            if let found { return found }
        }
        return false
    }

    private func compare(_ row: Int, at label: Int, _ found: RowDivergence) -> LabelComparison {
        let answerP = LabelProbability(p, row, label, largest: found.largest.p)
        let answerQ = LabelProbability(q, row, label, largest: found.largest.q)
        let near = found.sum.flatMap { nllChange(row, at: label, $0) }
        let change = near ?? canonical(answerQ.nll - answerP.nll)
        let direct = answerQ.probability - answerP.probability
        return LabelComparison(
            nllP: answerP.nll, nllQ: answerQ.nll, nllChange: change, probabilityP: answerP.probability,
            probabilityQ: answerQ.probability,
            probabilityChange: abs(change) <= 0.5 ? answerP.probability * expm1(-change) : direct)
    }

    /// With L the log-sum-exp of a row of logits x, -log P[label] = L - x[label], and the change of it from p to q is that of
    /// L less that of the logit. The sums are Sp, of p - max p, and Sq, of q - max q + offset: where they are near each
    /// other, so is the change of their logarithms known. Nil elsewhere.
    private func nllChange(_ row: Int, at label: Int, _ sum: NormalizedSum) -> Double? {
        let (excess, logarithms) = (sum.sums.excess, sum.source.logarithms)
        guard abs(excess) <= 0.5 else { return nil }
        let logits =
            DoubleDouble(sum: p.view[row, label], -q.view[row, label])
            + DoubleDouble(sum: logarithms.b_shift, -logarithms.a_shift)
        let change = (logits * DoubleDouble(logarithms.a_rate)).high + (log1p(excess) - logarithms.b_offset)
        return change.isFinite ? change : nil
    }
}

/// -log P[label] and P[label] of a row of logits x, whose largest is m, from d = x[label] - m and the sum r of exp(x - m)
/// over the others: log(1 + r) - d and exp(d) / (1 + r). Neither cancels, also where the label is all but certain.
private struct LabelProbability {
    let nll: Double
    let probability: Double

    init(_ rows: DiscreteRows, _ row: Int, _ label: Int, largest: Double) {
        let (logit, rate) = (rows.view[row, label], rows.settings.rate)
        guard (logit - largest) * rate > -.infinity else {
            (nll, probability) = (.infinity, 0)
            return
        }
        var source = kernel_entropy_source()
        (source.is_logarithms, source.shift, source.rate) = (1, largest, rate)
        let others = EntropyRows(rows: rows).sums(row, source).rest.value
        let distance = DoubleDouble(sum: logit, -largest) * DoubleDouble(rate)
        nll = log1p(others) - distance.high
        probability = exp(distance.high) * (1 + distance.low) / (1 + others)
    }
}

/// Compares row by row and stores a result for each, nil for tokens that do not count, or throws the first error and
/// stores nothing.
package func compareTokens(
    _ p: RowView, _ pSpace: Space, _ q: RowView, _ qSpace: Space, _ labels: Labels?, _ options: Options,
    _ store: (Int, TokenComparison?) -> Void
) throws(DivergenceError) {
    try options.checkForComparison()
    let temperature = try pSpace.temperature(.p)
    guard try qSpace.temperature(.q) == temperature else {
        throw DivergenceError(.option, .q, value: try qSpace.temperature(.q))
    }
    let space = Space.logits(temperature: temperature)
    let settings = try Settings(Options(space: space, threads: options.threads), p.type)
    let (p, q) = (try p.validated(as: .p), try q.validated(as: .q))
    guard p.rows == q.rows, p.count == q.count else { throw DivergenceError(.shape, .q) }
    try labels?.checkUnsmoothed(rows: p.rows)
    let plan = ThreadPlan(settings, rows: p.rows, count: p.count)
    let rows = ComparedRows(
        DiscreteRows(view: p, argument: .p, settings: settings, threads: plan.withinRow),
        DiscreteRows(view: q, argument: .q, settings: settings, threads: plan.withinRow), labels)
    try forEachRow(p.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        try rows.compare(row)
    } store: { row, token in
        store(row, token)
    }
}

extension Options {
    /// Rows say themselves what they are, and perplexities are made of nats.
    package func checkForComparison() throws(DivergenceError) {
        guard space == .probabilities, !normalize, sumTolerance == nil, unit == .nats else {
            throw DivergenceError(.option, .options)
        }
    }
}

extension Space {
    /// What logits are divided by; log-probabilities are logits whose log-sum-exp is 0.
    fileprivate func temperature(_ argument: DivergenceError.Argument) throws(DivergenceError) -> Double {
        switch self {
        case .logits(let temperature):
            guard temperature > 0, temperature.isFinite else {
                throw DivergenceError(.option, argument, value: temperature)
            }
            return temperature
        case .logProbabilities: return 1
        case .probabilities: throw DivergenceError(.option, argument)
        }
    }
}
