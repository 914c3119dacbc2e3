/// How a row of weights x, with sum S and n elements, becomes probabilities.
public enum Smoothing: Equatable, Sendable {
    /// (x + a) / (S + n a), a ≥ 0 the number of pseudo-counts for each element.
    case additive(Double)
    /// (1 - ε) x / S + ε / n, ε in [0, 1] the weight of the uniform distribution.
    case mixing(Double)

    /// One pseudo-count for each element: Laplace's rule of succession (1814).
    public static var laplace: Smoothing { .additive(1) }
    /// Half of one: Jeffreys' prior (1946), the estimator of Krichevsky & Trofimov (1981).
    public static var jeffreys: Smoothing { .additive(0.5) }

    func validated() throws(DivergenceError) {
        switch self {
        case .additive(let amount) where amount >= 0 && amount.isFinite: return
        case .mixing(let amount) where amount >= 0 && amount <= 1: return
        case .additive(let amount), .mixing(let amount):
            throw DivergenceError(.option, .amount, value: amount)
        }
    }
}

/// Rows → smoothed rows.
package func smooth(
    _ smoothing: Smoothing, _ p: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let threads = try options.threadsAlone()
    try smoothing.validated()
    let p = try p.validated(as: .p)
    try result.validated()
    try forEachRow(p.rows, width: p.count, threads: p.threadsAcrossRows(threads)) {
        (row, values: UnsafeMutablePointer<Double>) throws(DivergenceError) in
        switch smoothing {
        case .additive(let amount): try p.add(amount, row, values)
        case .mixing(let amount): try p.mix(amount, row, values)
        }
    } store: { row, index, value in
        result.store(row, index, value)
    }
}

extension RowView {
    /// (x + a) / (S + n a), the denominator known to 2⁻¹⁰⁰ before it is rounded: one rounding each of numerator,
    /// denominator and quotient, 3 · 2⁻⁵³ together.
    fileprivate func add(_ amount: Double, _ row: Int, _ values: UnsafeMutablePointer<Double>) throws(DivergenceError) {
        let (total, scale) = try mass(row, adding: amount)
        let part = amount * scale
        forEachElement(row) { index, x in values[index] = (x * scale + part) / total }
    }

    /// (1 - ε) x / S + ε / n: at most four roundings of the first term, and one of the sum, 5 · 2⁻⁵³ together. The
    /// quotient comes first, for (1 - ε) x may be subnormal where x / S is not.
    fileprivate func mix(_ amount: Double, _ row: Int, _ values: UnsafeMutablePointer<Double>) throws(DivergenceError) {
        let (total, scale) = try mass(row, adding: 0)
        let part = amount / Double(count)
        forEachElement(row) { index, x in values[index] = x * scale / total * (1 - amount) + part }
    }

    /// (S + n a) · scale; the scale is 1, or 2⁻⁶⁴ where the sum would overflow. What it then takes from subnormal
    /// elements is of no account, for they are less than 2⁻¹⁹⁰⁰ of the sum.
    private func mass(_ row: Int, adding amount: Double) throws(DivergenceError) -> (total: Double, scale: Double) {
        var isInvalid = false
        func total(_ scale: Double) -> Double {
            var sum = CompensatedSum<Double>()
            forEachElement(row) { _, x in
                sum.add(x * scale)
                isInvalid = isInvalid || x < 0 || x == .infinity
            }
            let (n, part) = (Double(count), amount * scale)
            sum.add(n * part)
            sum.low += (-(n * part)).addingProduct(n, part)
            return sum.value
        }
        var mass = (total: total(1), scale: 1.0)
        if isInvalid, let error = probabilityError(.probabilities, row, .p) { throw error }
        if mass.total == .infinity { mass = (total(0x1p-64), 0x1p-64) }
        if mass.total == 0 { throw DivergenceError(.noMass, .p, row: row) }
        return mass
    }
}
