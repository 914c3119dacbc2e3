/// A distribution of matrices from a parametric family, with closed forms within the family. Matrices are arrays by rows; of
/// symmetric ones the lower triangle is read.
public protocol MatrixDistribution: Equatable, Sendable {
    /// What the engine needs to know; not part of the API.
    var _parts: _MatrixParts { get }
}

/// The parameters of a member, as the engine names them.
public struct _MatrixParts {
    let family: MatrixFamily
    var degreesOfFreedom = 0.0
    var mean: [Double] = []
    let matrix: [Double]
    var columnMatrix: [Double] = []
}

/// The scatter matrix Σ x xᵀ of n draws from the normal distribution of mean 0 and covariance V, for any n > d - 1.
public struct Wishart: MatrixDistribution {
    public var degreesOfFreedom: Double
    /// Positive definite.
    public var covariance: [Double]

    public init(degreesOfFreedom: Double, covariance: [Double]) {
        (self.degreesOfFreedom, self.covariance) = (degreesOfFreedom, covariance)
    }

    public var _parts: _MatrixParts {
        _MatrixParts(family: .wishart, degreesOfFreedom: degreesOfFreedom, matrix: covariance)
    }
}

/// The inverse is Wishart, with as many degrees of freedom and the scale's inverse for a covariance.
public struct InverseWishart: MatrixDistribution {
    public var degreesOfFreedom: Double
    /// Positive definite.
    public var scale: [Double]

    public init(degreesOfFreedom: Double, scale: [Double]) {
        (self.degreesOfFreedom, self.scale) = (degreesOfFreedom, scale)
    }

    public var _parts: _MatrixParts {
        _MatrixParts(family: .inverseWishart, degreesOfFreedom: degreesOfFreedom, matrix: scale)
    }
}

/// Normal matrices: elements (i, k) and (j, l) have the covariance U_ij V_kl (Dawid 1981). Divergences take time
/// proportional to the cube of the number of elements.
public struct MatrixNormal: MatrixDistribution {
    public var mean: [Double]
    /// U, of the elements of a column.
    public var rowCovariance: [Double]
    /// V, of the elements of a row.
    public var columnCovariance: [Double]

    public init(mean: [Double], rowCovariance: [Double], columnCovariance: [Double]) {
        (self.mean, self.rowCovariance, self.columnCovariance) = (mean, rowCovariance, columnCovariance)
    }

    public var _parts: _MatrixParts {
        _MatrixParts(family: .matrixNormal, mean: mean, matrix: rowCovariance, columnMatrix: columnCovariance)
    }
}

