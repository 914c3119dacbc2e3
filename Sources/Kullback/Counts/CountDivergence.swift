/// A divergence of two rows of counts, or of other weights, for as many rows as come.
struct CountDivergence {
    private let measure: Measure
    private let settings: Settings

    init(_ quantity: Quantity, _ options: Options) throws(DivergenceError) {
        measure = try Measure(quantity, options)
        settings = try Settings(options, .i64)
    }

    /// Of the rows divided by their sums, on one thread, in the unit that was asked for. The caller has checked the
    /// weights.
    func value(_ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int) -> Double {
        let rows = MeasuredRows(measure, row(p, count, .p), row(q, count, .q))
        do throws(DivergenceError) { return try rows.value(0) } catch { return .nan }
    }

    private func row(
        _ weights: UnsafePointer<Double>, _ count: Int, _ argument: DivergenceError.Argument
    ) -> DiscreteRows {
        DiscreteRows(view: RowView(weights, count: count), argument: argument, settings: settings, threads: 1)
    }
}
