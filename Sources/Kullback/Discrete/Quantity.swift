/// Quantities of discrete distributions. The raw values are those of the C header's `kullback_quantity`.
public enum Quantity: Int32, Sendable {
    case entropy = 10
    case crossEntropy = 20
    case klDivergence = 30
    case jeffreysDivergence = 40
    case jensenShannonDivergence = 50
    case jensenShannonDistance = 60
    case reverseKLDivergence = 70
    case generalizedKLDivergence = 80
    case skewKLDivergence = 90
    case kDivergence = 100
    case totalVariation = 110
    case pearsonChiSquared = 120
    case neymanChiSquared = 130
    case squaredHellinger = 140
    case hellingerDistance = 150
    case bhattacharyyaCoefficient = 160
    case bhattacharyyaDistance = 170
    case triangularDiscrimination = 180
    case alphaDivergence = 190
    case cressieReadDivergence = 200
    case tsallisDivergence = 210
    case renyiDivergence = 220
    /// Of losses only, as the last one.
    case scaledJensenShannon = 230
    case renyiEntropy = 310
    case tsallisEntropy = 320
    case selfInformation = 330
    case logSumExp = 340
    /// Of parametric families only.
    case mean = 410
    case variance = 420
    /// Of Gaussians only.
    case geometricJensenShannon = 510
    case dualGeometricJensenShannon = 520
    case squaredWassersteinDistance = 530
}

/// One row → number, for a batch.
package func entropy(
    _ quantity: Quantity, _ p: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let entropy = try EntropyMeasure(quantity, options)
    let settings = try Settings(options, p.type)
    let p = try p.validated(as: .p)
    try result.validated()
    let unit = EntropyMeasure.hasUnit(quantity) ? settings.unit : 1
    let plan = ThreadPlan(settings, rows: p.rows, count: p.count)
    let entropies = EntropyRows(
        rows: DiscreteRows(view: p, argument: .p, settings: settings, threads: plan.withinRow))
    try forEachRow(p.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        try entropies.value(row, entropy) / unit
    } store: { row, value in
        result.store(row, 0, value)
    }
}

/// Two rows → number, for a batch.
package func divergence(
    _ quantity: Quantity, _ p: RowView, _ q: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let measure = try Measure(quantity, options)
    let settings = try Settings(options, p.type)
    let (p, q) = try validated(p, q)
    try result.validated()
    let plan = ThreadPlan(settings, rows: p.rows, count: p.count)
    let divergences = MeasuredRows(
        measure, DiscreteRows(view: p, argument: .p, settings: settings, threads: plan.withinRow),
        DiscreteRows(view: q, argument: .q, settings: settings, threads: plan.withinRow))
    try forEachRow(p.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        try divergences.value(row)
    } store: { row, value in
        result.store(row, 0, value)
    }
}

/// Rows that can be compared.
func validated(_ p: RowView, _ q: RowView) throws(DivergenceError) -> (RowView, RowView) {
    let (p, q) = (try p.validated(as: .p), try q.validated(as: .q))
    guard p.rows == q.rows, p.count == q.count else { throw DivergenceError(.shape, .q) }
    return (p, q)
}
