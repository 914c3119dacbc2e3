import KullbackPlatform

/// The matrices and vectors that one thread works with, all of one shape.
struct GaussianWorkspace: ~Copyable {
    let space: MatrixSpace
    private let memory: UnsafeMutablePointer<Double>
    private let first: UnsafeMutablePointer<Double>
    private let vectors: UnsafeMutablePointer<Double>

    /// Vectors by what they hold.
    enum Vector: Int, CaseIterable {
        case diagonalP, reciprocalsP, diagonalQ, reciprocalsQ
        /// Diagonals of p's factor and of q's, and their difference: what F is known by.
        case ratioP, ratioQ, difference
        case tolerances, reciprocals, offset, whitened, spare
    }

    init(_ space: MatrixSpace, matrices: Int) throws(DivergenceError) {
        let vectorCount = Vector.allCases.count * space.vectorSize
        let (size, overflow) = matrices.multipliedReportingOverflow(by: space.matrixSize)
        let (total, overflowed) = size.addingReportingOverflow(vectorCount + 16)
        guard !overflow, !overflowed, let memory = allocate(Double.self, total) else {
            throw DivergenceError(.outOfMemory)
        }
        self.space = space
        self.memory = memory
        // Rows of tiles start at cache lines.
        first = UnsafeMutableRawPointer(memory).alignedUp(toMultipleOf: 64).assumingMemoryBound(to: Double.self)
        vectors = first + size
    }

    deinit { platform_free(memory) }

    func matrix(_ index: Int) -> UnsafeMutablePointer<Double> { first + index * space.matrixSize }

    subscript(_ vector: Vector) -> UnsafeMutablePointer<Double> { vectors + vector.rawValue * space.vectorSize }
}

/// Some Gaussians of a batch, at most one per lane.
struct GaussianGroup {
    var batch: GaussianBatch
    let argument: DivergenceError.Argument
    let first: Int
    let count: Int

    var locArgument: DivergenceError.Argument { argument == .q ? .locQ : .locP }

    /// The first one's numbers, and how far apart those of the others are.
    func numbers(_ numbers: StridedNumbers) -> kernel_numbers {
        kernel_numbers(
            data: numbers.data.map { $0 + first * numbers.batch }, batch: numbers.batch, row: numbers.row,
            column: numbers.column, count: count)
    }

    /// The error for a pivot or a diagonal element that is not positive; that for an infinite number, if it is to blame.
    func notPositive(lane: Int, index: Int, value: Double) -> DivergenceError {
        infinity(lane: lane)
            ?? DivergenceError(.notPositiveDefinite, argument, row: first + lane, index: index, value: value)
    }

    /// The first infinite number of one of them, as an error.
    func infinity(lane: Int) -> DivergenceError? {
        let (row, d) = (first + lane, batch.dimension)
        for i in 0..<d where batch.loc[row, i, 0].isInfinite {
            return DivergenceError(.parameter, locArgument, row: row, index: i, value: batch.loc[row, i, 0])
        }
        let columns = batch.form == .diagonal ? 0 : batch.form == .lowRank ? batch.rank : d
        for i in 0..<d {
            for j in 0..<(batch.form == .lowRank ? columns : min(i + 1, columns)) {
                let value = batch.matrix[row, i, j]
                if value.isInfinite {
                    return DivergenceError(.parameter, argument, row: row, index: i * columns + j, value: value)
                }
            }
            guard batch.form == .diagonal || batch.form == .lowRank else { continue }
            let value = batch.diagonal[row, i, 0]
            if value.isInfinite { return DivergenceError(.parameter, argument, row: row, index: i, value: value) }
        }
        return nil
    }
}

extension GaussianGroup {
    /// The upper halves of covariances, or what is given in their place.
    func gather(_ upper: UnsafeMutablePointer<Double>, _ space: MatrixSpace) throws(DivergenceError) {
        switch batch.form {
        case .covariance, .choleskyFactor: gather(numbers(batch.matrix), upper, space)
        case .precision:
            // From the last row and column on, the lower half is read as the upper half's transpose.
            let (d, m) = (batch.dimension, batch.matrix)
            let last = m.data.map { $0 + (d - 1) * (m.row + m.column) }
            gather(
                numbers(StridedNumbers(last, batch: m.batch, row: -m.column, column: -m.row)), upper, space)
        case .diagonal, .lowRank: try gatherSum(upper, space)
        }
    }

    func gather(
        _ numbers: kernel_numbers, _ upper: UnsafeMutablePointer<Double>, _ space: MatrixSpace
    ) {
        guard batch.dimension > 0 else { return }
        space.byPanels { shape, range in
            withUnsafePointer(to: numbers) { space.functions.gather(shape, $0, upper, range) }
        }
    }

    func gatherLoc(_ vector: UnsafeMutablePointer<Double>, _ space: MatrixSpace) {
        let numbers = numbers(batch.loc)
        space.whole { shape in withUnsafePointer(to: numbers) { space.functions.gather_vector(shape, $0, vector) } }
    }

    /// diag(v) or W Wᵀ + diag(v), by rows of the lower half.
    private func gatherSum(
        _ upper: UnsafeMutablePointer<Double>, _ space: MatrixSpace
    ) throws(DivergenceError) {
        let (d, rank) = (batch.dimension, batch.form == .lowRank ? batch.rank : 0)
        let size = d * d
        let room = try Buffer(Double.self, size * count)
        for lane in 0..<count {
            for i in 0..<d {
                for j in 0...i {
                    var sum = i == j ? batch.diagonal[first + lane, i, 0] : 0
                    for k in 0..<rank { sum += batch.matrix[first + lane, i, k] * batch.matrix[first + lane, j, k] }
                    room.base[lane * size + i * d + j] = sum
                }
            }
        }
        gather(kernel_numbers(data: room.base, batch: size, row: d, column: 1, count: count), upper, space)
    }
}
