import KullbackPlatform

/// Quantities of discrete distributions. The raw values are those of the C header's `kullback_quantity`.
public enum Quantity: Int32, Sendable {
    case entropy = 10
    case crossEntropy = 20
    case klDivergence = 30
    case jeffreysDivergence = 40
    case jensenShannonDivergence = 50
    case jensenShannonDistance = 60
}

/// One row → number, for a batch.
package func entropy<Element: Scalar>(
    _ quantity: Quantity, _ p: RowView<Element>, _ options: Options, _ result: ResultView<Element>
) throws(DivergenceError) {
    guard quantity == .entropy else { throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue)) }
    let settings = try Settings(options, defaultTolerance: Element._traits.sumTolerance)
    let p = try p.validated(as: .p)
    try result.validated()
    let plan = ThreadPlan(settings, rows: p.rows, count: p.count)
    let entropies = EntropyRows(
        rows: DiscreteRows(view: p, argument: .p, settings: settings, threads: plan.withinRow))
    try forEachRow(p.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        try entropies.value(row) / settings.unit
    } store: { row, value in
        result.store(row, 0, value)
    }
}

/// Two rows → number, for a batch.
package func divergence<Element: Scalar>(
    _ quantity: Quantity, _ p: RowView<Element>, _ q: RowView<Element>, _ options: Options,
    _ result: ResultView<Element>
) throws(DivergenceError) {
    guard let generator = quantity.generator else {
        throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
    let settings = try Settings(options, defaultTolerance: Element._traits.sumTolerance)
    let p = try p.validated(as: .p)
    let q = try q.validated(as: .q)
    guard p.rows == q.rows, p.count == q.count else { throw DivergenceError(.shape, .q) }
    try result.validated()
    let plan = ThreadPlan(settings, rows: p.rows, count: p.count)
    let pRows = DiscreteRows(view: p, argument: .p, settings: settings, threads: plan.withinRow)
    let qRows = DiscreteRows(view: q, argument: .q, settings: settings, threads: plan.withinRow)
    let divergences = DivergenceRows(generator: generator, p: pRows, q: qRows)
    let entropies = EntropyRows(rows: pRows)
    try forEachRow(p.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        let divergence = try divergences.value(row)
        switch quantity {
        // H(p, q) = H(p) + D(p ‖ q): two accurate sums of non-negative terms.
        case .crossEntropy: return (try entropies.value(row) + divergence) / settings.unit
        case .jensenShannonDistance where divergence < tinyDivergence:
            return try divergences.rootOfTiny(row) / settings.unit.squareRoot()
        case .jensenShannonDistance: return (divergence / settings.unit).squareRoot()
        default: return divergence / settings.unit
        }
    } store: { row, value in
        result.store(row, 0, value)
    }
}

extension Quantity {
    var generator: kernel_generator? {
        switch self {
        case .entropy: nil
        case .crossEntropy, .klDivergence: kernel_kl
        case .jeffreysDivergence: kernel_jeffreys
        case .jensenShannonDivergence, .jensenShannonDistance: kernel_jensen_shannon
        }
    }
}
