import KullbackPlatform

/// Σ q f(p / q) for a user's f and rows divided by their sums (Csiszár 1963, Ali & Silvey 1966), for a batch.
///
/// f is called with at most as many ratios at a time as a block has, in order, on this thread.
package func fDivergence(
    _ p: RowView, _ q: RowView, limits: GeneratorLimits, _ options: Options, _ result: ResultView, f: BatchFunction
) throws(DivergenceError) {
    let settings = try Settings(options, p.type)
    let (p, q) = try validated(p, q)
    try result.validated()
    guard let scratch = allocate(Double.self, 3 * Int(kernel_block_length)) else { throw DivergenceError(.outOfMemory) }
    defer { platform_free(scratch) }
    // The divergence of equal rows is f(1).
    guard abs(try evaluate(f, 1)) <= 1e-12 else { throw DivergenceError(.parameter, .f, value: 1) }
    var limits = limits
    let pRows = DiscreteRows(view: p, argument: .p, settings: settings, threads: 1)
    let qRows = DiscreteRows(view: q, argument: .q, settings: settings, threads: 1)
    try forEachRow(p.rows, threads: 1) { row throws(DivergenceError) in
        let pair = FDivergenceRow(
            p: try NormalizedRow(pRows, row), q: try NormalizedRow(qRows, row), row: row, count: p.count,
            scratch: scratch)
        return try pair.value(&limits, f) / settings.unit
    } store: { row, value in
        result.store(row, 0, value)
    }
}

private struct FDivergenceRow {
    let p: NormalizedRow
    let q: NormalizedRow
    let row: Int
    let count: Int
    /// Three blocks: ratios, values of f, and the probabilities that these are multiplied with.
    let scratch: UnsafeMutablePointer<Double>

    func value(_ limits: inout GeneratorLimits, _ f: BatchFunction) throws(DivergenceError) -> Double {
        if p.sum.isNaN || q.sum.isNaN { return .nan }
        var terms = Terms()
        for start in stride(from: 0, to: count, by: Int(kernel_block_length)) {
            try add(start..<min(start + Int(kernel_block_length), count), to: &terms, f)
        }
        for index in 0..<count where p.isPositive(index) != q.isPositive(index) {
            if p.isPositive(index) {
                terms.add(p[index], try limits.findSlopeAtInfinity(f))
            } else {
                terms.add(q[index], try limits.findAtZero(f))
            }
        }
        let total = terms.total.value
        // Of a convex f with f(1) = 0 only rounding makes it negative, that of ratios near one included.
        guard total >= -1e-12 * max(1, terms.magnitude) else {
            throw DivergenceError(.parameter, .f, row: row, value: total)
        }
        return max(total, 0)
    }

    /// Elements at which both probabilities are positive: q f(t), or p f(t) / t, whichever of p and q is larger.
    private func add(_ range: Range<Int>, to terms: inout Terms, _ f: BatchFunction) throws(DivergenceError) {
        let (values, factors) = (scratch + Int(kernel_block_length), scratch + 2 * Int(kernel_block_length))
        var length = 0
        for index in range where p.isPositive(index) && q.isPositive(index) {
            scratch[length] = p.ratio(index, to: q)
            factors[length] = scratch[length] > 1 ? p[index] : q[index]
            length += 1
        }
        if length == 0 { return }
        let code = f(scratch, length, values)
        if code != 0 { throw DivergenceError(.callback, .f, row: row, value: Double(code)) }
        for position in 0..<length {
            let (t, value) = (scratch[position], values[position])
            guard value > -.infinity else {
                throw DivergenceError(.parameter, .f, row: row, index: index(of: position, in: range), value: t)
            }
            terms.add(factors[position], t > 1 ? value / t : value)
        }
    }

    /// The index of a ratio within its batch as one within the row.
    private func index(of position: Int, in range: Range<Int>) -> Int? {
        var left = position
        for index in range where p.isPositive(index) && q.isPositive(index) {
            if left == 0 { return index }
            left -= 1
        }
        return nil
    }
}

private struct Terms {
    var total = CompensatedSum<Double>()
    var magnitude = 0.0

    /// A probability may be too small for a double, but it is not 0.
    mutating func add(_ probability: Double, _ value: Double) {
        let term = value == .infinity ? value : probability * value
        total.add(term)
        magnitude += abs(term)
    }
}
