/// What becomes of the values of rows. The raw values are those of the C header's `kullback_reduction`.
public enum Reduction: Int32, Sendable {
    /// One value per row.
    case none = 0
    /// Σ weight · value
    case sum = 10
    /// That sum divided by the number of rows that count.
    case batchMean = 20
}

/// Options of a loss.
public struct LossOptions: Equatable, Sendable {
    public var reduction: Reduction
    /// Of values and gradients; finite.
    public var factor: Double
    /// One per row, of value and gradients; finite. nil: all are 1.
    public var rowWeights: [Double]?
    /// One per row: whether it counts. Others are not read; their value and gradients are 0. nil: all do.
    public var mask: [Bool]?
    /// Divide probabilities and log-probabilities by their sums.
    public var normalize: Bool
    public var unit: Unit
    /// How far a sum may be from one; nil is 1e-6 for Double, 1e-4 for Float and 0.02 for Float16 and BFloat16.
    public var sumTolerance: Double?
    /// Threads to use at most; 0 chooses by the amount of work. The result does not depend on it.
    public var threads: Int

    public init(
        reduction: Reduction = .none, factor: Double = 1, rowWeights: [Double]? = nil, mask: [Bool]? = nil,
        normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil, threads: Int = 0
    ) {
        self.reduction = reduction
        self.factor = factor
        self.rowWeights = rowWeights
        self.mask = mask
        self.normalize = normalize
        self.unit = unit
        self.sumTolerance = sumTolerance
        self.threads = threads
    }

    /// Calls `body` with a view of the options of a loss of `rows` rows.
    func withView<R>(
        rows: Int, _ body: (LossOptionsView) throws(DivergenceError) -> R
    ) throws(DivergenceError) -> R {
        if let mask, mask.count != rows { throw DivergenceError(.shape, .mask) }
        var view = LossOptionsView()
        (view.reduction, view.factor, view.normalize) = (reduction, factor, normalize)
        (view.unit, view.sumTolerance, view.threads) = (unit, sumTolerance, threads)
        let bytes = mask.map { $0.map { $0 ? UInt8(1) : 0 } } ?? []
        return try bytes.withUnsafeBufferPointer { bytes throws(DivergenceError) in
            if mask != nil { view.mask = bytes.baseAddress.map { Mask($0, stride: 1) } }
            return try (rowWeights ?? []).withUnsafeBufferPointer { weights throws(DivergenceError) in
                if rowWeights != nil { view.rowWeights = RowView(weights) }
                return try body(view)
            }
        }
    }
}

/// Options of one loss, as the engine takes them.
package struct LossOptionsView {
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
