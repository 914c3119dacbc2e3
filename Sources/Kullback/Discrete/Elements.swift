/// One row → row: each element's part in the entropy, -p log p, or its self-information, -log p.
package func entropyElements(
    _ quantity: Quantity, _ p: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    guard quantity == .entropy || quantity == .selfInformation else {
        throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
    let settings = try Settings(options, p.type)
    let p = try p.validated(as: .p)
    try forEachElement(p, settings, result) { row, threads, store throws(DivergenceError) in
        let entropies = EntropyRows(
            rows: DiscreteRows(view: p, argument: .p, settings: settings, threads: threads))
        try entropies.elements(row, isWeighted: quantity == .entropy) { store($0, $1 / settings.unit) }
    }
}

/// Two rows → row: each element's part in the divergence, q f(p / q) with the canonical generator f.
package func divergenceElements(
    _ quantity: Quantity, _ p: RowView, _ q: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let measure = try Measure(quantity, options)
    guard measure.hasElements else {
        throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
    let settings = try Settings(options, p.type)
    let (p, q) = try validated(p, q)
    try forEachElement(p, settings, result) { row, threads, store throws(DivergenceError) in
        let rows = MeasuredRows(
            measure, DiscreteRows(view: p, argument: .p, settings: settings, threads: threads),
            DiscreteRows(view: q, argument: .q, settings: settings, threads: threads))
        try rows.elements(row, store)
    }
}

/// Calls `body` with each row, the threads to use for it, and where its elements go, and stores all of them once the
/// last one is there.
private func forEachElement(
    _ p: RowView, _ settings: Settings, _ result: ResultView,
    _ body: (Int, Int, (Int, Double) -> Void) throws(DivergenceError) -> Void
) throws(DivergenceError) {
    try result.validated()
    guard result.count == p.count else { throw DivergenceError(.shape, .result) }
    let plan = ThreadPlan(settings, rows: p.rows, count: p.count)
    try forEachRow(p.rows, width: p.count, threads: plan.acrossRows) {
        (row: Int, values: UnsafeMutablePointer<Double>) throws(DivergenceError) in
        try body(row, plan.withinRow) { index, value in values[index] = value }
    } store: { row, index, value in
        result.store(row, index, value)
    }
}
