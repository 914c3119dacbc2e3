/// The result of a G-test.
public struct GTest: Equatable, Sendable, BitwiseCopyable {
    /// G, divided by the correction.
    public let statistic: Double
    public let degreesOfFreedom: Double
    /// The probability that χ² with so many degrees of freedom exceeds the statistic; 1 without any.
    public let pValue: Double
    /// Williams' divisor, or 1.
    public let correction: Double

    fileprivate init(g: Double, degreesOfFreedom: Double, correction: Double) {
        statistic = canonical(g / correction)
        self.degreesOfFreedom = degreesOfFreedom
        self.correction = correction
        // Where nothing was expected, infinity stands whatever the degrees of freedom.
        pValue =
            degreesOfFreedom == 0 && statistic < .infinity
            ? 1 : canonical(chiSquaredTail(statistic, degreesOfFreedom: degreesOfFreedom))
    }
}

/// Goodness of fit: G = 2 N D(observed / N ‖ expected / Σ expected), for each row.
///
/// `estimatedParameters` are as many degrees of freedom less.
package func gTest(
    observed: RowView, expected: RowView, williams: Bool, estimatedParameters: Int, _ options: Options,
    _ store: (Int, GTest) -> Void
) throws(DivergenceError) {
    try options.requireCounts(unit: true)
    let observed = try observed.validated(as: .observed)
    let expected = try expected.validated(as: .expected)
    guard observed.rows == expected.rows, observed.count == expected.count else {
        throw DivergenceError(.shape, .expected)
    }
    // Williams' divisor is for an expectation that does not depend on what was observed.
    guard estimatedParameters >= 0, !williams || estimatedParameters == 0 else {
        throw DivergenceError(.option, .options, value: Double(estimatedParameters))
    }
    let kl = try CountDivergence(.klDivergence, Options())
    try forEachRow(observed.rows, threads: 1) { row throws(DivergenceError) in
        let counts = try CountRow(observed, row: row, .observed)
        let weights = try ExpectedRow(expected, row: row)
        let degreesOfFreedom = Double(weights.support - 1 - estimatedParameters)
        guard degreesOfFreedom >= 0 else {
            throw DivergenceError(.option, .options, value: Double(estimatedParameters))
        }
        let g = 2 * counts.total * kl.value(counts.values, weights.values, counts.count)
        let correction =
            williams && degreesOfFreedom > 0
            ? 1 + (weights.reciprocals - 1) / (6 * counts.total * degreesOfFreedom) : 1
        return GTest(g: g, degreesOfFreedom: degreesOfFreedom, correction: correction)
    } store: { row, test in
        store(row, test)
    }
}

/// Homogeneity of the rows, or independence of rows and columns: G = 2 Σ N_k D(row k ‖ sum of all rows).
package func gTest(table: RowView, williams: Bool, _ options: Options) throws(DivergenceError) -> GTest {
    try options.requireCounts(unit: true)
    let table = try table.validated(as: .table)
    guard table.rows > 0 else { throw DivergenceError(.count, .table) }
    let pooled = try Buffer(Double.self, table.count)
    for index in 0..<table.count { pooled.base[index] = 0 }
    var (total, reciprocals) = (0.0, 0.0)
    for row in 0..<table.rows {
        let counts = try CountRow(table, row: row, .table)
        for index in 0..<table.count { pooled.base[index] += counts.values[index] }
        total += counts.total
        reciprocals += 1 / counts.total
        guard total < 0x1p53 else { throw DivergenceError(.frequency, .table, row: row, value: total) }
    }
    let kl = try CountDivergence(.klDivergence, Options())
    var g = CompensatedSum<Double>()
    for row in 0..<table.rows {
        let counts = try CountRow(table, row: row, .table)
        g.add(counts.total * kl.value(counts.values, pooled.base, table.count))
    }
    var (support, columnReciprocals) = (0, 0.0)
    for index in 0..<table.count where pooled.base[index] > 0 {
        support += 1
        columnReciprocals += 1 / pooled.base[index]
    }
    let degreesOfFreedom = Double(table.rows - 1) * Double(support - 1)
    let correction =
        williams && degreesOfFreedom > 0
        ? 1 + (total * reciprocals - 1) * (total * columnReciprocals - 1) / (6 * total * degreesOfFreedom) : 1
    return GTest(g: 2 * g.value, degreesOfFreedom: degreesOfFreedom, correction: correction)
}

/// Expected weights of one row.
private struct ExpectedRow: ~Copyable {
    private let buffer: Buffer<Double>
    /// How many are positive.
    let support: Int
    /// Σ 1 / probability over them.
    let reciprocals: Double

    var values: UnsafeMutablePointer<Double> { buffer.base }

    init(_ view: RowView, row: Int) throws(DivergenceError) {
        let buffer = try Buffer(Double.self, view.count)
        var (support, largest) = (0, 0.0)
        for index in 0..<view.count {
            let x = view[row, index]
            guard !(x < 0), x != .infinity else {
                throw DivergenceError(.probability, .expected, row: row, index: index, value: x)
            }
            // NaN counts as support and is the largest: the result is NaN.
            if !(x <= 0) { support += 1 }
            largest = x.isNaN ? x : max(largest, x)
            buffer.base[index] = x
        }
        guard support > 0 else { throw DivergenceError(.noMass, .expected, row: row) }
        // In units of the largest, sums do not overflow.
        var sum = 0.0
        for index in 0..<view.count { sum += buffer.base[index] / largest }
        var reciprocals = 0.0
        for index in 0..<view.count where buffer.base[index] > 0 { reciprocals += sum * (largest / buffer.base[index]) }
        self.buffer = buffer
        self.support = support
        self.reciprocals = reciprocals
    }
}

extension Options {
    /// Counts are divided by their sum, whatever it is, and are counts.
    ///
    /// - Parameter unit: Whether the result is in nats only.
    func requireCounts(unit needsNats: Bool) throws(DivergenceError) {
        guard space == .probabilities, sumTolerance == nil, !needsNats || unit == .nats, threads >= 0 else {
            throw DivergenceError(.option, .options)
        }
    }
}
