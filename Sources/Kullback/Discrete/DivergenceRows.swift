import KullbackPlatform

/// Sums over pairs of rows, from G = Σ q f(p / q), Sp = Σ p and D = Σ (p - q), for the normalised rows p / Sp and q / Sq.
///
/// Where Sp = Sq it is G / Sp. Else a correction is due (`Summand.Form`); where it would cancel too much of G / Sp, or is
/// not good enough, q is multiplied by Sp / Sq and summed once more.
struct DivergenceRows {
    let summand: Summand
    /// In the order of the computation.
    let p: DiscreteRows
    let q: DiscreteRows

    init(_ summand: Summand, _ p: DiscreteRows, _ q: DiscreteRows) {
        self.summand = summand
        (self.p, self.q) = summand.isSwapped ? (q, p) : (p, q)
    }

    var settings: Settings { p.settings }
    var count: Int { p.view.count }
    private var resolution: Double { min(p.view.type.resolution, q.view.type.resolution) }

    /// The sum for the normalised rows; nil for logarithms with a NaN.
    @inline(never)
    func normalized(_ row: Int) throws(DivergenceError) -> NormalizedSum? {
        guard var source = try source(row) else { return nil }
        var last = sums(row, source)
        try check(row, last)
        for _ in 0..<3 {
            if let value = summand.value(last, resolution: resolution) {
                return scaledUp(row, NormalizedSum(value: value, sums: last, source: source))
            }
            if !source.balance(last.excess, isMinor: summand.isMinor(last)) { break }
            last = sums(row, source)
        }
        let value =
            summand.value(last, resolution: resolution)
            ?? summand.residual(last, isExact: source.isExact)
        return scaledUp(row, NormalizedSum(value: value, sums: last, source: source))
    }

    /// The sums of rows made equal as exactly as possible, and how they were read for it.
    func balanced(
        _ row: Int, _ source: kernel_source
    ) -> (sums: kernel_divergence_sums, source: kernel_source) {
        var source = source
        var last = sums(row, source)
        for _ in 0..<3 {
            if !last.excess.isFinite || last.excess == 0 || !source.balance(last.excess, isMinor: false) { break }
            last = sums(row, source)
        }
        return (last, source)
    }

    /// The same from both rows 2^900 times or so as large, where the sum is below the normal numbers or near them, and what it
    /// is made of may be too. A sum for rows that differ by rounding only is 0, and does not get smaller.
    private func scaledUp(_ row: Int, _ found: NormalizedSum) -> NormalizedSum {
        let isLogarithmic = p.isLogarithmic
        guard found.value < tinyDivergence, found.value != 0 || found.sums.difference.value != 0 || isLogarithmic else {
            return found
        }
        let exponent = isLogarithmic ? 1000 : 900
        let source = found.source.scaled(exponent: Int32(exponent))
        let sums = sums(row, source)
        let scaled = NormalizedSum(value: 0, sums: sums, source: source, exponent: exponent)
        let value = sums.term.value / (sums.p.value * scaled.unit)
        guard value * scaled.unit < tinyDivergence else { return NormalizedSum(value: 0, sums: sums, source: source) }
        return NormalizedSum(value: value, sums: sums, source: source, exponent: exponent)
    }

    /// Rows as they are, or scaled to harmless sizes where they are not probabilities. In the order of the arguments,
    /// so that the first at fault is reported.
    func source(_ row: Int) throws(DivergenceError) -> kernel_source? {
        let (first, second) = summand.isSwapped ? (q, p) : (p, q)
        switch (p.isLogarithmic, settings.normalize) {
        case (false, false): return kernel_source()
        case (false, true):
            let (a, b) = (try first.weight(row), try second.weight(row))
            let (pWeight, qWeight) = summand.isSwapped ? (b, a) : (a, b)
            let factor = pWeight.significand / qWeight.significand
            if factor.isNaN { return nil }
            return kernel_source(
                weights: kernel_weights(
                    p_exponent: pWeight.exponent, q_exponent: qWeight.exponent, q_factor: factor, q_factor_low: 0))
        default:
            let (a, b) = (try first.shift(row), try second.shift(row))
            if a.isNaN || b.isNaN { return nil }
            return kernel_source(
                rates: (p.settings.rate, q.settings.rate), shifts: summand.isSwapped ? (b, a) : (a, b),
                isExact: p.settings.space != q.settings.space)
        }
    }

