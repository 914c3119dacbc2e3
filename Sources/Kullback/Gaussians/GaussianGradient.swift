import KullbackPlatform

/// Where gradients of D(p ‖ q) go; what has no data is not computed. Matrices are lower triangular, zero above.
package struct GaussianGradients {
    package var locP: MutableNumbers
    package var locQ: MutableNumbers
    package var factorP: MutableNumbers
    package var factorQ: MutableNumbers

    package init(locP: MutableNumbers, locQ: MutableNumbers, factorP: MutableNumbers, factorQ: MutableNumbers) {
        (self.locP, self.locQ, self.factorP, self.factorQ) = (locP, locQ, factorP, factorQ)
    }
}

/// Contiguous numbers of a batch, to be written.
package struct MutableNumbers {
    var data: UnsafeMutablePointer<Double>?

    package init(_ data: UnsafeMutablePointer<Double>?) { self.data = data }

    func validate() throws(DivergenceError) {
        guard UInt(bitPattern: data) % UInt(MemoryLayout<Double>.alignment) == 0 else {
            throw DivergenceError(.alignment, .result)
        }
    }
}

/// D(p ‖ q) of each pair, and its gradients with respect to the means and the Cholesky factors: with 1 + F = Lq⁻¹ Lp,
/// E = F + Fᵀ + F Fᵀ and y = Lq⁻¹ (μp - μq),
///
///     ∂μp = Lq⁻ᵀ y = -∂μq,    ∂Lp = tril(Lq⁻ᵀ F) + diag(1 / Lq_ii - 1 / Lp_ii),    ∂Lq = -tril(Lq⁻ᵀ (E + y yᵀ)),
///
/// in which nothing cancels where p and q nearly agree.
package func gaussianGradients(
    _ p: GaussianBatch, _ q: GaussianBatch, _ options: Options, _ result: ResultView?, _ gradients: GaussianGradients
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try validatePair(p, q)
    try result?.validated()
    let targets = [gradients.locP, gradients.locQ, gradients.factorP, gradients.factorQ]
    for target in targets { try target.validate() }
    let d = p.dimension
    let (perFactor, overflow) = (d * d).multipliedReportingOverflow(by: p.count)
    guard !overflow, perFactor <= largestCount else { throw DivergenceError(.count, .p) }
    // Nothing is written before the last pair is known to be right.
    let room = try Buffer(Double.self, 2 * perFactor + p.count * d)
    let plan = GaussianPlan(p.count, d, settings)
    try plan.forEachGroup { () throws(DivergenceError) in
        try GaussianPair(plan.space)
    } _: { (pair: borrowing GaussianPair, first: Int, count: Int) throws(DivergenceError) in
        let groups = (
            GaussianGroup(batch: p, argument: .p, first: first, count: count),
            GaussianGroup(batch: q, argument: .q, first: first, count: count)
        )
        let values = try 0.5 * (pair.relate(groups.0, groups.1) + pair.squaredDistance())
        try checkInfinities(values, groups.0, groups.1)
        pair.writeGradients(
            first: first, count: count, dimension: d, loc: room.base + 2 * perFactor, factorP: room.base,
            factorQ: room.base + perFactor)
        return values
    } store: { row, value in
        result?.store(row, 0, value / settings.unit)
    }
    let scale = 1 / settings.unit
    func write(_ target: MutableNumbers, _ from: UnsafePointer<Double>, _ count: Int, _ factor: Double) {
        guard let data = target.data else { return }
        // A sum, so that no zero has a sign.
        for index in 0..<count { data[index] = canonical(factor * from[index] + 0) }
    }
    write(gradients.factorP, room.base, perFactor, scale)
    write(gradients.factorQ, room.base + perFactor, perFactor, -scale)
    write(gradients.locP, room.base + 2 * perFactor, p.count * d, scale)
    write(gradients.locQ, room.base + 2 * perFactor, p.count * d, -scale)
}

extension GaussianPair {
    /// ∂μp, ∂Lp and -∂Lq of a group, after `relate`.
    fileprivate func writeGradients(
        first: Int, count: Int, dimension d: Int, loc: UnsafeMutablePointer<Double>,
        factorP: UnsafeMutablePointer<Double>, factorQ: UnsafeMutablePointer<Double>
    ) {
        let (lanes, y, column) = (space.lanes, work[.whitened], work[.spare])
        let (upperF, e) = (spare(0), spare(1))
        space.byPanels { space.functions.to_upper($0, f, upperF, $1) }
        space.byPanels { space.functions.gram($0, upperF, 1, e, $1) }
        for j in 0..<d {
            for i in 0..<d {
                for lane in 0..<lanes { column[i * lanes + lane] = i < j ? 0 : f[space.offset(i, j) + lane] }
            }
            solve(column)
            write(column, first, count, d, to: factorP, column: j) { lane in
                let index = j * lanes + lane
                return work[.difference][index] / work[.ratioQ][index] / work[.diagonalP][index]
            }
            for i in 0..<d {
                for lane in 0..<lanes {
                    column[i * lanes + lane] =
                        e[space.offset(min(i, j), max(i, j)) + lane] + y[i * lanes + lane] * y[j * lanes + lane]
                }
            }
            solve(column)
            write(column, first, count, d, to: factorQ, column: j) { _ in 0 }
        }
        column.update(from: y, count: space.vectorSize)
        solve(column)
        for lane in 0..<count {
            for i in 0..<d { loc[(first + lane) * d + i] = column[i * lanes + lane] }
        }
    }

    /// x := Lq⁻ᵀ x, with zeros where there are no dimensions.
    private func solve(_ x: UnsafeMutablePointer<Double>) {
        for index in (space.shape.dimension * space.lanes)..<max(space.vectorSize, space.shape.dimension * space.lanes)
        {
            x[index] = 0
        }
        space.whole { space.functions.solve_transposed($0, upperQ, work[.reciprocalsQ], x) }
    }

    /// One column of the lower half, with what is added to its diagonal element.
    private func write(
        _ column: UnsafePointer<Double>, _ first: Int, _ count: Int, _ d: Int, to: UnsafeMutablePointer<Double>,
        column j: Int, _ added: (_ lane: Int) -> Double
    ) {
        for lane in 0..<count {
            let matrix = to + (first + lane) * d * d
            for i in 0..<d {
                matrix[i * d + j] = i < j ? 0 : column[i * space.lanes + lane] + (i == j ? added(lane) : 0)
            }
        }
    }
}
