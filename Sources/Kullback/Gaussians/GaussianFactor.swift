import KullbackPlatform

/// The Cholesky factor of a group's covariances, transposed, with its diagonal and the reciprocals of that.
struct GaussianFactor {
    let group: GaussianGroup
    let upper: UnsafeMutablePointer<Double>
    let diagonal: UnsafeMutablePointer<Double>
    let reciprocals: UnsafeMutablePointer<Double>

    init(
        _ group: GaussianGroup, _ upper: UnsafeMutablePointer<Double>, _ diagonal: UnsafeMutablePointer<Double>,
        _ reciprocals: UnsafeMutablePointer<Double>
    ) {
        (self.group, self.upper, self.diagonal, self.reciprocals) = (group, upper, diagonal, reciprocals)
    }

    /// Reads and factors. `spare`: a matrix and a vector to work with.
    func compute(
        _ space: MatrixSpace, spare: UnsafeMutablePointer<Double>, _ tolerances: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        try group.gather(upper, space)
        if group.batch.form != .choleskyFactor { try factor(space, tolerances) }
        setDiagonal(space)
        if group.batch.form == .choleskyFactor { try checkDiagonal(space) }
        if group.batch.form == .precision { invert(space, spare) }
    }

    private func setDiagonal(_ space: MatrixSpace) {
        space.whole { space.functions.diagonal($0, upper, 0, diagonal, reciprocals) }
    }

    private func factor(
        _ space: MatrixSpace, _ tolerances: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        // A pivot is what squares leave of the diagonal element, and all of them are wrong by (d + 1) 2⁻⁵³ of it in sum (Higham
        // 2002, theorem 10.3).
        setDiagonal(space)
        let rounding = Double(group.batch.dimension + 1) * 0x1p-53
        for index in 0..<space.vectorSize { tolerances[index] = max(diagonal[index] * rounding, 0) }
        let pivots = space.factor(upper, reciprocals, tolerances)
        for lane in 0..<group.count where pivots[lane].index >= 0 {
            let (index, value) = (Int(pivots[lane].index), pivots[lane].value)
            throw group.notPositive(lane: lane, index: original(index), value: value)
        }
    }

    /// Precisions are factored from the last row on.
    private func original(_ index: Int) -> Int {
        group.batch.form == .precision ? group.batch.dimension - 1 - index : index
    }

    private func checkDiagonal(_ space: MatrixSpace) throws(DivergenceError) {
        for lane in 0..<group.count {
            for index in 0..<group.batch.dimension {
                let value = diagonal[index * space.lanes + lane]
                if value <= 0 { throw group.notPositive(lane: lane, index: index, value: value) }
            }
        }
    }

    /// From A of PΛP = A Aᵀ, with P the reversal of rows: L = P A⁻ᵀ P, because Σ = Λ⁻¹.
    private func invert(_ space: MatrixSpace, _ spare: UnsafeMutablePointer<Double>) {
        writeInverse(to: spare, space)
        space.reverse(spare, to: upper, dimension: group.batch.dimension)
        setDiagonal(space)
    }

    /// L⁻¹, which is U⁻ᵀ, as a lower matrix.
    func writeInverse(to x: UnsafeMutablePointer<Double>, _ space: MatrixSpace) {
        for index in 0..<space.matrixSize { x[index] = 0 }
        for row in 0..<space.shape.rows {
            for lane in 0..<space.lanes { x[space.offset(row, row) + lane] = 1 }
        }
        space.solve(upper, reciprocals, x, isLower: true)
    }
}

extension kernel_pivots {
    subscript(lane: Int) -> (index: Double, value: Double) {
        withUnsafePointer(to: self) {
            let numbers = UnsafeRawPointer($0).assumingMemoryBound(to: Double.self)
            return (numbers[lane], numbers[8 + lane])
        }
    }
}

extension MatrixSpace {
    /// Where element (row, column) of a matrix is.
    func offset(_ row: Int, _ column: Int) -> Int {
        ((column / shape.width * shape.rows + row) * shape.width + column % shape.width) * shape.lanes
    }

    /// Rows and columns from the last on; the rest of the identity stays where it is.
    func reverse(_ from: UnsafePointer<Double>, to: UnsafeMutablePointer<Double>, dimension d: Int) {
        to.update(from: from, count: matrixSize)
        for row in 0..<d {
            for column in 0..<d {
                let (source, target) = (offset(d - 1 - row, d - 1 - column), offset(row, column))
                for lane in 0..<lanes { to[target + lane] = from[source + lane] }
            }
        }
    }
}
