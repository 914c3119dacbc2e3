/// A loss between `p` and `q`, or of `p` alone.
package func loss(
    _ quantity: Quantity, _ p: LossSide, _ q: LossSide?, _ options: LossOptionsView, _ results: LossResults
) throws(DivergenceError) {
    guard let q else { return try loss(quantity, p, options, results) }
    let measure = try PairQuantity(quantity, options)
    let pair = try LossPair(p, q)
    let plan = try LossPlan(options, p)
    try results.validated()
    let rows = try pair.rows(options, threads: plan.threads.withinRow)
    try run(
        .pair(PairLoss(measure, rows.p, rows.q, wants: (results.p != nil, results.q != nil))), plan, results,
        isShared: results.overlap(p.view) || results.overlap(q.view))
}

private func loss(
    _ quantity: Quantity, _ p: LossSide, _ options: LossOptionsView, _ results: LossResults
) throws(DivergenceError) {
    if results.q != nil { throw DivergenceError(.nullPointer, .q) }
    let plan = try LossPlan(options, p)
    try results.validated()
    let rows = try p.rows(options, threads: plan.threads.withinRow)
    let isShared = results.overlap(p.view)
    switch quantity {
    case .entropy, .logSumExp:
        if quantity == .logSumExp { try p.mustBeLogits() }
        try run(
            .single(SingleLoss(rows: EntropyRows(rows: rows), isLogSumExp: quantity == .logSumExp)), plan, results,
            isShared: isShared)
    case .klDivergence:
        try withUniform(rows) { uniform throws(DivergenceError) in
            try run(.uniform(UniformLoss(rows, uniform: uniform)), plan, results, isShared: isShared)
        }
    default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
}