extension MatrixDistribution {
    /// D(self ‖ other), in nats unless `unit` says otherwise, with a relative error of at most 1e-13 times the condition
    /// number of the matrices' Cholesky factors, also for members that nearly agree.
    ///
    /// - Throws: ``DivergenceError`` for different dimensions, too few degrees of freedom, a matrix that is not positive
    ///   definite, or an infinite number; so do all below.
    public func klDivergence(from other: Self, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.klDivergence, other, Options(unit: unit))
    }

    /// Rényi's divergence of an order above 0; infinite where the member on the geodesic is none.
    public func renyiDivergence(
        from other: Self, order: Double, unit: Unit = .nats
    ) throws(DivergenceError) -> Double {
        var options = Options(unit: unit)
        options.order = order
        return try value(.renyiDivergence, other, options)
    }

    /// Bhattacharyya's coefficient, the integral of sqrt(p q).
    public func bhattacharyyaCoefficient(from other: Self) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaCoefficient, other, Options())
    }

    /// -log of Bhattacharyya's coefficient.
    public func bhattacharyyaDistance(from other: Self, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaDistance, other, Options(unit: unit))
    }

    /// 1 - Bhattacharyya's coefficient: the integral of (sqrt p - sqrt q)^2 / 2.
    public func squaredHellinger(from other: Self) throws(DivergenceError) -> Double {
        try value(.squaredHellinger, other, Options())
    }

    /// Its square root, a metric.
    public func hellingerDistance(from other: Self) throws(DivergenceError) -> Double {
        try value(.hellingerDistance, other, Options())
    }

    /// The differential entropy; of symmetric matrices that of their lower triangles.
    public func entropy(unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.entropy, nil, Options(unit: unit))
    }

    public func expectation() throws(DivergenceError) -> [Double] { try moments(.mean) }

    /// The variance of each element.
    public func variance() throws(DivergenceError) -> [Double] { try moments(.variance) }

    /// The logarithm of the density at a matrix; -infinity outside the support.
    public func logDensity(at x: [Double], unit: Unit = .nats) throws(DivergenceError) -> Double {
        try withMembers(self, .p) { p throws(DivergenceError) in
            guard x.count == p.rows * p.width else { throw DivergenceError(.shape, .x) }
            return try x.withUnsafeBufferPointer { x throws(DivergenceError) in
                try withResult { result throws(DivergenceError) in
                    let point = StridedNumbers(x.baseAddress, batch: 0, row: p.width, column: 1)
                    try matrixLogDensities(p, point, Options(unit: unit), result)
                }
            }
        }
    }

    /// Draws, one matrix after the other: number i depends on the seed, the parameters and i only.
    public func samples(_ count: Int, seed: UInt64, threads: Int = 0) throws(DivergenceError) -> [Double] {
        try withMembers(self, count: count, .p) { p throws(DivergenceError) in
            guard count >= 0 else { throw DivergenceError(.count, .result) }
            return try elements(of: p) { result throws(DivergenceError) in
                try matrixSamples(p, seed: seed, first: 0, Options(threads: threads), into: result)
            }
        }
    }

    private func moments(_ quantity: Quantity) throws(DivergenceError) -> [Double] {
        try withMembers(self, .p) { p throws(DivergenceError) in
            try elements(of: p) { result throws(DivergenceError) in
                try matrixMoments(quantity, p, Options(), into: result)
            }
        }
    }

    private func value(_ quantity: Quantity, _ other: Self?, _ options: Options) throws(DivergenceError) -> Double {
        try withMembers(self, .p) { p throws(DivergenceError) in
            try withResult { result throws(DivergenceError) in
                guard let other else { return try matrixValues(quantity, p, nil, options, result) }
                try withMembers(other, .q) { q throws(DivergenceError) in
                    try matrixValues(quantity, p, q, options, result)
                }
            }
        }
    }
}

/// The elements of all matrices of a batch, as `body` writes them.
private func elements(
    of p: MatrixDistributions, _ body: (UnsafeMutablePointer<Double>) throws(DivergenceError) -> Void
) throws(DivergenceError) -> [Double] {
    let count = try p.elementCount()
    let numbers = try Buffer(Double.self, count)
    try body(numbers.base)
    return Array(UnsafeBufferPointer(start: numbers.base, count: count))
}

/// A view of one member, `count` times, for the time of a call.
private func withMembers<R>(
    _ member: some MatrixDistribution, count: Int = 1, _ side: DivergenceError.Argument,
    _ body: (MatrixDistributions) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    let parts = member._parts
    let isNormal = parts.family == .matrixNormal
    let (rows, columns) = (dimension(parts.matrix), isNormal ? dimension(parts.columnMatrix) : 1)
    let arguments: MatrixDistributions.Arguments =
        side == .p ? (.firstP, .secondP, .locP) : (.firstQ, .secondQ, .locQ)
    guard let rows else { throw DivergenceError(.shape, isNormal ? arguments.first : arguments.second) }
    guard let columns else { throw DivergenceError(.shape, arguments.second) }
    if isNormal, parts.mean.count != rows * columns { throw DivergenceError(.shape, arguments.loc) }
    func matrices(_ numbers: UnsafeBufferPointer<Double>, _ width: Int) -> StridedNumbers {
        StridedNumbers(numbers.baseAddress, batch: 0, row: width, column: 1)
    }
    return try [parts.degreesOfFreedom].withUnsafeBufferPointer { df throws(DivergenceError) in
        try parts.mean.withUnsafeBufferPointer { mean throws(DivergenceError) in
            try parts.matrix.withUnsafeBufferPointer { matrix throws(DivergenceError) in
                try parts.columnMatrix.withUnsafeBufferPointer { columnMatrix throws(DivergenceError) in
                    try body(
                        MatrixDistributions(
                            parts.family, count: count, rows: rows, columns: columns,
                            df: matrices(df, 0), loc: matrices(mean, columns), matrix: matrices(matrix, rows),
                            columnMatrix: matrices(columnMatrix, columns), arguments))
                }
            }
        }
    }
}

/// Rows of a square matrix of so many elements; nil if there is none.
private func dimension(_ matrix: [Double]) -> Int? {
    let rows = Int(Double(matrix.count).squareRoot())
    return rows * rows == matrix.count ? rows : nil
}
