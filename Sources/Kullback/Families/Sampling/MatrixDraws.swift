// Matrices are row-major. Triangular factors are lower ones; what is above their diagonals is not looked at.

extension RandomStream {
    /// From the normal distribution with mean `loc` and covariance L Lᵀ.
    package mutating func drawNormal(
        _ loc: UnsafePointer<Double>, factor: UnsafePointer<Double>, count: Int,
        into result: UnsafeMutablePointer<Double>
    ) {
        for index in 0..<count { result[index] = nextNormal() }
        // Each component needs the normal numbers up to its own.
        for row in stride(from: count - 1, through: 0, by: -1) {
            var sum = 0.0
            for column in 0...row { sum += factor[row * count + column] * result[column] }
            result[row] = loc[row] + sum
        }
    }

    /// A Z Bᵀ, Z of independent normal numbers.
    package mutating func drawMatrixNormal(
        rows: (factor: UnsafePointer<Double>, count: Int), columns: (factor: UnsafePointer<Double>, count: Int),
        into result: UnsafeMutablePointer<Double>
    ) {
        let (n, width) = (rows.count, columns.count)
        for place in 0..<(n * width) { result[place] = nextNormal() }
        // From the last on: each needs those up to itself.
        for i in stride(from: n - 1, through: 0, by: -1) {
            for k in 0..<width {
                var sum = 0.0
                for j in 0...i { sum += rows.factor[i * n + j] * result[j * width + k] }
                result[i * width + k] = sum
            }
            for k in stride(from: width - 1, through: 0, by: -1) {
                var sum = 0.0
                for l in 0...k { sum += columns.factor[k * width + l] * result[i * width + l] }
                result[i * width + k] = sum
            }
        }
    }

    /// From the Wishart distribution with mean df L Lᵀ: L A Aᵀ Lᵀ with Bartlett's A (1933); df > count - 1.
    package mutating func drawWishart(
        df: Double, factor: UnsafePointer<Double>, count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        for row in 0..<count { drawBartlettRow(row, df: df - Double(row), count, into: result) }
        for row in stride(from: count - 1, through: 0, by: -1) {
            for column in 0...row {
                var sum = 0.0
                for k in column...row { sum += factor[row * count + k] * result[k * count + column] }
                result[row * count + column] = sum
            }
        }
        multiplyByTranspose(result, count)
    }

    /// From the inverse Wishart distribution with scale matrix L Lᵀ: B Bᵀ with B Rᵀ = L, where R Rᵀ has the Wishart
    /// distribution of the unit matrix. Bartlett's factor in reversed order makes R an upper one, and so B a lower one.
    package mutating func drawInverseWishart(
        df: Double, factor: UnsafePointer<Double>, count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        for row in 0..<count { drawBartlettRow(row, df: df - Double(count - 1 - row), count, into: result) }
        for row in stride(from: count - 1, through: 0, by: -1) {
            for column in stride(from: row, through: 0, by: -1) {
                var sum = factor[row * count + column]
                for k in stride(from: column + 1, through: row, by: 1) {
                    sum -= result[row * count + k] * result[k * count + column]
                }
                result[row * count + column] = sum / result[column * count + column]
            }
        }
        multiplyByTranspose(result, count)
    }

    /// Normal numbers, and on the diagonal the root of a χ² one.
    private mutating func drawBartlettRow(
        _ row: Int, df: Double, _ count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        for column in 0..<row { result[row * count + column] = nextNormal() }
        result[row * count + row] = (2 * nextGamma(shape: 0.5 * df)).squareRoot()
    }
}

/// B Bᵀ in the place of the lower triangular matrix B.
private func multiplyByTranspose(_ matrix: UnsafeMutablePointer<Double>, _ count: Int) {
    // The upper triangle first: from the last row on, what is overwritten is not needed any more.
    for row in stride(from: count - 1, through: 0, by: -1) {
        for column in 0...row {
            var sum = 0.0
            for k in 0...column { sum += matrix[row * count + k] * matrix[column * count + k] }
            matrix[column * count + row] = sum
        }
    }
    for row in 0..<count {
        for column in 0..<row { matrix[row * count + column] = matrix[column * count + row] }
    }
}