    /// Rows that are normalised have been checked for their source.
    private func check(_ row: Int, _ sums: kernel_divergence_sums) throws(DivergenceError) {
        if settings.normalize && q.settings.normalize { return }
        if summand.isSwapped { try q.check(row, sum: sums.q, invalid: sums.invalid) }
        try p.check(row, sum: sums.p.value, invalid: sums.invalid)
        if !summand.isSwapped { try q.check(row, sum: sums.q, invalid: sums.invalid) }
    }

    /// Checks the elements only, where p and q have not changed places.
    func checkElements(_ row: Int, _ sums: kernel_divergence_sums) throws(DivergenceError) {
        if sums.invalid == 0 { return }
        if let error = p.view.probabilityError(settings.space, row, p.argument) { throw error }
        if let error = q.view.probabilityError(settings.space, row, q.argument) { throw error }
    }

    func sums(_ row: Int, _ source: kernel_source) -> kernel_divergence_sums { sums(row, source, summand.generator) }

    func sums(_ row: Int, _ source: kernel_source, _ generator: kernel_generator) -> kernel_divergence_sums {
        withUnsafePointer(to: generator) { generator in
            withUnsafePointer(to: source) { source in
                reduce(row) { kernels.pointee.divergence(generator, source, $0, $1, $2) }
            }
        }
    }

    /// The largest pRate log p + ratioRate log(p / q) of the rows as the source reads them.
    func exponentMaximum(_ row: Int, _ source: kernel_source, pRate: Double, ratioRate: Double) -> Double {
        withUnsafePointer(to: source) { source in
            reduce(row) { kernels.pointee.exponent_maximum(source, $0, $1, $2, pRate, ratioRate) }
        }.maximum
    }

    /// Writes the terms of a row, times `scale`, block by block.
    func terms(
        _ row: Int, _ source: kernel_source, scale: Double, _ store: (Int, Double) -> Void
    ) {
        var block = Block()
        for start in stride(from: 0, to: p.view.count, by: Int(kernel_block_length)) {
            let range = start..<min(start + Int(kernel_block_length), p.view.count)
            withUnsafeMutablePointer(to: &block) { block in
                let values = UnsafeMutableRawPointer(block).assumingMemoryBound(to: Double.self)
                withRuns(p.view, q.view, row, range) { p, q in
                    withUnsafePointer(to: summand.generator) { generator in
                        withUnsafePointer(to: source) { source in
                            kernels.pointee.terms(generator, source, p, q, range.count, values)
                        }
                    }
                }
                for index in range { store(index, values[index - start] * scale) }
            }
        }
    }

    @inline(__always)
    private func reduce<Sums: RunSums>(
        _ row: Int, _ kernel: (UnsafePointer<Double>, UnsafePointer<Double>, Int) -> Sums
    ) -> Sums {
        Kullback.reduce(p.view.count, threads: p.threads, direct: p.view.isDirect && q.view.isDirect) { range in
            withRuns(p.view, q.view, row, range) { kernel($0, $1, range.count) }
        }
    }
}

/// A sum for normalised rows, from the sums for rows as the source reads them.
struct NormalizedSum {
    /// Times 2^exponent.
    let value: Double
    let sums: kernel_divergence_sums
    let source: kernel_source
    var exponent = 0

    /// 2^-exponent, with which results of the first degree are multiplied last.
    var unit: Double { Double(sign: .plus, exponent: -exponent, significand: 1) }
}

/// Below it, a sum may have lost digits.
let tinyDivergence = 0x1p-960
