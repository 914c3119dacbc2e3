/// D(p ‖ q) of each pair of two batches.
///
/// Wishart distributions of n degrees of freedom and mean S = n V, with b = n_q / 2 and a = n_p / 2:
///
///     D = n_q D(N(0, Sp) ‖ N(0, Sq)) + Σ R(b - i/2, a - i/2) + E_i(b, a),   0 <= i < d,
///
/// with R the Bregman divergence of log Γ(x) - x log x + x, and E below. The matrix normal distribution is that of a vector.
package func matrixDivergences(
    _ p: MatrixDistributions, _ q: MatrixDistributions, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try p.validate(settings)
    try q.validate(settings)
    guard p.count == q.count, p.rows == q.rows, p.columns == q.columns else {
        throw DivergenceError(.shape, q.arguments.second)
    }
    try result.validated()
    let plan = GaussianPlan(p.count, p.dimension, settings)
    try plan.forEachGroup { () throws(DivergenceError) in
        let covariances = try ProductCovariances(dimension: p.dimension, lanes: plan.space.lanes)
        let pair = try GaussianPair(plan.space)
        return MatrixPairs(pair: pair, covariances: covariances)
    } _: { (pairs: borrowing MatrixPairs, first: Int, count: Int) throws(DivergenceError) in
        try pairs.values(p, q, first, count)
    } store: { row, value in
        result.store(row, 0, value / settings.unit)
    }
}

private struct MatrixPairs: ~Copyable {
    let pair: GaussianPair
    let covariances: ProductCovariances

    func values(
        _ p: MatrixDistributions, _ q: MatrixDistributions, _ first: Int, _ count: Int
    ) throws(DivergenceError) -> Lane {
        var (a, b) = (Lane(repeating: 1), Lane(repeating: 1))
        for lane in 0..<count {
            covariances.fill(lane, first + lane, p, q)
            if !p.isNormal { (a[lane], b[lane]) = (p.df[first + lane, 0, 0], q.df[first + lane, 0, 0]) }
        }
        do throws(DivergenceError) {
            let covariancePart = try pair.relate(
                covariances.group(0, p.arguments.second, count: count),
                covariances.group(1, q.arguments.second, count: count),
                difference: covariances.group(2, p.arguments.second, count: count))
            if p.isNormal { return 0.5 * (covariancePart + pair.squaredDistance()) }
            return 0.5 * b * covariancePart + wishartRemainder(b, a, p.rows)
        } catch {
            // Factors that were found, but not those of the rounded products.
            throw DivergenceError(
                error.status, error.argument, row: first + error.row, index: error.index, value: error.value)
        }
    }
}

/// Of the degrees of freedom n_q and n_p.
private func wishartRemainder(_ q: Lane, _ p: Lane, _ dimension: Int) -> Lane {
    let difference = 0.5 * (q - p)
    var sum = CompensatedSum<Lane>()
    for i in 0..<dimension {
        let (x, y) = (0.5 * (q - Double(i)), 0.5 * (p - Double(i)))
        sum.add(logGammaRemainder(x, y, difference: difference))
        if i > 0 { sum.add(shiftedExcess(0.5 * q, 0.5 * p, difference, 0.5 * Double(i))) }
    }
    return select(sum.high .== .infinity, sum.high, sum.high + sum.low)
}

/// X(b - s, a - s) - X(b, a) with X(b, a) = b log(b / a) - b + a, for 0 < s < a, b: the Bregman divergence of
/// (x - s) log(x - s) - x log x, which is convex, its second derivative being s / (x (x - s)). With 1 + u = (b - s) a / ((a - s) b)
/// and I(c) = c - 1 - log c:
///
///     X(b - s, a - s) - X(b, a) = (b - s) log(1 + u) - s log(b / a)
///                               = s^2 d^2 / (a b (a - s)) + s I(b / a) - (b - s) I(1 + u),   d = b - a,  u = s d / (b (a - s)).
///
/// For |u| <= 1/2 what is subtracted is at most 3/4 of the first term; beyond, the first line's terms are at most six times
/// their difference.
private func shiftedExcess(_ b: Lane, _ a: Lane, _ d: Lane, _ s: Double) -> Lane {
    let (x, y) = (b - s, a - s)
    let (share, other) = (x / b, y / a)
    let step = (s / a) * (d / b)
    let u = step / other
    let subtracted = x * itakuraSaito(share, other, difference: step)
    let near = (s * (d / a)) * u + s * itakuraSaito(b, a, difference: d) - subtracted
    let far =
        x * logRatio(ofAny: share, other, difference: step).value - s * logRatio(ofAny: b, a, difference: d).value
    return select(u.magnitude .< 0.5, near, far)
}
