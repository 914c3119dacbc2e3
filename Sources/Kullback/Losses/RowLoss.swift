import KullbackPlatform

/// A loss, row by row. An enumeration rather than a protocol, so that the loop over rows is compiled once.
///
/// `row` is the place where a row's value and all that its gradients want of the row as a whole are found; `write` then
/// goes through the row once more, block by block.
enum RowLoss {
    case pair(PairLoss)
    case single(SingleLoss)
    case uniform(UniformLoss)
    case label(LabelLoss)
    case distillation(DistillationLoss)
    case decoupled(DecoupledLoss)
    case logSoftmax(LogSoftmax)

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        switch self {
        case .pair(let loss): try loss.row(row)
        case .single(let loss): try loss.row(row)
        case .uniform(let loss): try loss.row(row)
        case .label(let loss): try loss.row(row)
        case .distillation(let loss): try loss.row(row)
        case .decoupled(let loss): try loss.row(row)
        case .logSoftmax(let loss): try loss.row(row)
        }
    }

    func write(_ found: LossRow, _ block: GradientBlock) {
        switch self {
        case .pair(let loss): loss.write(found, block)
        case .single(let loss): loss.write(found, block)
        case .uniform(let loss): loss.write(found, block)
        case .label(let loss): loss.write(found, block)
        case .distillation(let loss): loss.write(found, block)
        case .decoupled(let loss): loss.write(found, block)
        case .logSoftmax(let loss): loss.write(found, block)
        }
    }
}

/// What a loss has found of a row.
struct LossRow {
    /// In nats.
    var value = Double.nan
    /// What gradients are made from.
    var gradient = kernel_gradient()
    /// The same, where floats were good enough.
    var floats: FloatLogitRow?
    /// The same of the label's part, where there is one.
    var label: LabelRow?
}

/// Where gradients of at most a block go, times `scale`; those that are nil are not wanted.
struct GradientBlock {
    let row: Int
    let range: Range<Int>
    var scale: Double
    var p: UnsafeMutablePointer<Double>?
    var q: UnsafeMutablePointer<Double>?
}

/// Computes a loss. `isShared` says that a gradient may lie where rows do: then all rows are checked before the first
/// gradient is written.
@inline(never)
func run(
    _ loss: RowLoss, _ plan: LossPlan, _ results: LossResults, isShared: Bool
) throws(DivergenceError) {
    if isShared {
        try forEachRow(plan.rows, threads: plan.threads.acrossRows) { row throws(DivergenceError) in
            plan.counts(row) ? try loss.row(row).value : 0
        } store: { _, _ in
        }
    }
    var sum = CompensatedSum<Double>()
    try forEachRow(plan.rows, threads: plan.threads.acrossRows) { row throws(DivergenceError) in
        try computeRow(loss, row, plan, results)
    } store: { row, value in
        if plan.reduction == .none {
            results.value?.store(row, 0, value * plan.factor)
        } else {
            sum.add(value)
        }
    }
    if plan.reduction != .none { results.value?.store(0, 0, sum.value / plan.divisor * plan.factor) }
}

/// A row's weighted value; its gradients are written.
private func computeRow(
    _ loss: RowLoss, _ row: Int, _ plan: LossPlan, _ results: LossResults
) throws(DivergenceError) -> Double {
    guard plan.counts(row) else {
        results.fill(row, plan, 0)
        return 0
    }
    let found = try loss.row(row)
    let weight = plan.weight(row)
    if found.value.isNaN || weight.isNaN {
        results.fill(row, plan, .nan)
        return .nan
    }
    // Without weight an infinite value is without effect, too.
    if weight == 0 {
        results.fill(row, plan, 0)
        return 0
    }
    if results.p != nil || results.q != nil {
        forEachChunk(plan) { range in
            loss.store(found, row, range, scale: weight * plan.gradientFactor, results)
        }
    }
    return weight * (found.value / plan.unit)
}

/// Calls `body` for each chunk of a row, on the threads that are for one row.
private func forEachChunk(_ plan: LossPlan, _ body: (Range<Int>) -> Void) {
    let chunks = (plan.count + chunkLength - 1) / chunkLength
    parallel(chunks, threads: plan.threads.withinRow) { chunk in
        body(chunk * chunkLength..<min((chunk + 1) * chunkLength, plan.count))
    }
}

extension RowLoss {
    /// Stores the gradients of part of a row.
    fileprivate func store(
        _ found: LossRow, _ row: Int, _ range: Range<Int>, scale: Double, _ results: LossResults
    ) {
        if case .pair(let pair) = self, pair.store(found, row, range, scale: scale, results) { return }
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Int(kernel_block_length)) {
            let block = start..<min(start + Int(kernel_block_length), range.upperBound)
            results.withBlocks(row, block) { p, q in
                write(found, GradientBlock(row: row, range: block, scale: scale, p: p, q: q))
            }
        }
    }
}

extension LossResults {
    /// Sets a row of the gradients to one number.
    fileprivate func fill(_ row: Int, _ plan: LossPlan, _ value: Double) {
        for index in 0..<(p?.count ?? 0) { p?.store(row, index, value) }
        for index in 0..<(q?.count ?? 0) { q?.store(row, index, value) }
    }

    /// Stores what `body` writes into blocks.
    fileprivate func withBlocks(
        _ row: Int, _ range: Range<Int>, _ body: (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?) -> Void
    ) {
        withRoom { room in
            let (pValues, qValues) = (room, room + Int(kernel_block_length))
            body(p == nil ? nil : pValues, q == nil ? nil : qValues)
            p?.store(row, range, pValues)
            q?.store(row, range, qValues)
        }
    }
}
