/// One number per member, the entropy, or per pair of members: the KL divergence, Rényi's, and what comes of that of order 1/2.
package func matrixValues(
    _ quantity: Quantity, _ p: MatrixDistributions, _ q: MatrixDistributions?, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    if quantity == .entropy {
        guard q == nil else { throw DivergenceError(.quantity, .q, value: Double(quantity.rawValue)) }
        return try matrixEntropies(p, options, result)
    }
    let settings = try gaussianSettings(options)
    let measure = try MatrixMeasure(quantity, options, unit: settings.unit)
    guard let q else { throw DivergenceError(.nullPointer, .q) }
    try p.validate(settings)
    try q.validate(settings)
    guard p.count == q.count, p.rows == q.rows, p.columns == q.columns else {
        throw DivergenceError(.shape, q.arguments.second)
    }
    try result.validated()
    let plan = GaussianPlan(p.count, p.dimension, settings)
    try plan.forEachGroup { () throws(DivergenceError) in
        try MatrixWorkspace(p.dimension, plan.space)
    } _: { (work: borrowing MatrixWorkspace, first: Int, count: Int) throws(DivergenceError) in
        do throws(DivergenceError) {
            return try measure.values(MatrixPairs(p, q, first, count, work), work)
        } catch {
            // Factors that were found, but not those of the rounded products.
            throw DivergenceError(
                error.status, error.argument, row: first + error.row, index: error.index, value: error.value)
        }
    } store: { row, value in
        result.store(row, 0, value / measure.unit)
    }
}

/// What is computed of pairs.
private struct MatrixMeasure {
    private let quantity: Quantity
    private let order: Double
    /// Nats per unit of what comes out.
    let unit: Double

    init(_ quantity: Quantity, _ options: Options, unit: Double) throws(DivergenceError) {
        self.quantity = quantity
        switch quantity {
        case .klDivergence: (order, self.unit) = (1, unit)
        case .renyiDivergence:
            guard let order = options.order, order > 0, order.isFinite else {
                throw DivergenceError(.option, .options, value: options.order ?? .nan)
            }
            (self.order, self.unit) = (order, unit)
        case .bhattacharyyaDistance: (order, self.unit) = (0.5, unit)
        case .bhattacharyyaCoefficient, .squaredHellinger, .hellingerDistance: (order, self.unit) = (0.5, 1)
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
    }

    func values(_ pairs: MatrixPairs, _ work: borrowing MatrixWorkspace) throws(DivergenceError) -> Lane {
        if order == 1 { return try pairs.klDivergence(work) }
        if order > 1 { return try pairs.renyiDivergence(orderAbove1: order, work) }
        let exponent = try pairs.affinityExponent(order: order, work)
        switch quantity {
        case .renyiDivergence: return exponent / Lane(repeating: 1 - order)
        case .bhattacharyyaCoefficient: return exp(-exponent)
        case .squaredHellinger: return .zero - expm1(-exponent)
        case .hellingerDistance: return (.zero - expm1(-exponent)).squareRoots
        default: return exponent
        }
    }
}
