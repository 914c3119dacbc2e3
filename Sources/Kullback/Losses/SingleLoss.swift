import KullbackPlatform

/// A loss of one distribution.
struct SingleLoss: RowLoss {
    let rows: EntropyRows
    /// log Σ exp(t p) rather than the entropy.
    let isLogSumExp: Bool

    func row(_ row: Int) throws(DivergenceError) -> (value: Double, found: kernel_gradient) {
        guard let source = try rows.source(row) else { return (.nan, kernel_gradient()) }
        let sums = try rows.checkedSums(row, source)
        if sums.rest.value.isNaN { return (.nan, kernel_gradient()) }
        var gradient = rows.gradient(source, sums)
        if isLogSumExp {
            gradient.p.mass = 1
            return (source.shift / rows.rows.settings.temperature + gradient.others, gradient)
        }
        gradient.p.entropy = 1
        return (gradient.entropy, gradient)
    }

    func write(
        _ row: Int, _ found: kernel_gradient, scale: Double, _ range: Range<Int>, _ p: UnsafeMutablePointer<Double>?,
        _ q: UnsafeMutablePointer<Double>?
    ) {
        if let p { rows.write(row, found, scale: scale, range, p) }
    }
}

extension Settings {
    /// What logits are divided by.
    var temperature: Double {
        if case .logits(let temperature) = space { temperature } else { 1 }
    }
}
