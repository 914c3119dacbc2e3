import KullbackPlatform

/// What the gradient of a label's loss is made from.
struct LabelRow {
    let gradient: kernel_gradient
    let label: Int
    /// The gradient at the label, or what it lacks.
    let atLabel: (value: Double, isWhole: Bool)
}

/// Cross-entropy of a hard label l, -(1 - s) log q[l] - s / K Σ log q of K elements: with U the uniform distribution,
///
///     (1 - s) (-log q[l]) + s (log K + D(U ‖ Q)),
///
/// of which nothing is negative. The gradient with respect to logits is Q - s / K, less 1 - s at l.
struct LabelLoss {
    let rows: EntropyRows
    let labels: Labels
    /// The divergence of the uniform distribution from a row.
    let fromUniform: DivergenceRows

    init(_ rows: DiscreteRows, _ labels: Labels, uniform: DiscreteRows) {
        self.rows = EntropyRows(rows: rows)
        self.labels = labels
        fromUniform = DivergenceRows(.power(.one), uniform, rows)
    }

    private var count: Double { Double(rows.rows.view.count) }

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        guard let label = labels.label(row), let source = try rows.source(row) else { return LossRow() }
        let sums = try rows.checkedSums(row, source)
        if sums.rest.value.isNaN { return LossRow() }
        let smoothing = labels.smoothing
        let information = rows.information(row, label, source, sums)
        var value = smoothing == 1 ? 0 : (1 - smoothing) * information
        if smoothing > 0, let sum = try fromUniform.normalized(row) {
            value += smoothing * (log(count) + sum.value * sum.unit)
        }
        var gradient = rows.gradient(source, sums)
        gradient.p.mass = 1
        gradient.p.constant = -smoothing / count
        return LossRow(
            value: value, label: LabelRow(gradient: gradient, label: label, atLabel: atLabel(information, sums)))
    }

    /// The label's part: its gradient is q - s / K, less 1 - s, or s (1 - 1 / K) - (1 - q) with 1 - q the sum of the
    /// others where that is small; with respect to probabilities, that divided by q.
    private func atLabel(
        _ information: Double, _ sums: kernel_entropy_sums
    ) -> (value: Double, isWhole: Bool) {
        let isOfProbabilities = rows.rows.settings.space == .probabilities
        let q = isOfProbabilities ? exp(-information) : 1
        if information < logTwo {
            return ((labels.smoothing * (1 - 1 / count) - sums.rest.value / sums.sum) / q, true)
        }
        // A masked logit has no gradient.
        let isMasked = information == .infinity && !isOfProbabilities
        return (labels.smoothing == 1 || isMasked ? 0 : (labels.smoothing - 1) / q, false)
    }

    func write(_ found: LossRow, _ block: GradientBlock) {
        guard let q = block.q, let part = found.label else { return }
        rows.write(part.gradient, block)
        guard block.range.contains(part.label) else { return }
        let index = part.label - block.range.lowerBound
        let atLabel = part.atLabel.value * (block.scale * rows.rate(part.gradient))
        q[index] = canonical(part.atLabel.isWhole ? atLabel : q[index] + atLabel)
    }
}

/// The cross-entropy of labels.
package func labelLoss(
    _ q: LossSide, _ labels: Labels, _ options: LossOptionsView, _ results: LossResults
) throws(DivergenceError) {
    let plan = try LossPlan(options, q, ignoring: labels)
    try results.validated()
    let rows = try q.rows(options, threads: plan.threads.withinRow)
    try withUniform(rows) { uniform throws(DivergenceError) in
        try run(
            .label(LabelLoss(rows, labels, uniform: uniform)), plan, results, isShared: results.overlap(q.view))
    }
}
