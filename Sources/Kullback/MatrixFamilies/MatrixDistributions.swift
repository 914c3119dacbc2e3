/// Families of distributions of matrices. The raw values are those of the C header's `kullback_matrix_family`.
package enum MatrixFamily: Int32, Sendable {
    case wishart = 10
    case inverseWishart = 20
    case matrixNormal = 30
}

/// A batch of members of one family.
package struct MatrixDistributions {
    /// What errors name: degrees of freedom and the matrix, or the covariances of rows and of columns; the mean.
    package typealias Arguments = (
        first: DivergenceError.Argument, second: DivergenceError.Argument, loc: DivergenceError.Argument
    )

    let family: MatrixFamily
    package let count: Int
    let rows: Int
    /// 1 but for matrix normal distributions.
    let columns: Int
    /// Of Wishart distributions: one number each.
    let df: StridedNumbers
    /// Of matrix normal distributions.
    let loc: StridedNumbers
    /// The covariance or the scale of Wishart matrices, or the covariance of a column's elements.
    let matrix: StridedNumbers
    /// The covariance of a row's elements.
    let columnMatrix: StridedNumbers
    let arguments: Arguments

    package init(
        _ family: MatrixFamily, count: Int, rows: Int, columns: Int, df: StridedNumbers, loc: StridedNumbers,
        matrix: StridedNumbers, columnMatrix: StridedNumbers, _ arguments: Arguments
    ) {
        (self.family, self.count, self.rows) = (family, count, rows)
        self.columns = family == .matrixNormal ? columns : 1
        (self.df, self.loc, self.matrix, self.columnMatrix) = (df, loc, matrix, columnMatrix)
        self.arguments = arguments
    }

    var isNormal: Bool { family == .matrixNormal }

    /// The number of coordinates of the Gaussian that stands for a member.
    var dimension: Int { rows * columns }

    var matrixArgument: DivergenceError.Argument { isNormal ? arguments.first : arguments.second }

    /// The columns of one matrix of theirs.
    var width: Int { isNormal ? columns : rows }

    /// The elements of all their matrices.
    func elementCount() throws(DivergenceError) -> Int {
        let (numbers, overflow) = count.multipliedReportingOverflow(by: rows * width)
        guard !overflow else { throw DivergenceError(.count, .result) }
        return numbers
    }

    /// Throws for the layout, then for the first number at fault, then for matrices that are not positive definite.
    func validate(_ settings: Settings) throws(DivergenceError) {
        try checkNumbers()
        try factor(covariances(matrix, rows), matrixArgument, settings)
        if isNormal { try factor(covariances(columnMatrix, columns), arguments.second, settings) }
    }

    /// Throws for the layout, then for the first number at fault.
    func checkNumbers() throws(DivergenceError) {
        try validate(matrix, rows, matrixArgument)
        if isNormal {
            try validate(columnMatrix, columns, arguments.second)
            try loc.validate(arguments.loc, batch: count, rows: rows, columns: columns)
        } else {
            try df.validate(arguments.first, batch: count, rows: 1)
        }
        // The Gaussian's covariance has as many elements as fit into memory many times.
        guard rows == 0 || columns <= largestDimension / rows else { throw DivergenceError(.count, arguments.second) }
        for row in 0..<count { try checkNumbers(row) }
    }

    private func validate(
        _ matrix: StridedNumbers, _ size: Int, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard (0...largestCount).contains(count), (0...largestDimension).contains(size) else {
            throw DivergenceError(.count, argument)
        }
        try matrix.validate(argument, batch: count, rows: size, columns: size)
    }

    private func checkNumbers(_ row: Int) throws(DivergenceError) {
        if isNormal {
            for i in 0..<rows {
                for j in 0..<columns where loc[row, i, j].isInfinite {
                    throw DivergenceError(
                        .parameter, arguments.loc, row: row, index: i * columns + j, value: loc[row, i, j])
                }
            }
            try checkFinite(columnMatrix, columns, row, arguments.second)
        } else {
            let df = df[row, 0, 0]
            if df <= Double(rows - 1) || df.isInfinite {
                throw DivergenceError(.parameter, arguments.first, row: row, index: 0, value: df)
            }
        }
        try checkFinite(matrix, rows, row, matrixArgument)
    }

    private func checkFinite(
        _ matrix: StridedNumbers, _ size: Int, _ row: Int, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        for i in 0..<size {
            for j in 0...i where matrix[row, i, j].isInfinite {
                throw DivergenceError(.parameter, argument, row: row, index: i * size + j, value: matrix[row, i, j])
            }
        }
    }

    func covariances(_ matrix: StridedNumbers, _ size: Int) -> GaussianBatch {
        // There is no mean: one number stands for it, which is not read.
        GaussianBatch(
            count: count, dimension: size, form: .covariance,
            loc: StridedNumbers(matrix.data, batch: 0, row: 0), matrix: matrix)
    }

    private func factor(
        _ batch: GaussianBatch, _ argument: DivergenceError.Argument, _ settings: Settings
    ) throws(DivergenceError) {
        let plan = GaussianPlan(batch.count, batch.dimension, settings)
        try plan.forEachGroup { () throws(DivergenceError) in
            try GaussianWorkspace(plan.space, matrices: 2)
        } _: { (work: borrowing GaussianWorkspace, first: Int, count: Int) throws(DivergenceError) in
            let group = GaussianGroup(batch: batch, argument: argument, first: first, count: count)
            let factor = GaussianFactor(group, work.matrix(0), work[.diagonalP], work[.reciprocalsP])
            try factor.compute(work.space, spare: work.matrix(1), work[.tolerances])
            return .zero
        } store: { _, _ in
        }
    }
}
