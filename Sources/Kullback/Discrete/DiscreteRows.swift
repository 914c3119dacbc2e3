import KullbackPlatform

/// Rows of probabilities, log-probabilities or logits, with the checks that all discrete quantities share.
struct DiscreteRows {
    let view: RowView
    let argument: DivergenceError.Argument
    let settings: Settings
    /// Threads to use within one row.
    let threads: Int

    /// Whether kernels see logarithms.
    var isLogarithmic: Bool { settings.space != .probabilities || view.readsLogarithms }

    /// A row's sum must be positive, and near one unless it is divided out. NaN passes: it becomes the result.
    func check(_ row: Int, sum: Double, invalid: Int32) throws(DivergenceError) {
        if invalid != 0, let error = view.probabilityError(settings.space, row, argument) { throw error }
        if sum == 0 { throw DivergenceError(.noMass, argument, row: row) }
        if !settings.normalize, abs(sum - 1) > settings.sumTolerance {
            throw DivergenceError(.sum, argument, row: row, value: sum)
        }
    }

    /// Sum of a row of weights as significand · 2^-exponent, with the significand in [1, 2): scaling the row by
    /// 2^exponent makes it harmless.
    func weight(_ row: Int) throws(DivergenceError) -> (significand: Double, exponent: Int32) {
        var shift: Int32 = 0
        var total = self.total(row, 0)
        if total.total.value == .infinity, total.invalid == 0 {
            // The sum overflows, not its elements.
            shift = -64
            total = self.total(row, shift)
        }
        let sum = total.total.value
        try check(row, sum: sum, invalid: total.invalid)
        return sum.isNaN ? (.nan, 0) : (sum.significand, shift - Int32(sum.exponent))
    }

    private func total(_ row: Int, _ exponent: Int32) -> kernel_total {
        reduce(view.count, threads: threads, direct: view.isDirect) { range in
            view.withRun(row, range) { kernels.pointee.total($0, range.count, exponent) }
        }
    }

    /// The largest logarithm of a row, NaN where there is a NaN.
    func maximum(_ row: Int) throws(DivergenceError) -> Double {
        let found = reduce(view.count, threads: threads, direct: view.isDirect) { range in
            view.withRun(row, range) { kernels.pointee.maximum($0, range.count) }
        }
        try check(row, sum: found.maximum == -.infinity ? 0 : 1, invalid: found.invalid)
        return found.maximum
    }

    /// What is subtracted from a row of logarithms, NaN where there is a NaN.
    func shift(_ row: Int) throws(DivergenceError) -> Double { settings.normalize ? try maximum(row) : 0 }
}

extension Settings {
    /// What logits are multiplied with.
    var rate: Double {
        if case .logits(let temperature) = space { 1 / temperature } else { 1 }
    }
}
