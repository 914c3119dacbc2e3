import KullbackPlatform

// Quantities of single Gaussians, from their Cholesky factor.

/// What is computed of one Gaussian.
package enum GaussianProperty {
    /// (d (1 + log 2π)) / 2 + Σ log L_ii
    case entropy
    /// Of the first so many coordinates and the others.
    case mutualInformation(count: Int)
    /// At points, one per Gaussian.
    case logDensity(StridedNumbers)
}

private let halfLogTwoPi = 0.91893853320467274178

/// One number per Gaussian.
package func gaussianValues(
    _ property: GaussianProperty, _ p: GaussianBatch, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try p.validate(.p)
    if case .logDensity(let x) = property { try x.validate(.x, batch: p.count, rows: p.dimension) }
    if case .mutualInformation(let count) = property, !(0...p.dimension).contains(count) {
        throw DivergenceError(.count, .p, value: Double(count))
    }
    try result.validated()
    let plan = GaussianPlan(p.count, p.dimension, settings)
    try plan.forEachGroup { () throws(DivergenceError) in
        try GaussianWorkspace(plan.space, matrices: 3)
    } _: { (work: borrowing GaussianWorkspace, first: Int, count: Int) throws(DivergenceError) in
        let group = GaussianGroup(batch: p, argument: .p, first: first, count: count)
        let factor = GaussianFactor(group, work.matrix(0), work[.diagonalP], work[.reciprocalsP])
        try factor.compute(work.space, spare: work.matrix(1), work[.tolerances])
        let values = factor.values(property, work)
        for lane in 0..<count where !values[lane].isFinite {
            if let error = group.infinity(lane: lane) { throw error }
        }
        return values
    } store: { row, value in
        result.store(row, 0, value / settings.unit)
    }
}

extension GaussianFactor {
    fileprivate func values(_ property: GaussianProperty, _ work: borrowing GaussianWorkspace) -> Lane {
        let constant = Double(group.batch.dimension) * halfLogTwoPi
        switch property {
        case .entropy:
            return logDeterminant(work.space) + (constant + 0.5 * Double(group.batch.dimension))
        case .mutualInformation(let count): return mutualInformation(count, work)
        case .logDensity(let x):
            return -(0.5 * squaredDistance(x, work) + (logDeterminant(work.space) + constant))
        }
    }

    /// Σ log L_ii, each lane's.
    private func logDeterminant(_ space: MatrixSpace) -> Lane {
        sumOfLogarithms(space) { (diagonal[$0], 1, diagonal[$0] - 1) }
    }

    /// ‖L⁻¹ (x - μ)‖².
    private func squaredDistance(_ x: StridedNumbers, _ work: borrowing GaussianWorkspace) -> Lane {
        let (space, y, loc) = (work.space, work[.whitened], work[.offset])
        var points = group
        points.batch.loc = x
        points.gatherLoc(y, space)
        group.gatherLoc(loc, space)
        for index in 0..<space.vectorSize { y[index] = y[index] - loc[index] }
        space.whole { space.functions.solve_vector($0, upper, reciprocals, y) }
        return space.sums { space.functions.vector_squares($0, y, $1) }
    }

    /// With B = L22⁻¹ L21, the covariance of the second block given the first is to that of the second block as 1 is to
    /// 1 + B Bᵀ = (1 + G)(1 + G)ᵀ: Σ log(1 + G_ii), in which nothing is negative.
    private func mutualInformation(_ count: Int, _ work: borrowing GaussianWorkspace) -> Lane {
        let (space, b, e) = (work.space, work.matrix(1), work.matrix(2))
        let lanes = space.lanes
        space.byPanels { space.functions.transpose($0, upper, b, $1) }
        space.clear(b) { row, column in row < count || column >= count }
        space.solve(upper, reciprocals, b, isLower: false)
        space.byPanels { space.functions.transpose($0, b, e, $1) }
        // As an upper matrix, Bᵀ is in the first rows and the last columns; b becomes (1 + Bᵀ)ᵀ (1 + Bᵀ) - 1.
        space.byPanels { space.functions.gram($0, e, 1, b, $1) }
        space.clear(b) { row, _ in row < count }
        let tolerances = work[.tolerances]
        for index in 0..<space.vectorSize { tolerances[index] = 0 }
        _ = space.factor(b, work[.reciprocals], offset: 1, tolerances)
        return sumOfLogarithms(space) { index in
            let row = index / lanes
            let g = max(b[space.offset(row, row) + index % lanes], 0)
            return (1 + g, 1, g)
        }
    }

    /// The sum of log(p / q) over the rows of each lane; `ratio` gives p, q and p - q.
    private func sumOfLogarithms(_ space: MatrixSpace, _ ratio: (_ index: Int) -> (Double, Double, Double)) -> Lane {
        var sums = Lane.zero
        for lane in 0..<space.lanes {
            var sum = CompensatedSum<Double>()
            for row in 0..<group.batch.dimension {
                let (p, q, difference) = ratio(row * space.lanes + lane)
                sum.add(
                    logRatio(Lane(repeating: p), Lane(repeating: q), difference: Lane(repeating: difference)).value[0])
            }
            sums[lane] = sum.value
        }
        return sums
    }
}

extension MatrixSpace {
    /// Sets what is selected to zero.
    func clear(_ x: UnsafeMutablePointer<Double>, where isCleared: (_ row: Int, _ column: Int) -> Bool) {
        for row in 0..<shape.rows {
            for column in 0..<(shape.panels * shape.width) where isCleared(row, column) {
                for lane in 0..<lanes { x[offset(row, column) + lane] = 0 }
            }
        }
    }
}
