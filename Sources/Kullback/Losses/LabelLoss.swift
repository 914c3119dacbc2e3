import KullbackPlatform

/// Cross-entropy of a hard label l, -(1 - s) log q[l] - s / K Σ log q of K elements: with U the uniform distribution,
///
///     (1 - s) (-log q[l]) + s (log K + D(U ‖ Q)),
///
/// of which nothing is negative. The gradient with respect to logits is Q - s / K, less 1 - s at l.
struct LabelLoss: RowLoss {
    let rows: EntropyRows
    let labels: Labels
    /// The divergence of the uniform distribution from a row.
    let fromUniform: DivergenceRows

    init(_ rows: DiscreteRows, _ labels: Labels, uniform: DiscreteRows) {
        self.rows = EntropyRows(rows: rows)
        self.labels = labels
        fromUniform = DivergenceRows(.power(.one), uniform, rows)
    }

    struct Found {
        var gradient = kernel_gradient()
        var label = 0
        /// The gradient at the label, or with `isOfProbabilities` the same by the label's probability.
        var atLabel = 0.0
    }

    private var count: Double { Double(rows.rows.view.count) }

    func row(_ row: Int) throws(DivergenceError) -> (value: Double, found: Found) {
        guard let label = labels.label(row), let source = try rows.source(row) else { return (.nan, Found()) }
        let sums = try rows.checkedSums(row, source)
        if sums.rest.value.isNaN { return (.nan, Found()) }
        let smoothing = labels.smoothing
        let information = rows.information(row, label, source, sums)
        var value = smoothing == 1 ? 0 : (1 - smoothing) * information
        if smoothing > 0, let sum = try fromUniform.normalized(row) {
            value += smoothing * (log(count) + sum.value * sum.unit)
        }
        var gradient = rows.gradient(source, sums)
        gradient.p.mass = 1
        gradient.p.constant = -smoothing / count
        return (value, Found(gradient: gradient, label: label, atLabel: atLabel(information, sums)))
    }

    /// The gradient at the label: q - (1 - s) - s / K = s (1 - 1 / K) - (1 - q), with 1 - q from the sum of the others
    /// where it is small.
    private func atLabel(_ information: Double, _ sums: kernel_entropy_sums) -> Double {
        let q = exp(-information)
        let others = information < logTwo ? sums.rest.value / sums.sum : 1 - q
        let gradient = labels.smoothing * (1 - 1 / count) - others
        if rows.rows.settings.space == .probabilities { return gradient / q }
        return q == 0 && information == .infinity ? 0 : gradient
    }

    func write(
        _ row: Int, _ found: Found, scale: Double, _ range: Range<Int>, _ p: UnsafeMutablePointer<Double>?,
        _ q: UnsafeMutablePointer<Double>?
    ) {
        guard let q else { return }
        rows.write(row, found.gradient, scale: scale, range, q)
        if range.contains(found.label) {
            q[found.label - range.lowerBound] = canonical(found.atLabel * (scale * rows.rate(found.gradient)))
        }
    }
}

/// The cross-entropy of labels.
package func labelLoss(
    _ q: LossSide, _ labels: Labels, _ options: LossOptions, _ results: LossResults
) throws(DivergenceError) {
    let plan = try LossPlan(options, q, ignoring: labels)
    try results.validated()
    let rows = try q.rows(options, threads: plan.threads.withinRow)
    try withUniform(rows) { uniform throws(DivergenceError) in
        try run(LabelLoss(rows, labels, uniform: uniform), plan, results, isShared: results.overlap(q.view))
    }
}
