import KullbackPlatform

/// Log-probabilities of logits, written as a gradient would be: with m the largest, log p = (x - m) / T - log1p(r), r the
/// sum of the others as multiples of the largest probability. Both terms have one sign.
private struct LogSoftmax: RowLoss {
    let rows: EntropyRows

    struct Found {
        var shift = 0.0
        var others = 0.0
    }

    func row(_ row: Int) throws(DivergenceError) -> (value: Double, found: Found) {
        guard let source = try rows.source(row) else { return (.nan, Found()) }
        let sums = try rows.checkedSums(row, source)
        return (0, Found(shift: source.shift, others: log1p(sums.rest.value / sums.largest)))
    }

    func write(
        _ row: Int, _ found: Found, scale: Double, _ range: Range<Int>, _ p: UnsafeMutablePointer<Double>?,
        _ q: UnsafeMutablePointer<Double>?
    ) {
        guard let p else { return }
        let rate = rows.rows.settings.rate
        rows.rows.view.withRun(row, range) { run in
            for index in 0..<range.count { p[index] = ((run[index] - found.shift) * rate - found.others) * scale }
        }
    }
}

/// log softmax(row / temperature). Of the options, the threads and the unit apply.
package func logSoftmax(_ p: LossSide, _ options: LossOptions, _ result: ResultView) throws(DivergenceError) {
    try p.mustBeLogits()
    var applicable = LossOptions()
    (applicable.unit, applicable.threads) = (options.unit, options.threads)
    let plan = try LossPlan(applicable, p)
    try result.validated()
    let results = LossResults(value: nil, p: result)
    try run(
        LogSoftmax(rows: EntropyRows(rows: try p.rows(applicable, threads: plan.threads.withinRow))), plan, results,
        isShared: results.overlap(p.view))
}
