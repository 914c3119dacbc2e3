import KullbackPlatform

/// What becomes of the estimates of tokens. The raw values are those of the C header's `kullback_token_reduction`.
public enum TokenReduction: Int32, Sendable {
    case none = 0
    case rowSum = 10
    case rowMean = 20
    case sum = 30
    case mean = 40
    /// The mean of the means of rows that have tokens.
    case meanOfMeans = 50

    package var isOverRows: Bool { rawValue >= TokenReduction.sum.rawValue }
}

/// Tokens that count, where the byte is not 0.
package struct TokenMask {
    let data: UnsafePointer<UInt8>
    let rowStride: Int
    let stride: Int

    package init(_ data: UnsafePointer<UInt8>, rowStride: Int, stride: Int) {
        self.data = data
        self.rowStride = rowStride
        self.stride = stride
    }

    func counts(_ row: Int, _ index: Int) -> Bool { data[row * rowStride + index * stride] != 0 }
}

/// Log-probabilities of tokens under the policy p, which drew them, and a reference q.
package struct TokenEstimates {
    let estimator: Estimator
    let p: RowView
    let q: RowView
    let mask: TokenMask?
    let reduction: TokenReduction
    let plan: LossPlan

    package init(
        _ estimator: Estimator, _ p: RowView, _ q: RowView, _ mask: TokenMask?, _ reduction: TokenReduction,
        _ options: LossOptionsView
    ) throws(DivergenceError) {
        self.p = try p.validated(as: .logDensityP)
        self.q = try q.validated(as: .logDensityQ)
        guard q.rows == p.rows, q.count == p.count else { throw DivergenceError(.shape, .logDensityQ) }
        if let mask, !spans(max(p.rows, 1), mask.rowStride, max(p.count, 1), mask.stride) {
            throw DivergenceError(.stride, .mask)
        }
        plan = try LossPlan(plain: options, p)
        self.estimator = estimator
        self.mask = mask
        self.reduction = reduction
    }

    /// Tokens of a row that count.
    fileprivate func count(_ row: Int) -> Int {
        guard let mask else { return p.count }
        var count = 0
        for index in 0..<p.count where mask.counts(row, index) { count += 1 }
        return count
    }

    /// What the values of all rows are divided by.
    fileprivate var divisor: Double {
        guard reduction == .mean || reduction == .meanOfMeans else { return 1 }
        var (tokens, rows) = (0, 0)
        for row in 0..<p.rows {
            let count = count(row)
            tokens += count
            rows += count > 0 ? 1 : 0
        }
        return Double(reduction == .mean ? tokens : rows)
    }

    /// What a row's sum and derivatives are multiplied by, but for what all rows are divided by.
    fileprivate func factor(_ row: Int) -> Double {
        let factor = plan.weight(row) * plan.gradientFactor
        guard reduction == .rowMean || reduction == .meanOfMeans else { return factor }
        let count = count(row)
        return count == 0 ? 0 : factor / Double(count)
    }

    /// Copies part of a row of one side, without what does not count: where both sides are 0, so are k1, k2 and k3.
    fileprivate func read(
        _ view: RowView, _ row: Int, _ range: Range<Int>, _ room: UnsafeMutablePointer<Double>
    ) -> UnsafePointer<Double> {
        if mask == nil, view.isDirect { return view.run(row, range) }
        let values = view.read(row, range, UnsafeMutableRawPointer(room).assumingMemoryBound(to: Block.self))
        clear(row, range, room)
        return values
    }

    /// Sets what does not count to 0.
    fileprivate func clear(_ row: Int, _ range: Range<Int>, _ values: UnsafeMutablePointer<Double>) {
        guard let mask else { return }
        for index in 0..<range.count where !mask.counts(row, range.lowerBound + index) { values[index] = 0 }
    }
}

/// Values, and the gradient with respect to log p of what the reduction makes of them.
package func tokenEstimates(
    _ tokens: TokenEstimates, value: ResultView?, gradient: ResultView?
) throws(DivergenceError) {
    try value?.validated()
    try gradient?.validated(as: .gradientP)
    let divisor = tokens.divisor
    let plan = tokens.plan
    var sum = CompensatedSum<Double>()
    try forEachRow(tokens.p.rows, threads: plan.threads.acrossRows) { row throws(DivergenceError) in
        let factor = tokens.factor(row)
        let total = reduceBlocks(tokens.p.count, threads: plan.threads.withinRow) { range in
            tokens.block(
                row, range, factor: factor, divisor: divisor, value: tokens.reduction == .none ? value : nil, gradient)
        }
        return total.total.value * factor
    } store: { row, rowValue in
        if tokens.reduction == .rowSum || tokens.reduction == .rowMean { value?.store(row, 0, rowValue) }
        sum.add(rowValue)
    }
    if tokens.reduction.isOverRows { value?.store(0, 0, sum.value / divisor) }
}

extension TokenEstimates {
    /// The sum of the estimates of part of a row; they and their derivatives are written on the way.
    fileprivate func block(
        _ row: Int, _ range: Range<Int>, factor: Double, divisor: Double, value: ResultView?, _ gradient: ResultView?
    ) -> kernel_total {
        withRoom { room in
            let length = Int(kernel_block_length)
            let (values, derivatives) = (room + 2 * length, room + 3 * length)
            let (a, b) = (read(p, row, range, room), read(q, row, range, room + length))
            kernels.pointee.estimates(estimator.kernel, a, b, range.count, values, gradient == nil ? nil : derivatives)
            let total = kernels.pointee.expanded_total(values, range.count)
            if let value {
                for index in 0..<range.count { values[index] *= factor }
                value.store(row, range, values)
            }
            if let gradient {
                let factor = factor / divisor
                for index in 0..<range.count { derivatives[index] *= factor }
                clear(row, range, derivatives)
                gradient.store(row, range, derivatives)
            }
            return total
        }
    }
}
