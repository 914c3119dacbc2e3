/// Which divergence of a Gaussian q and the mixture p is least. The raw values are those of the C header.
public enum ProjectionDirection: Int32, Sendable {
    /// D(p ‖ q): q covers p.
    case forward = 10
    /// D(q ‖ p): q is within p, and as a rule at one of its modes.
    case reverse = 20
}

/// How a projection went.
package struct ProjectionReport {
    /// The divergence that is least.
    package var value = 0.0
    /// Where the search started: a component of p, or, with their number, its moments.
    package var start: Int
    /// The component that has the largest share of the density at q's mean.
    package var mode = 0
    package var iterations = 0
    package var isConverged = true
}

/// The Gaussian closest to a mixture. `store` gets its mean and factor, and the minimum from each component as a start and
/// from the moments, once all is computed.
package func project(
    _ view: MixtureView, _ direction: ProjectionDirection, isDiagonal: Bool, _ options: Options,
    store: (_ mean: UnsafePointer<Double>, _ factor: UnsafePointer<Double>, _ startValues: UnsafePointer<Double>) ->
        Void
) throws(DivergenceError) -> ProjectionReport {
    let settings = try mixtureSettings(options)
    let p = try PreparedMixture(view, .p, settings)
    let closest = try MomentMatch(p)
    if isDiagonal { keepDiagonal(closest.factor.base, p.dimension) }
    let values = try Buffer(Double.self, p.count + 1)
    for start in 0...p.count { values.base[start] = .infinity }
    var report = ProjectionReport(start: p.count)
    switch direction {
    case .forward:
        report.value = canonical(try forwardDivergence(p, closest, settings) / settings.unit)
        values.base[p.count] = report.value
    case .reverse:
        report = try reverseProjection(p, closest, isDiagonal: isDiagonal, values.base, unit: settings.unit)
    }
    report.mode = try p.mode(closest.mean.base)
    store(closest.mean.base, closest.factor.base, values.base)
    return report
}

/// The diagonal factor with the same variances.
private func keepDiagonal(_ factor: UnsafeMutablePointer<Double>, _ d: Int) {
    for row in 0..<d {
        var square = 0.0
        for column in 0...row {
            square += factor[row * d + column] * factor[row * d + column]
            factor[row * d + column] = 0
        }
        factor[row * d + row] = square.squareRoot()
    }
}

/// D(p ‖ q) by the nodes of each component.
private func forwardDivergence(
    _ p: borrowing PreparedMixture, _ moments: borrowing MomentMatch, _ settings: Settings
) throws(DivergenceError) -> Double {
    let d = p.dimension
    let one = try Buffer(Double.self, 1)
    one.base[0] = 1
    let view = MixtureView(components: moments.batch(d), weights: StridedNumbers(one.base, batch: 0, row: 1))
    let q = try PreparedMixture(view, .q, settings)
    let nodes = try StandardNodes(dimension: d)
    let ratio = try LogRatioOfMixtures(p, q, isPaired: p.count == 1)
    let x = try LaneBuffer(d)
    var value = CompensatedSum<Lane>()
    for component in 0..<p.count where p.weights.base[component] > 0 {
        let (mean, factor) = (p.mean(component), p.factor(component))
        for group in 0..<nodes.groups {
            let z = nodes.point(group)
            for row in 0..<d {
                var sum = Lane(repeating: mean[row])
                for column in 0...row { sum += factor[row * d + column] * z[column] }
                x.base[row] = sum
            }
            value.add(p.weights.base[component] * nodes.weight(group) * ratio.values(p, q, x.base))
        }
    }
    let divergence = value.total.value
    return divergence < 0 ? 0 : divergence
}

/// The least of the minima that searches from each component and from the moments come to; it takes the moments' place.
private func reverseProjection(
    _ p: borrowing PreparedMixture, _ closest: borrowing MomentMatch, isDiagonal: Bool,
    _ values: UnsafeMutablePointer<Double>, unit: Double
) throws(DivergenceError) -> ProjectionReport {
    let objective = try ReverseObjective(p, isDiagonal: isDiagonal)
    let method = try QuasiNewton(objective.parameterCount)
    let x = try Buffer(Double.self, objective.parameterCount)
    var best = ProjectionReport(value: .infinity, start: p.count, isConverged: false)
    func search(from start: Int) {
        for index in 0..<objective.parameterCount { x.base[index] = 0 }
        let minimum = method.minimize(x.base) { objective.evaluate(p, $0, gradient: $1) }
        // What the nodes' error, or rounding, leaves of 0.
        values[start] = canonical(max(minimum.value, 0) / unit)
        // Of equal minima that from a component rather than the moments, and from the first one.
        let margin = best.value.isFinite ? 1e-9 * (1 + best.value) * (best.start == p.count ? 1 : -1) : 0
        guard values[start] <= best.value + margin else { return }
        best = ProjectionReport(
            value: values[start], start: start, iterations: minimum.iterations, isConverged: minimum.isConverged)
        objective.read(x.base, mean: closest.mean.base, factor: closest.factor.base)
    }
    // The moments first: afterwards their place is free.
    objective.start(closest.mean.base, closest.factor.base)
    search(from: p.count)
    for start in 0..<p.count where p.weights.base[start] > 0 {
        objective.start(p.mean(start), p.factor(start))
        if isDiagonal { try setDiagonalStart(objective.factor.base, p.factor(start), p.dimension) }
        search(from: start)
    }
    return best
}

/// The factor of the diagonal Gaussian closest to a component: variances 1 / (Σ⁻¹)_ii.
private func setDiagonalStart(
    _ target: UnsafeMutablePointer<Double>, _ factor: UnsafePointer<Double>, _ d: Int
) throws(DivergenceError) {
    let column = try Buffer(Double.self, d)
    for index in 0..<(d * d) { target[index] = 0 }
    for row in 0..<d {
        for index in 0..<d { column.base[index] = index == row ? 1 : 0 }
        solve(factor, column.base, d)
        var square = 0.0
        for index in 0..<d { square += column.base[index] * column.base[index] }
        target[row * d + row] = 1 / square.squareRoot()
    }
}

extension PreparedMixture {
    /// The component with the largest share of the density at a point.
    fileprivate func mode(_ point: UnsafePointer<Double>) throws(DivergenceError) -> Int {
        let room = try PointRoom(self)
        let x = try LaneBuffer(dimension)
        for row in 0..<dimension { x.base[row] = Lane(repeating: point[row]) }
        evaluate(x.base, room)
        var mode = 0
        for component in 1..<max(count, 1) where room.terms.base[component][0] > room.terms.base[mode][0] {
            mode = component
        }
        return mode
    }
}
