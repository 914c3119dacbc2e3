/// Gaussians that stand for distributions of matrices, as many pairs as there are lanes.
///
/// Elements of their covariances are products of two numbers: degrees of freedom times an element of a Wishart
/// distribution's matrix, or one element each of the covariances of rows and of columns. Products are rounded, but their
/// difference is taken with the products' rounding errors: distributions that nearly agree do so as exactly as their
/// parameters, and those with equal products agree.
///
/// Group 0 is X, the covariances of p, group 1 Y, those of q; group 2 is X - Y. Of inverse Wishart distributions X comes from
/// q and Y from p. Group 3 is a combination of both, and group 4 a multiple of X - Y.
struct ProductCovariances: ~Copyable {
    private let memory: Buffer<Double>
    private let dimension: Int
    private let lanes: Int

    init(dimension: Int, lanes: Int) throws(DivergenceError) {
        let matrices = dimension * dimension
        let (size, overflow) = (5 * matrices + 2 * dimension).multipliedReportingOverflow(by: lanes)
        guard !overflow else { throw DivergenceError(.outOfMemory) }
        memory = try Buffer(Double.self, size)
        (self.dimension, self.lanes) = (dimension, lanes)
    }

    private func matrix(_ index: Int) -> UnsafeMutablePointer<Double> {
        memory.base + index * lanes * dimension * dimension
    }

    private func loc(_ index: Int) -> UnsafeMutablePointer<Double> { matrix(5) + index * lanes * dimension }

    func group(_ index: Int, _ argument: DivergenceError.Argument, count: Int) -> GaussianGroup {
        let (d, size) = (dimension, dimension * dimension)
        return GaussianGroup(
            batch: GaussianBatch(
                count: count, dimension: d, form: .covariance,
                loc: StridedNumbers(loc(min(index, 1)), batch: d, row: 1),
                matrix: StridedNumbers(matrix(index), batch: size, row: d, column: 1)),
            argument: argument, first: 0, count: count)
    }

    /// Group 3: weight X + rest Y, for a rest that is 1 - weight and known as well.
    func combine(_ lane: Int, _ weight: Double, _ rest: Double) {
        for place in places(lane) {
            let (x, y, difference) = (matrix(0)[place], matrix(1)[place], matrix(2)[place])
            // From the end that has the greater weight: nothing cancels for weights that are not negative.
            matrix(3)[place] = weight < 0.5 ? y + weight * difference : x - rest * difference
        }
    }

    /// Group 4: weight (X - Y).
    func scaleDifference(_ lane: Int, _ weight: Double) {
        for place in places(lane) { matrix(4)[place] = weight * matrix(2)[place] }
    }

    private func places(_ lane: Int) -> Range<Int> {
        let size = dimension * dimension
        return lane * size..<(lane + 1) * size
    }

    /// Pair number `row` of the batches, for a lane.
    func fill(_ lane: Int, _ row: Int, _ p: MatrixDistributions, _ q: MatrixDistributions) {
        let (first, second) = (MatrixFactors(p, q, row), MatrixFactors(q, p, row))
        for i in 0..<dimension {
            loc(0)[lane * dimension + i] = first.loc(i)
            loc(1)[lane * dimension + i] = second.loc(i)
            for j in 0...i {
                let place = (lane * dimension + i) * dimension + j
                let ((a, b), (c, d)) = (first.element(i, j), second.element(i, j))
                let (x, y) = (a * b, c * d)
                let rounding = (-x).addingProduct(a, b) - (-y).addingProduct(c, d)
                (matrix(0)[place], matrix(1)[place]) = (x, y)
                matrix(2)[place] = x - y + rounding
            }
        }
    }
}

/// One member's covariance by factors of its elements.
private struct MatrixFactors {
    private let member: MatrixDistributions
    private let row: Int
    /// Degrees of freedom, by a power of two that is the same on both sides: divergences do not depend on it.
    private let weight: Double

    /// D(N(0, A⁻¹) ‖ N(0, B⁻¹)) = D(N(0, B) ‖ N(0, A)): of inverse Wishart distributions with scales Ψ, which are the means
    /// n Ψ⁻¹ of their inverses, the first Gaussian is N(0, n_p Ψq) and the second N(0, n_q Ψp).
    init(_ own: MatrixDistributions, _ other: MatrixDistributions, _ row: Int) {
        self.row = row
        member = own.family == .inverseWishart ? other : own
        let (n, m) = (own.df[row, 0, 0], other.df[row, 0, 0])
        weight = n / max(min(n, m).binade, 0x1p-1000)
    }

    func loc(_ index: Int) -> Double {
        member.isNormal ? member.loc[row, index / member.columns, index % member.columns] : 0
    }

    /// i >= j. A matrix normal distribution's rows follow each other.
    func element(_ i: Int, _ j: Int) -> (Double, Double) {
        guard member.isNormal else { return (weight, member.matrix[row, i, j]) }
        let n = member.columns
        let (k, l) = (i % n, j % n)
        return (member.matrix[row, i / n, j / n], member.columnMatrix[row, max(k, l), min(k, l)])
    }
}
