/// A Gaussian whose covariance may be singular: on an affine subspace, which `rank` of its coordinates parametrise.
///
/// Cholesky with diagonal pivoting (Higham 2002, §10.3) of the correlations, which scale out units: what is left after
/// `rank` pivots is at most d 2⁻⁵², the rounding of correlations.
struct DegenerateGaussian: ~Copyable {
    let dimension: Int
    private(set) var rank = 0
    /// Whether a parameter is.
    private(set) var isNaN = false
    private let group: GaussianGroup
    /// Covariances by rows, what is left of correlations, and the order of coordinates.
    private let memory: Buffer<Double>
    private var remainders: UnsafeMutablePointer<Double> { memory.base + dimension * dimension }
    private var order: UnsafeMutablePointer<Int> {
        UnsafeMutableRawPointer(remainders + dimension * dimension).assumingMemoryBound(to: Int.self)
    }

    private var tolerance: Double { Double(dimension) * 0x1p-52 }

    /// Of a group of one.
    init(_ group: GaussianGroup) throws(DivergenceError) {
        let d = group.batch.dimension
        memory = try Buffer(Double.self, 2 * d * d + d)
        (self.group, dimension) = (group, d)
        for i in 0..<d {
            order[i] = i
            for j in 0...i {
                let element = group.covariance(i, j)
                (memory.base[i * d + j], memory.base[j * d + i]) = (element, element)
                isNaN = isNaN || element.isNaN
            }
            isNaN = isNaN || group.batch.loc[group.first, i, 0].isNaN
        }
    }

    func covariance(_ i: Int, _ j: Int) -> Double { memory.base[i * dimension + j] }

    /// Coordinate number `index` in the order of pivots.
    func coordinate(_ index: Int) -> Int { order[index] }

    /// Finds the rank, and throws where a pivot or what is left in the end is negative beyond rounding.
    mutating func factor() throws(DivergenceError) {
        let (d, c, order) = (dimension, remainders, self.order)
        for i in 0..<d {
            for j in 0..<d {
                let scale = covariance(i, i).squareRoot() * covariance(j, j).squareRoot()
                c[i * d + j] = scale > 0 ? covariance(i, j) / scale : covariance(i, j)
            }
            if covariance(i, i) < 0 { throw group.notPositive(lane: 0, index: i, value: covariance(i, i)) }
        }
        for k in 0..<d {
            var largest = k
            for i in k..<d where c[order[i] * d + order[i]] > c[order[largest] * d + order[largest]] { largest = i }
            (order[k], order[largest]) = (order[largest], order[k])
            let pivot = order[k]
            guard c[pivot * d + pivot] > tolerance else { break }
            rank += 1
            for i in (k + 1)..<max(d, k + 1) {
                let factor = c[order[i] * d + pivot] / c[pivot * d + pivot]
                for j in (k + 1)..<d { c[order[i] * d + order[j]] -= factor * c[pivot * d + order[j]] }
            }
        }
        // What is left of a positive semi-definite matrix is nothing but rounding.
        for i in rank..<max(d, rank) {
            for j in rank..<d where abs(c[order[i] * d + order[j]]) > 4 * tolerance {
                let index = order[i]
                throw group.notPositive(lane: 0, index: index, value: c[index * d + index] * covariance(index, index))
            }
        }
    }

    /// After `factor`: the lower triangular L of Σ = L Lᵀ, whose diagonal is zero where a coordinate depends on those before.
    /// NaN if a parameter is; `v` is room for a vector.
    func writeFactor(to lower: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>) {
        let (d, c) = (dimension, remainders)
        for index in 0..<(d * d) { lower[index] = isNaN ? .nan : 0 }
        for k in 0..<(isNaN ? 0 : rank) {
            let pivot = order[k]
            let root = c[pivot * d + pivot].squareRoot()
            for i in 0..<d { v[i] = 0 }
            for j in k..<d {
                let i = order[j]
                v[i] = c[pivot * d + i] / root * covariance(i, i).squareRoot()
            }
            update(lower, v, d)
        }
    }

    /// Whether p lives on this one's affine subspace: its other coordinates depend on the first `rank` ones in the same way,
    /// to the rounding of solving for how.
    func isSupport(of p: borrowing DegenerateGaussian) throws(DivergenceError) -> Bool {
        guard p.rank == rank else { return false }
        let weights = try Buffer(Double.self, rank)
        let pLoc = p.group.batch.loc, qLoc = group.batch.loc
        func step(_ i: Int) -> Double { pLoc[p.group.first, i, 0] - qLoc[group.first, i, 0] }
        for index in rank..<max(dimension, rank) {
            let i = coordinate(index)
            try solveForWeights(of: i, weights.base)
            var (mean, size) = (step(i), abs(step(i)))
            for k in 0..<rank {
                let term = weights.base[k] * step(coordinate(k))
                (mean, size) = (mean - term, size + abs(term))
            }
            guard abs(mean) <= 0x1p-32 * size else { return false }
            // With itself too: what of it does not depend on the others has no variance.
            for j in 0...rank {
                let column = j < rank ? coordinate(j) : i
                var (rest, size) = (p.covariance(i, column), abs(p.covariance(i, column)))
                for k in 0..<rank {
                    let term = weights.base[k] * p.covariance(coordinate(k), column)
                    (rest, size) = (rest - term, size + abs(term))
                }
                guard abs(rest) <= 0x1p-32 * size else { return false }
            }
        }
        return true
    }

    /// b of x_i = b · x_I on the subspace, by elimination in the pivots' block.
    private func solveForWeights(
        of i: Int, _ b: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        let r = rank
        let block = try Buffer(Double.self, r * r)
        for j in 0..<r {
            b[j] = covariance(i, coordinate(j))
            for k in 0..<r { block.base[j * r + k] = covariance(coordinate(j), coordinate(k)) }
        }
        for k in 0..<r {
            for j in (k + 1)..<max(r, k + 1) {
                let factor = block.base[j * r + k] / block.base[k * r + k]
                for l in k..<r { block.base[j * r + l] -= factor * block.base[k * r + l] }
                b[j] -= factor * b[k]
            }
        }
        for k in stride(from: r - 1, through: 0, by: -1) {
            for l in (k + 1)..<max(r, k + 1) { b[k] -= block.base[k * r + l] * b[l] }
            b[k] /= block.base[k * r + k]
        }
    }
}

extension GaussianGroup {
    /// An element of the first one's covariance, i >= j, of the forms that have them.
    func covariance(_ i: Int, _ j: Int) -> Double {
        let row = first
        if batch.form == .covariance { return batch.matrix[row, i, j] }
        var sum = i == j ? batch.diagonal[row, i, 0] : 0
        guard batch.form == .lowRank else { return sum }
        for k in 0..<batch.rank { sum += batch.matrix[row, i, k] * batch.matrix[row, j, k] }
        return sum
    }

    /// A single one in memory, contiguous.
    init(
        _ argument: DivergenceError.Argument, _ dimension: Int, loc: UnsafePointer<Double>,
        covariance: UnsafePointer<Double>
    ) {
        self.init(
            batch: GaussianBatch(
                count: 1, dimension: dimension, form: .covariance, loc: StridedNumbers(loc, batch: 0, row: 1),
                matrix: StridedNumbers(covariance, batch: 0, row: dimension, column: 1)),
            argument: argument, first: 0, count: 1)
    }

    /// One of the group.
    func single(lane: Int) -> GaussianGroup {
        GaussianGroup(batch: batch, argument: argument, first: first + lane, count: 1)
    }
}
