import KullbackPlatform

/// mse / 2 Var_P(log(P / Q)) + ce H(P, Q) (Cui et al. 2023), with gradients mse P (log(P / Q) - D) and ce (Q - P).
struct DecoupledLoss {
    let divergences: DivergenceRows
    let entropies: EntropyRows
    let mseWeight: Double
    let ceWeight: Double

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        guard let sum = try divergences.normalized(row) else { return LossRow() }
        let divergence = sum.value * sum.unit
        var gradient = divergences.gradient(sum)
        gradient.p.mean = divergence
        var value = 0.0
        if mseWeight != 0 { value += mseWeight * 0.5 * variance(row, gradient) }
        if ceWeight != 0 { value += ceWeight * (try entropies.value(row, .shannon) + divergence) }
        gradient.p.log = mseWeight
        gradient.q.difference = ceWeight
        return LossRow(value: value, gradient: gradient)
    }

    /// Σ P (log(P / Q) - D)²: the kernel gives P (log(P / Q) - D) as a gradient of logits, and the same with the other
    /// sign and without P as one of probabilities, of q from p.
    private func variance(_ row: Int, _ gradient: kernel_gradient) -> Double {
        if gradient.p.mean == .infinity { return .infinity }
        var gradient = gradient
        gradient.p.log = 1
        gradient.q = kernel_gradient_side()
        (gradient.q.log, gradient.q.mean, gradient.q.is_of_probabilities) = (1, -gradient.p.mean, 1)
        return reduceBlocks(divergences.count, threads: divergences.p.threads) { range in
            blockVariance(row, gradient, range)
        }.total.value
    }

    private func blockVariance(_ row: Int, _ gradient: kernel_gradient, _ range: Range<Int>) -> kernel_total {
        var (weighted, plain) = (Block(), Block())
        var sum = CompensatedSum<Double>()
        withUnsafeMutablePointer(to: &weighted) { weighted in
            withUnsafeMutablePointer(to: &plain) { plain in
                let weighted = UnsafeMutableRawPointer(weighted).assumingMemoryBound(to: Double.self)
                let plain = UnsafeMutableRawPointer(plain).assumingMemoryBound(to: Double.self)
                divergences.apply(
                    gradient, GradientBlock(row: row, range: range, scale: 1, p: weighted, q: plain))
                for index in 0..<range.count where weighted[index] != 0 { sum.add(-weighted[index] * plain[index]) }
            }
        }
        return kernel_total(total: kernel_sum(sum), invalid: 0)
    }

    func write(_ found: LossRow, _ block: GradientBlock) { divergences.write(found.gradient, block) }
}

/// Decoupled KL of logits.
package func decoupledKL(
    _ p: LossSide, _ q: LossSide, mseWeight: Double, ceWeight: Double, _ options: LossOptionsView,
    _ results: LossResults
) throws(DivergenceError) {
    try p.mustBeLogits()
    try q.mustBeLogits()
    guard mseWeight.isFinite else { throw DivergenceError(.option, .weights, value: mseWeight) }
    guard ceWeight.isFinite else { throw DivergenceError(.option, .weights, value: ceWeight) }
    let pair = try LossPair(p, q)
    let plan = try LossPlan(options, p)
    try results.validated()
    let rows = try pair.rows(options, threads: plan.threads.withinRow)
    try run(
        .decoupled(
            DecoupledLoss(
                divergences: DivergenceRows(.power(.one), rows.p, rows.q), entropies: EntropyRows(rows: rows.p),
                mseWeight: mseWeight, ceWeight: ceWeight)), plan, results,
        isShared: results.overlap(p.view) || results.overlap(q.view))
}
