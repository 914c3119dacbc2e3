/// log p at each row of x.
package func mixtureLogDensities(
    _ view: MixtureView, _ x: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try mixtureSettings(options)
    let mixture = try PreparedMixture(view, .p, settings)
    let x = try x.validated(as: .x)
    try result.validated()
    guard x.count == mixture.dimension || x.rows == 0 else { throw DivergenceError(.shape, .x) }
    let room = try PointRoom(mixture)
    let points = try LaneBuffer(mixture.dimension)
    // Results may take the place of what is read.
    let values = try Buffer(Double.self, x.rows)
    for start in stride(from: 0, to: x.rows, by: 8) {
        let count = min(8, x.rows - start)
        for row in 0..<mixture.dimension {
            for lane in 0..<8 { points.base[row][lane] = x[start + min(lane, count - 1), row] }
        }
        mixture.evaluate(points.base, room)
        let densities = mixture.logDensity(room)
        for lane in 0..<count { values.base[start + lane] = densities[lane] }
    }
    for row in 0..<x.rows { result.store(row, 0, values.base[row] / settings.unit) }
}

/// Draws from a mixture: which component by inversion, then one of that.
package func drawMixture(
    _ view: MixtureView, seed: UInt64, first: UInt64, count: Int, _ options: Options,
    into result: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    let mixture = try PreparedMixture(view, .p, mixtureSettings(options))
    let d = mixture.dimension
    guard (0...(largestCount / d)).contains(count) else { throw DivergenceError(.count, .result) }
    for index in 0..<count {
        var stream = RandomStream(seed: seed, stream: first &+ UInt64(index))
        let component = mixture.component(at: stream.nextUniform())
        stream.drawNormal(
            mixture.mean(component), factor: mixture.factor(component), count: d, into: result + index * d)
    }
}

extension PreparedMixture {
    /// The component where the sums of the weights pass u; the last one that has weight, if rounding keeps them below.
    fileprivate func component(at u: Double) -> Int {
        var (sum, last) = (0.0, 0)
        for component in 0..<count where weights.base[component] > 0 {
            sum += weights.base[component]
            if u < sum { return component }
            last = component
        }
        return last
    }
}
