/// One draw per member, matrices one after the other: that of member b from stream `first` + b.
package func matrixSamples(
    _ p: MatrixDistributions, seed: UInt64, first: UInt64, _ options: Options,
    into result: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    let factored = try FactoredMembers(p, settings)
    _ = try p.elementCount()
    let size = p.rows * p.width
    let plan = ThreadPlan(settings, rows: p.count, count: size * min(16 + p.rows + p.width, 1 << 14))
    try forEachRow(p.count, threads: plan.acrossRows) { row throws(DivergenceError) in
        var random = RandomStream(seed: seed, stream: first &+ UInt64(truncatingIfNeeded: row))
        factored.sample(row, &random, result + row * size)
        return true
    } store: { _, _ in
    }
}

extension FactoredMembers {
    fileprivate func sample(_ row: Int, _ random: inout RandomStream, _ result: UnsafeMutablePointer<Double>) {
        if isNaN(row) { return result.update(repeating: .nan, count: members.rows * members.width) }
        let (factor, size) = (first[row], members.rows)
        switch members.family {
        case .wishart: random.drawWishart(df: members.df[row, 0, 0], factor: factor, count: size, into: result)
        case .inverseWishart:
            random.drawInverseWishart(df: members.df[row, 0, 0], factor: factor, count: size, into: result)
        case .matrixNormal:
            random.drawMatrixNormal(rows: (factor, size), columns: (second[row], members.columns), into: result)
            for place in 0..<(size * members.columns) {
                result[place] += members.loc[row, place / members.columns, place % members.columns]
            }
        }
    }
}

/// The means or the variances of the members' elements, matrices one after the other.
package func matrixMoments(
    _ quantity: Quantity, _ p: MatrixDistributions, _ options: Options, into result: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    guard quantity == .mean || quantity == .variance else {
        throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
    }
    _ = try gaussianSettings(options)
    try p.checkNumbers()
    let size = p.rows * p.width
    for place in 0..<(try p.elementCount()) {
        let (row, i, j) = (place / size, place % size / p.width, place % p.width)
        result[place] = canonical(quantity == .mean ? p.mean(row, i, j) : p.variance(row, i, j))
    }
}

extension MatrixDistributions {
    /// Of the lower triangle.
    private func element(_ row: Int, _ i: Int, _ j: Int) -> Double { matrix[row, max(i, j), min(i, j)] }

    /// Of inverse Wishart distributions Ψ / (n - d - 1), and infinite where there are too few degrees of freedom.
    fileprivate func mean(_ row: Int, _ i: Int, _ j: Int) -> Double {
        switch family {
        case .wishart: return df[row, 0, 0] * element(row, i, j)
        case .matrixNormal: return loc[row, i, j]
        case .inverseWishart:
            let excess = df[row, 0, 0] - Double(rows) - 1
            return excess <= 0 ? .infinity * element(row, i, j) : element(row, i, j) / excess
        }
    }

    fileprivate func variance(_ row: Int, _ i: Int, _ j: Int) -> Double {
        if isNormal { return matrix[row, i, i] * columnMatrix[row, j, j] }
        let (x, diagonals) = (element(row, i, j), matrix[row, i, i] * matrix[row, j, j])
        if family == .wishart { return df[row, 0, 0] * (x * x + diagonals) }
        let excess = df[row, 0, 0] - Double(rows) - 1
        if excess <= 2 { return .infinity }
        return ((excess + 2) * x * x + excess * diagonals) / ((excess + 1) * excess * excess * (excess - 2))
    }
}
