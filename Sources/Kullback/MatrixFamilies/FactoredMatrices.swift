import KullbackPlatform

/// The Cholesky factors of a batch of matrices, row by row; of one that is broadcast, once.
struct FactoredMatrices: ~Copyable {
    let size: Int
    private let factors: Buffer<Double>
    private let step: Int

    init(
        _ batch: GaussianBatch, _ argument: DivergenceError.Argument, _ settings: Settings
    ) throws(DivergenceError) {
        var batch = batch
        if batch.matrix.batch == 0 { batch.count = min(batch.count, 1) }
        let square = batch.dimension * batch.dimension
        let (numbers, overflow) = batch.count.multipliedReportingOverflow(by: square)
        guard !overflow else { throw DivergenceError(.outOfMemory) }
        let factors = try Buffer(Double.self, numbers)
        try batch.writeMatrices(as: .choleskyFactor, argument, settings, to: factors.base)
        (size, step) = (batch.dimension, batch.matrix.batch == 0 ? 0 : square)
        self.factors = factors
    }

    subscript(row: Int) -> UnsafePointer<Double> { UnsafePointer(factors.base + row * step) }

    /// Half the logarithm of the determinant.
    func halfLogDeterminant(_ row: Int) -> Double { logDeterminant(self[row], size) }

    /// NaN anywhere in a matrix makes the last element of its factor one.
    func isNaN(_ row: Int) -> Bool { size > 0 && self[row][size * size - 1].isNaN }
}

/// Members with the factors of their matrices.
struct FactoredMembers: ~Copyable {
    let members: MatrixDistributions
    let first: FactoredMatrices
    /// Of the covariances of rows, where there are any.
    let second: FactoredMatrices

    init(_ members: MatrixDistributions, _ settings: Settings) throws(DivergenceError) {
        try members.checkNumbers()
        let first = try FactoredMatrices(
            members.covariances(members.matrix, members.rows), members.matrixArgument, settings)
        var columns = members.covariances(members.columnMatrix, members.isNormal ? members.columns : 0)
        if !members.isNormal { columns.count = 0 }
        second = try FactoredMatrices(columns, members.arguments.second, settings)
        self.first = first
        self.members = members
    }

    func isNaN(_ row: Int) -> Bool {
        if first.isNaN(row) { return true }
        return members.isNormal ? second.isNaN(row) : members.df[row, 0, 0].isNaN
    }

    /// Half the logarithm of the determinant of a matrix normal distribution's U ⊗ V.
    func halfLogDeterminant(_ row: Int) -> Double {
        Double(members.columns) * first.halfLogDeterminant(row) + Double(members.rows)
            * second.halfLogDeterminant(row)
    }

    /// n - i, the degrees of freedom of χ² variables: the squares of the diagonal of Bartlett's factor (1933) of the
    /// unit matrix, which is reversed for inverse Wishart distributions.
    func shape(_ row: Int, _ index: Int) -> Double {
        let place = members.family == .wishart ? index : members.rows - 1 - index
        return 0.5 * (members.df[row, 0, 0] - Double(place))
    }
}

func matrixEntropies(
    _ p: MatrixDistributions, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    let factored = try FactoredMembers(p, settings)
    try result.validated()
    let plan = ThreadPlan(settings, rows: p.count, count: 64 * max(p.rows, p.columns))
    try forEachRow(p.count, threads: plan.acrossRows) { row throws(DivergenceError) in
        try factored.entropy(row) / settings.unit
    } store: { row, value in
        result.store(row, 0, value)
    }
}

extension FactoredMembers {
    fileprivate func entropy(_ row: Int) throws(DivergenceError) -> Double {
        guard members.isNormal else { return try wishartEntropy(row) }
        return 0.5 * Double(members.dimension) * (1 + logTwoPi) + halfLogDeterminant(row)
    }

    /// With x_i = (n - i) / 2 the shapes of the factor's gamma variables, h their entropies at rate 1, and i from 0: of
    /// Wishart distributions
    ///
    ///     (d + 1) log det(2 V) / 2 + d (d - 1) log(π) / 4 + Σ h(x_i) + (d - 1 - i) ψ(x_i) / 2 + i / 2,
    ///
    /// and of their inverses Ψ / 2 in place of 2 V and -(d + 3 + i) in place of d - 1 - i.
    private func wishartEntropy(_ row: Int) throws(DivergenceError) -> Double {
        let (d, df) = (members.rows, members.df[row, 0, 0])
        let room = try Buffer(Double.self, 2 * d)
        let (shapes, ones) = (room.base, room.base + d)
        let size = Double(d)
        var sum = CompensatedSum<Double>()
        for i in 0..<d {
            let place = Double(i)
            (shapes[i], ones[i]) = (0.5 * (df - place), 1)
            let weight = members.family == .wishart ? size - 1 - place : -(size + 3 + place)
            sum.add(0.5 * (weight * digamma(Lane(repeating: shapes[i]))[0] + place))
        }
        sum.add(gammaSum(kernel_family_entropy, (UnsafePointer(shapes), UnsafePointer(ones), nil, nil), d))
        let half = first.halfLogDeterminant(row)
        let scale = (members.family == .wishart ? 0.5 : -0.5) * size * log(2)
        sum.add((size + 1) * (half + scale))
        sum.add(0.25 * size * (size - 1) * log(.pi))
        return sum.value
    }
}
