/// Means over the rows whose confidence is in one bin; NaN if there are none.
public struct CalibrationBin: Equatable, Sendable, BitwiseCopyable {
    public let accuracy: Double
    public let confidence: Double
    public let count: Int
}

/// The calibration error of rows in any space, and the bins that it is of.
package func calibrationError(
    _ p: RowView, _ labels: ClassifierLabels, binCount: Int?, _ options: Options, store: (Int, CalibrationBin) -> Void
) throws(DivergenceError) -> CalibrationSummary {
    let view = try p.validated(as: .p)
    let settings = try Settings(options, view.type)
    let plan = ThreadPlan(settings, rows: view.rows, count: view.count)
    let rows = DiscreteRows(view: view, argument: .p, settings: settings, threads: plan.withinRow)
    let labels = try CheckedLabels(labels, of: view, options)
    var table = try CalibrationTable(binCount: binCount)
    try forEachRow(view.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        try Prediction(rows, row, labels)
    } store: { _, prediction in
        if prediction.counts {
            table.add(largest: prediction.largest, rest: prediction.rest, accuracy: prediction.accuracy)
        }
    }
    let summary = table.summary
    guard summary.count > 0 else { throw DivergenceError(.count, .labels) }
    for index in 0..<table.binCount { store(index, table[index]) }
    return summary
}

/// A row's largest probability, as a weight beside that of the others.
private struct Prediction {
    var largest = Double.nan
    var rest = Double.nan
    var accuracy = 0.0
    var counts = false
}

extension Prediction {
    @inline(never)
    init(_ rows: DiscreteRows, _ row: Int, _ labels: CheckedLabels) throws(DivergenceError) {
        let view = rows.view
        var predicted: Int?
        var accuracy = 0.0
        counts = try labels.forEach(row, classes: view.count) { index, probability throws(DivergenceError) in
            if predicted == nil { predicted = view.firstLargest(row) }
            if index == predicted { accuracy = probability }
        }
        guard counts else { return }
        self.accuracy = accuracy
        if let weights = try EntropyRows(rows: rows).largest(row) { (largest, rest) = weights }
    }
}

extension RowView {
    /// The first position of the largest number.
    fileprivate func firstLargest(_ row: Int) -> Int {
        var (index, largest) = (0, -Double.infinity)
        for next in 0..<count where self[row, next] > largest { (index, largest) = (next, self[row, next]) }
        return index
    }
}
