/// Hard labels, one per row.
package struct Labels {
    private let view: RowView
    /// The label of rows that do not count.
    private let ignored: Int64?
    let smoothing: Double

    package init(
        _ data: UnsafePointer<Int64>?, count: Int, stride: Int = 1, ignored: Int64?, smoothing: Double = 0
    ) throws(DivergenceError) {
        guard smoothing >= 0, smoothing <= 1 else { throw DivergenceError(.option, .labels, value: smoothing) }
        let labels = RowView(data: data, type: .i64, rows: 1, count: count, rowStride: 0, stride: stride)
        view = try labels.validated(as: .labels)
        self.ignored = ignored
        self.smoothing = smoothing
    }

    /// As many labels as rows.
    func check(rows: Int) throws(DivergenceError) {
        guard view.count == rows else { throw DivergenceError(.shape, .labels) }
    }

    /// The same, for what is about the labels themselves.
    func checkUnsmoothed(rows: Int) throws(DivergenceError) {
        guard smoothing == 0 else { throw DivergenceError(.option, .labels, value: smoothing) }
        try check(rows: rows)
    }

    /// Whether the row's label is not the one that is ignored.
    func counts(_ row: Int) -> Bool { label(row) != nil }

    /// The position in a row of `count` elements that is its label, nil if the row does not count.
    func index(_ row: Int, below count: Int) throws(DivergenceError) -> Int? {
        guard let label = label(row) else { return nil }
        guard label >= 0, label < count else {
            throw DivergenceError(.parameter, .labels, row: row, value: Double(label))
        }
        return label
    }

    /// The row's label as it is, nil for the one that is ignored. Not through `view[0, row]`: not every label is a double.
    func label(_ row: Int) -> Int? {
        guard let data = view.data else { return nil }
        let label = data.assumingMemoryBound(to: Int64.self)[row * view.stride]
        return label == ignored ? nil : Int(label)
    }
}

/// Calls `body` with an array as labels.
func withLabels<R>(
    _ labels: [Int64], ignoring ignored: Int64?, smoothing: Double = 0, _ body: (Labels) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    try labels.withUnsafeBufferPointer { buffer throws(DivergenceError) in
        try body(Labels(buffer.baseAddress, count: buffer.count, ignored: ignored, smoothing: smoothing))
    }
}
