/// What becomes of the values of rows. The raw values are those of the C header's `kullback_reduction`.
public enum Reduction: Int32, Sendable {
    /// One value per row.
    case none = 0
    /// Σ weight · value
    case sum = 10
    /// That sum divided by the number of rows that count.
    case batchMean = 20
}

/// Options of one loss, as the caller gave them.
package struct LossOptions {
    package var reduction = Reduction.none
    package var normalize = false
    package var unit = Unit.nats
    package var sumTolerance: Double?
    package var threads = 0
    /// Of values and gradients.
    package var factor = 1.0
    /// That of p in a mixture; nil is 1/2.
    package var weight: Double?
    package var rowWeights: RowView?
    package var mask: Mask?

    package init() {}
}

/// Bytes that are 0 for rows that do not count.
package struct Mask {
    let data: UnsafePointer<UInt8>
    let stride: Int

    package init(_ data: UnsafePointer<UInt8>, stride: Int) {
        self.data = data
        self.stride = stride
    }
}

/// Hard labels, one per row.
package struct Labels {
    let view: RowView
    let ignored: Int64
    let smoothing: Double

    package init(_ view: RowView, ignored: Int64, smoothing: Double) throws(DivergenceError) {
        guard smoothing >= 0, smoothing <= 1 else { throw DivergenceError(.option, .labels, value: smoothing) }
        self.view = try view.validated(as: .labels)
        self.ignored = ignored
        self.smoothing = smoothing
    }

    /// The row's label, or nil for the one that is ignored.
    func label(_ row: Int) -> Int? {
        guard let data = view.data else { return nil }
        let label = data.assumingMemoryBound(to: Int64.self)[row * view.stride]
        return label == ignored ? nil : Int(label)
    }

    /// As many labels as rows, and each one of `count` that counts.
    func check(_ plan: LossPlan) throws(DivergenceError) {
        guard view.count == plan.rows else { throw DivergenceError(.shape, .labels) }
        for row in 0..<plan.rows where plan.isRead(row) {
            guard let label = label(row), !(0..<plan.count).contains(label) else { continue }
            throw DivergenceError(.parameter, .labels, row: row, value: Double(label))
        }
    }
}
