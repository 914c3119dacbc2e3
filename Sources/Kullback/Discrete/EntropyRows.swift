import KullbackPlatform

/// Entropy of rows, in nats.
///
/// With the largest probability m kept apart, r the sum of the others and E = Σ -p log p over them, all of them
/// as given (their sum S = m + r need not be one), the entropy of the normalised row is
///
///     H = Σ p/S log(S/p) = (E + r log m) / S + log1p(r / m),
///
/// in which E + r log m = Σ p log(m/p) over the others. No digits are lost where m is almost all of S.
struct EntropyRows<Element: Scalar> {
    let rows: DiscreteRows<Element>

    private var functions: UnsafePointer<kernel_functions> { rows.functions }

    func value(_ row: Int) throws(DivergenceError) -> Double {
        switch rows.settings.space {
        case .probabilities: try ofWeights(row)
        case .logProbabilities, .logits: try ofLogarithms(row)
        }
    }

    private func ofWeights(_ row: Int) throws(DivergenceError) -> Double {
        let exponent = rows.settings.normalize ? try rows.weight(row).exponent : 0
        let sums = reduce(row) { functions.pointee.entropy($0, $1, exponent) }
        try rows.check(row, sum: sums.sum, invalid: sums.invalid)
        return sums.entropy
    }

    private func ofLogarithms(_ row: Int) throws(DivergenceError) -> Double {
        let shift = try rows.maximum(row)
        if shift.isNaN { return .nan }
        let rate = rows.settings.rate
        let sums = reduce(row) { functions.pointee.log_entropy($0, $1, shift, rate) }
        let scale = exp(Lane(repeating: shift))[0]
        try rows.check(row, sum: rows.settings.normalize ? 1 : sums.sum * scale, invalid: sums.invalid)
        return sums.entropy
    }

    @inline(__always)
    private func reduce(
        _ row: Int, _ kernel: (UnsafePointer<Element>, Int) -> kernel_entropy_sums
    ) -> kernel_entropy_sums {
        let view = rows.view
        return Kullback.reduce(view.count, threads: rows.threads, contiguous: view.isContiguous) { range in
            view.withRun(row, range) { kernel($0, range.count) }
        }
    }
}

extension kernel_entropy_sums {
    var sum: Double { largest + rest.value }

    var entropy: Double {
        let rest = rest.value
        if rest.isNaN { return .nan }
        if rest == 0 { return 0 }
        return (term.value + rest * log(largest)) / sum + log1p(rest / largest)
    }
}
