import KullbackPlatform

/// A quantity as kernels compute it, and what becomes of their values.
private struct ClosedForm {
    var pair: kernel_family_pair
    /// Bhattacharyya's distance, -log of his coefficient, is half of Rényi's divergence of order 1/2.
    private let coefficientOf: ((_ distance: Lane) -> Lane)?
    private let factor: Double

    init(_ quantity: Quantity, _ columns: DistributionColumns, _ options: Options) throws(DivergenceError) {
        let (p, q) = (columns.families.p, columns.families.q)
        pair = kernel_family_pair(quantity: kernel_family_kl, p: p.rawValue, q: (q ?? p).rawValue, order: 0.5)
        let perUnit = 1 / columns.settings.unit
        let isOfOne = quantity == .entropy || quantity == .mean || quantity == .variance
        guard isOfOne == (q == nil) else {
            throw isOfOne
                ? DivergenceError(.quantity, .q, value: Double(quantity.rawValue)) : DivergenceError(.nullPointer, .q)
        }
        switch quantity {
        case .klDivergence: (factor, coefficientOf) = (perUnit, nil)
        case .entropy:
            (pair.quantity, factor, coefficientOf) = (kernel_family_entropy, perUnit, nil)
        case .mean: (pair.quantity, factor, coefficientOf) = (kernel_family_mean, 1, nil)
        case .variance: (pair.quantity, factor, coefficientOf) = (kernel_family_variance, 1, nil)
        case .renyiDivergence:
            guard let order = options.order, order > 0, order.isFinite else {
                throw DivergenceError(.option, .options, value: options.order ?? .nan)
            }
            pair.order = order
            pair.quantity = order == 1 ? kernel_family_kl : kernel_family_renyi
            (factor, coefficientOf) = (perUnit, nil)
        case .bhattacharyyaDistance:
            (pair.quantity, factor, coefficientOf) = (kernel_family_renyi, 0.5 * perUnit, nil)
        case .bhattacharyyaCoefficient:
            (pair.quantity, factor, coefficientOf) = (kernel_family_renyi, 0.5, { exp(-$0) })
        case .squaredHellinger:
            (pair.quantity, factor, coefficientOf) = (kernel_family_renyi, 0.5, { .zero - expm1(-$0) })
        case .hellingerDistance:
            (pair.quantity, factor, coefficientOf) = (kernel_family_renyi, 0.5, { (.zero - expm1(-$0)).squareRoots })
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
        let exists = withUnsafePointer(to: pair) { closedForms.pointee.has_form($0) != 0 }
        guard exists else { throw DivergenceError(.noClosedForm, .q, value: Double(pair.q)) }
    }

    /// Log-densities of `columns`.
    init(logDensityOf family: Family, unit: Double) {
        pair = kernel_family_pair(
            quantity: kernel_family_log_density, p: family.rawValue, q: family.rawValue, order: 0)
        (factor, coefficientOf) = (1 / unit, nil)
    }

    /// The values of at most a block.
    func compute(
        _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int, _ values: UnsafeMutablePointer<Double>
    ) {
        withUnsafePointer(to: pair) { closedForms.pointee.values($0, columns, count, values) }
        guard factor != 1 || coefficientOf != nil else { return }
        for start in stride(from: 0, to: count, by: 8) {
            let lanes = min(8, count - start)
            let distance = Lane.load(values + start, count: lanes, padding: 0) * factor
            let value = coefficientOf.map { $0(distance) } ?? distance
            select(value.isNaN, Lane(repeating: .nan), value).store(values + start, count: lanes)
        }
    }
}

/// Elementwise.
package func closedForms(
    _ quantity: Quantity, _ columns: DistributionColumns, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    try elementwise(ClosedForm(quantity, columns, options), columns, result)
}

/// log p(x), elementwise.
package func logDensities(_ columns: DistributionColumns, _ result: ResultView) throws(DivergenceError) {
    let form = ClosedForm(logDensityOf: columns.families.p, unit: columns.settings.unit)
    try elementwise(form, columns, result)
}

private func elementwise(
    _ form: ClosedForm, _ columns: DistributionColumns, _ result: ResultView
) throws(DivergenceError) {
    try result.validated()
    try columns.checkDomains()
    if columns.overlaps(result) { return try aside(form, columns, result) }
    let runs = columns.runs
    parallel(runs.count, threads: runs.threads) { task in
        runs.forEachBlock(of: task) { row, range in
            columns.withRun(row, range) { pointers, room in
                if let place = result.place(row, range) { return form.compute(pointers, range.count, place) }
                form.compute(pointers, range.count, room)
                result.store(row, range, room)
            }
        }
    }
}

/// The same with all values kept aside until the last one is there.
private func aside(
    _ form: ClosedForm, _ columns: DistributionColumns, _ result: ResultView
) throws(DivergenceError) {
    let values = try Buffer(Double.self, columns.elements)
    try elementwise(
        form, columns,
        ResultView(values.base, rows: columns.rows, count: columns.count, rowStride: columns.count, stride: 1))
    for row in 0..<columns.rows {
        for index in 0..<columns.count { result.store(row, index, values.base[row * columns.count + index]) }
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

/// One draw per element. Element j of row i draws from stream `first` + i · count + j.
package func samples(
    _ columns: DistributionColumns, seed: UInt64, first: UInt64, _ result: ResultView
) throws(DivergenceError) {
    try result.validated()
    try columns.checkDomains()
    if columns.overlaps(result) { throw DivergenceError(.stride, .result) }
    let runs = columns.runs
    parallel(runs.count, threads: runs.threads) { task in
        runs.forEachBlock(of: task) { row, range in
            let stream = first &+ UInt64(truncatingIfNeeded: row &* columns.count &+ range.lowerBound)
            columns.withRun(row, range) { pointers, room in
                closedForms.pointee.samples(
                    columns.families.p.rawValue, pointers, range.count, seed, stream, room)
                result.store(row, range, room)
            }
        }
    }
}

extension ResultView {
    /// Where doubles of part of a row may be written as they come.
    fileprivate func place(_ row: Int, _ range: Range<Int>) -> UnsafeMutablePointer<Double>? {
        guard type == .f64, stride == 1 || count <= 1, let data else { return nil }
        return data.assumingMemoryBound(to: Double.self) + (row * rowStride + range.lowerBound * stride)
    }
}
