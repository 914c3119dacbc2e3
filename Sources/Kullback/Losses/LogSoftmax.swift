import KullbackPlatform

/// Log-probabilities of logits, written as a gradient would be: with m the largest, log p = (x - m) / T - log1p(r), r the
/// sum of the others as multiples of the largest probability. Both terms have one sign.
struct LogSoftmax {
    let rows: EntropyRows

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        guard let source = try rows.source(row) else { return LossRow() }
        return LossRow(value: 0, gradient: rows.gradient(source, try rows.checkedSums(row, source)))
    }

    func write(_ found: LossRow, _ block: GradientBlock) {
        guard let p = block.p else { return }
        let (shift, others) = (found.gradient.source.logarithms.a_shift, found.gradient.others)
        let rate = rows.rows.settings.rate
        rows.rows.view.withRun(block.row, block.range) { run in
            for index in 0..<block.range.count { p[index] = ((run[index] - shift) * rate - others) * block.scale }
        }
    }
}

/// log softmax(row / temperature). Of the options, the threads and the unit apply.
package func logSoftmax(_ p: LossSide, _ options: LossOptionsView, _ result: ResultView) throws(DivergenceError) {
    try p.mustBeLogits()
    var applicable = LossOptionsView()
    (applicable.unit, applicable.threads) = (options.unit, options.threads)
    let plan = try LossPlan(applicable, p)
    try result.validated()
    let results = LossResults(value: nil, p: result)
    try run(
        .logSoftmax(LogSoftmax(rows: EntropyRows(rows: try p.rows(applicable, threads: plan.threads.withinRow)))), plan,
        results,
        isShared: results.overlap(p.view))
}
