import KullbackPlatform

/// A loss of one distribution.
struct SingleLoss {
    let rows: EntropyRows
    /// log Σ exp(t p) rather than the entropy.
    let isLogSumExp: Bool

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        guard let source = try rows.source(row) else { return LossRow() }
        let sums = try rows.checkedSums(row, source)
        if sums.rest.value.isNaN { return LossRow() }
        var gradient = rows.gradient(source, sums)
        if isLogSumExp {
            gradient.p.mass = 1
            return LossRow(
                value: source.shift / rows.rows.settings.temperature + gradient.others, gradient: gradient)
        }
        gradient.p.entropy = 1
        return LossRow(value: gradient.entropy, gradient: gradient)
    }

    func write(_ found: LossRow, _ block: GradientBlock) { rows.write(found.gradient, block) }
}

extension Settings {
    /// What logits are divided by.
    var temperature: Double {
        if case .logits(let temperature) = space { temperature } else { 1 }
    }
}

/// D(P ‖ uniform) = log K - H(P), by the divergence's own sum. Where the entropy is smaller than it, the gradient is that of
/// the entropy, negative: else log(P K) and its mean would cancel.
struct UniformLoss {
    let divergence: PairLoss
    let entropy: SingleLoss

    init(_ rows: DiscreteRows, uniform: DiscreteRows) {
        divergence = PairLoss(.kl, rows, uniform, wants: (true, false))
        entropy = SingleLoss(rows: EntropyRows(rows: rows), isLogSumExp: false)
    }

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        let found = try divergence.row(row)
        var ofEntropy = try entropy.row(row)
        if found.value <= ofEntropy.value { return found }
        ofEntropy.value = found.value
        ofEntropy.gradient.p.entropy = -1
        return ofEntropy
    }

    func write(_ found: LossRow, _ block: GradientBlock) {
        if found.gradient.p.entropy != 0 {
            entropy.write(found, block)
        } else {
            divergence.write(found, block)
        }
    }
}
