/// Which rows of a loss count, and how much: its options, checked.
struct LossPlan {
    let rows: Int
    let count: Int
    let reduction: Reduction
    /// Of the values, which are in the unit that was asked for already.
    let factor: Double
    /// Of the gradients, but for the rows' weights.
    private(set) var gradientFactor: Double
    let unit: Double
    let threads: ThreadPlan
    private let weights: RowView?
    private let mask: Mask?
    private var ignoring: Labels?
    /// What the sum over rows is divided by.
    private(set) var divisor = 1.0

    /// Rows of plain numbers, which have no space, sum or mixture.
    init(plain options: LossOptionsView, _ view: RowView) throws(DivergenceError) {
        guard !options.normalize, options.sumTolerance == nil, options.weight == nil else {
            throw DivergenceError(.option, .options)
        }
        try self.init(options, LossSide(view, .probabilities, as: .p))
    }

    /// `ignoring` are labels that may say that a row does not count.
    @inline(never)
    init(_ options: LossOptionsView, _ side: LossSide, ignoring: Labels? = nil) throws(DivergenceError) {
        let view = side.view
        rows = view.rows
        count = view.count
        reduction = options.reduction
        guard options.factor.isFinite else { throw DivergenceError(.option, .options, value: options.factor) }
        factor = options.factor
        let settings = try Settings(
            Options(unit: options.unit, sumTolerance: options.sumTolerance, threads: options.threads), view.type)
        unit = settings.unit
        gradientFactor = factor / unit
        threads = ThreadPlan(settings, rows: rows, count: count)
        weights = try options.rowWeights?.validated(as: .rowWeights)
        mask = options.mask
        if let weights, weights.rows != 1 || weights.count != rows { throw DivergenceError(.shape, .rowWeights) }
        if let mask, !spans(1, 0, rows, mask.stride) { throw DivergenceError(.stride, .mask) }
        if let ignoring { try check(ignoring) }
        self.ignoring = ignoring
        try checkWeights()
        if reduction == .batchMean { divide() }
    }

    /// As many labels as rows, and each a position of its row, if that is read.
    func check(_ labels: Labels) throws(DivergenceError) {
        try labels.check(rows: rows)
        for row in 0..<rows where isRead(row) { _ = try labels.index(row, below: count) }
    }

    private func checkWeights() throws(DivergenceError) {
        guard let weights else { return }
        for row in 0..<rows where counts(row) && abs(weights[0, row]) == .infinity {
            throw DivergenceError(.parameter, .rowWeights, index: row, value: weights[0, row])
        }
    }

    private mutating func divide() {
        divisor = 0
        for row in 0..<rows where counts(row) { divisor += 1 }
        gradientFactor /= divisor
    }

    /// Whether the mask leaves a row.
    func isRead(_ row: Int) -> Bool { mask.map { $0.data[row * $0.stride] != 0 } ?? true }

    /// Whether a row is read and divided by.
    func counts(_ row: Int) -> Bool { isRead(row) && (ignoring?.counts(row) ?? true) }

    func weight(_ row: Int) -> Double { weights.map { $0[0, row] } ?? 1 }
}

/// Where a loss writes.
package struct LossResults {
    var value: ResultView?
    var p: ResultView?
    var q: ResultView?

    package init(value: ResultView?, p: ResultView? = nil, q: ResultView? = nil) {
        self.value = value
        self.p = p
        self.q = q
    }

    @inline(never)
    func validated() throws(DivergenceError) {
        try value?.validated()
        try p?.validated(as: .gradientP)
        try q?.validated(as: .gradientQ)
    }

    /// Whether a gradient may lie where rows do.
    @inline(never)
    func overlap(_ view: RowView) -> Bool {
        let extent = view.extent
        return p.map { $0.extent.overlaps(extent) } ?? false || q.map { $0.extent.overlaps(extent) } ?? false
    }
}

extension RowView {
    /// The addresses between which all elements lie.
    var extent: Range<UInt> {
        guard rows > 0, count > 0 else { return 0..<0 }
        let (down, across) = ((rows - 1) * rowStride, (count - 1) * stride)
        let first = Int(bitPattern: data) &+ (min(0, down) + min(0, across)) * type.size
        let last = Int(bitPattern: data) &+ (max(0, down) + max(0, across)) * type.size
        return UInt(bitPattern: first)..<(UInt(bitPattern: last) &+ UInt(type.size))
    }
}

extension ResultView {
    var extent: Range<UInt> {
        RowView(data: data, type: type, rows: rows, count: count, rowStride: rowStride, stride: stride).extent
    }
}
