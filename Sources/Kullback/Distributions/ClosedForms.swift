import KullbackPlatform

/// A quantity as kernels compute it, and what becomes of their values.
private struct ClosedForm {
    private var pair: kernel_family_pair
    /// In units of the result.
    private var unit = 1.0
    /// Bhattacharyya's distance, -log of his coefficient, is half of Rényi's divergence of order 1/2.
    private var factor = 1.0
    private var coefficientOf: ((_ distance: Lane) -> Lane)?

    init(_ quantity: Quantity, _ columns: DistributionColumns, _ options: Options) throws(DivergenceError) {
        let (p, q) = (columns.families.p, columns.families.q)
        pair = kernel_family_pair(quantity: kernel_family_kl, p: p.rawValue, q: (q ?? p).rawValue, order: 0.5)
        let unit = columns.settings.unit
        switch quantity {
        case .klDivergence: self.unit = unit
        case .entropy: (pair.quantity, self.unit) = (kernel_family_entropy, unit)
        case .mean: pair.quantity = kernel_family_mean
        case .variance: pair.quantity = kernel_family_variance
        case .renyiDivergence:
            guard let order = options.order, order > 0, order.isFinite else {
                throw DivergenceError(.option, .options, value: options.order ?? .nan)
            }
            pair.order = order
            (pair.quantity, self.unit) = (order == 1 ? kernel_family_kl : kernel_family_renyi, unit)
        case .bhattacharyyaDistance: (pair.quantity, self.unit, factor) = (kernel_family_renyi, unit, 0.5)
        case .bhattacharyyaCoefficient, .squaredHellinger, .hellingerDistance:
            (pair.quantity, factor, coefficientOf) = (kernel_family_renyi, 0.5, affinity(quantity))
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
        let isOfOne = quantity == .entropy || quantity == .mean || quantity == .variance
        guard isOfOne || q != nil else { throw DivergenceError(.nullPointer, .q) }
        guard !isOfOne || q == nil else { throw DivergenceError(.quantity, .q, value: Double(quantity.rawValue)) }
        let exists = withUnsafePointer(to: pair) { closedForms.pointee.has_form($0) != 0 }
        guard exists else { throw DivergenceError(.noClosedForm, .q, value: Double(pair.q)) }
    }

    /// Log-densities of `columns`.
    init(logDensityOf columns: DistributionColumns) {
        let family = columns.families.p.rawValue
        pair = kernel_family_pair(quantity: kernel_family_log_density, p: family, q: family, order: 0)
        unit = columns.settings.unit
    }

    /// Whether there is one of members only that have the same number of trials, or of failures.
    var needsSameCounts: Bool {
        pair.p == pair.q
            && (pair.p == Family.negativeBinomial.rawValue
                || pair.p == Family.binomial.rawValue && pair.quantity == kernel_family_renyi)
    }

    /// The values of at most a block.
    func compute(
        _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int, _ values: UnsafeMutablePointer<Double>
    ) {
        withUnsafePointer(to: pair) { closedForms.pointee.values($0, columns, count, values) }
        guard factor != 1 || unit != 1 else { return }
        for start in stride(from: 0, to: count, by: 8) {
            let lanes = min(8, count - start)
            let value = Lane.load(values + start, count: lanes, padding: 0) * factor / Lane(repeating: unit)
            let result = coefficientOf.map { $0(value) } ?? value
            select(result.isNaN, Lane(repeating: .nan), result).store(values + start, count: lanes)
        }
    }
}

/// What becomes of Bhattacharyya's distance.
private func affinity(_ quantity: Quantity) -> (_ distance: Lane) -> Lane {
    switch quantity {
    case .bhattacharyyaCoefficient: { exp(-$0) }
    case .hellingerDistance: { (.zero - expm1(-$0)).squareRoots }
    default: { .zero - expm1(-$0) }
    }
}

/// Elementwise.
package func closedForms(
    _ quantity: Quantity, _ columns: DistributionColumns, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let form = try ClosedForm(quantity, columns, options)
    try elementwise(columns, result, sameCounts: form.needsSameCounts) { form.compute($0, $2, $3) }
}

/// log p(x), elementwise.
package func logDensities(_ columns: DistributionColumns, _ result: ResultView) throws(DivergenceError) {
    let form = ClosedForm(logDensityOf: columns)
    try elementwise(columns, result) { form.compute($0, $2, $3) }
}

/// One draw per element. Element j of row i draws from stream `first` + i · count + j.
package func samples(
    _ columns: DistributionColumns, seed: UInt64, first: UInt64, _ result: ResultView
) throws(DivergenceError) {
    let family = columns.families.p.rawValue
    try elementwise(columns, result) { pointers, element, count, values in
        let stream = first &+ UInt64(truncatingIfNeeded: element)
        closedForms.pointee.samples(family, pointers, count, seed, stream, values)
    }
}

/// Over rows: of products of independent members.
package func closedFormSums(
    _ quantity: Quantity, _ columns: DistributionColumns, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    guard [.klDivergence, .renyiDivergence, .bhattacharyyaDistance, .entropy].contains(quantity) else {
        throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
    let form = try ClosedForm(quantity, columns, options)
    try result.validated()
    try columns.checkDomains()
    if form.needsSameCounts { try columns.requireSameCounts() }
    let plan = ThreadPlan(columns.settings, rows: columns.rows, count: columns.count)
    try forEachRow(columns.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        reduceBlocks(columns.count, threads: plan.withinRow) { range in
            var sum = kernel_sum()
            columns.withRun(row, range) { pointers, room in
                form.compute(pointers, range.count, room)
                for index in 0..<range.count { sum.add(room[index]) }
            }
            return kernel_total(total: sum, invalid: 0)
        }.total.value
    } store: { row, value in
        result.store(row, 0, value)
    }
}
