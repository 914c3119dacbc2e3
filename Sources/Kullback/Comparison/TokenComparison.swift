/// What two models say of one token: P and Q are their distributions for it, in nats. Every number is NaN where a logit
/// was.
public struct TokenComparison: Equatable, Sendable, BitwiseCopyable {
    /// D(P ‖ Q)
    public let kl: Double
    /// What they say of the token that did come, if that is known.
    public let label: LabelComparison?
    /// Whether P and Q are largest at the same place, the first of several.
    public let hasSameTop: Bool

    package init(kl: Double, label: LabelComparison?, hasSameTop: Bool) {
        self.kl = kl
        self.label = label
        self.hasSameTop = hasSameTop
    }
}

/// What two models say of the token that did come.
public struct LabelComparison: Equatable, Sendable, BitwiseCopyable {
    /// -log P[label]
    public let nllP: Double
    /// -log Q[label]
    public let nllQ: Double
    /// nllQ - nllP, without its cancellation; NaN where both are infinite.
    public let nllChange: Double
    /// P[label]
    public let probabilityP: Double
    /// Q[label]
    public let probabilityQ: Double
    /// probabilityQ - probabilityP, without its cancellation.
    public let probabilityChange: Double

    package init(
        nllP: Double, nllQ: Double, nllChange: Double, probabilityP: Double, probabilityQ: Double,
        probabilityChange: Double
    ) {
        self.nllP = nllP
        self.nllQ = nllQ
        self.nllChange = nllChange
        self.probabilityP = probabilityP
        self.probabilityQ = probabilityQ
        self.probabilityChange = probabilityChange
    }

    /// Of a row with a NaN.
    static var nan: LabelComparison {
        LabelComparison(
            nllP: .nan, nllQ: .nan, nllChange: .nan, probabilityP: .nan, probabilityQ: .nan, probabilityChange: .nan)
    }
}

/// One label per row: the token that did come.
package struct TokenLabels {
    private let view: RowView
    private let ignored: Int64

    /// `smoothing` is there to be refused: a report is about the labels themselves.
    package init(
        _ data: UnsafePointer<Int64>?, count: Int, stride: Int, ignored: Int64, smoothing: Double = 0
    ) throws(DivergenceError) {
        let labels = RowView(data: data, type: .i64, rows: 1, count: count, rowStride: 0, stride: stride)
        view = try labels.validated(as: .labels)
        self.ignored = ignored
        guard smoothing == 0 else { throw DivergenceError(.option, .labels, value: smoothing) }
    }

    var count: Int { view.count }

    /// Read as it is: not every label is a double.
    private subscript(row: Int) -> Int64 { view.data!.assumingMemoryBound(to: Int64.self)[row * view.stride] }

    func isIgnored(_ row: Int) -> Bool { self[row] == ignored }

    func index(_ row: Int, below count: Int) throws(DivergenceError) -> Int {
        let label = self[row]
        guard label >= 0, label < count else {
            throw DivergenceError(.parameter, .labels, row: row, value: Double(label))
        }
        return Int(label)
    }
}
