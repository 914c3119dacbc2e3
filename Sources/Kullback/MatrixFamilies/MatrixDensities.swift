import KullbackPlatform

/// The logarithm of the density of member b at matrix b of x, of which Wishart distributions take the lower triangle.
package func matrixLogDensities(
    _ p: MatrixDistributions, _ x: StridedNumbers, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    let factored = try FactoredMembers(p, settings)
    try x.validate(.x, batch: p.count, rows: p.rows, columns: p.width)
    try result.validated()
    let plan = ThreadPlan(settings, rows: p.count, count: p.rows * p.width * min(p.rows + p.width, 1 << 14))
    try forEachRow(p.count, threads: plan.acrossRows) { row throws(DivergenceError) in
        try factored.logDensity(row, x) / settings.unit
    } store: { row, value in
        result.store(row, 0, value)
    }
}

extension FactoredMembers {
    fileprivate func logDensity(_ row: Int, _ x: StridedNumbers) throws(DivergenceError) -> Double {
        try members.isNormal ? normalLogDensity(row, x) : wishartLogDensity(row, x)
    }

    /// Of Z = A⁻¹ (X - M) B⁻ᵀ with A and B the factors of U and V.
    private func normalLogDensity(_ row: Int, _ x: StridedNumbers) throws(DivergenceError) -> Double {
        let (n, width) = (members.rows, members.columns)
        let room = try Buffer(Double.self, n * width + n)
        let column = room.base + n * width
        for k in 0..<width {
            for i in 0..<n { column[i] = x[row, i, k] - members.loc[row, i, k] }
            solve(first[row], column, n)
            for i in 0..<n { room.base[i * width + k] = column[i] }
        }
        var squares = CompensatedSum<Double>()
        for i in 0..<n {
            let z = room.base + i * width
            solve(second[row], z, width)
            for k in 0..<width { squares.add(z[k] * z[k]) }
        }
        return -(0.5 * (squares.value + Double(members.dimension) * logTwoPi) + halfLogDeterminant(row))
    }

    /// Of Bartlett's factor A = L⁻¹ T with X = T Tᵀ and V = L Lᵀ: its diagonal's squares c_i have the χ² distributions of
    /// n - i degrees of freedom, what is below is standard normal, and the Jacobian of X is Π L_ii^(d + 1) c_i^((d - 1 - i)/2).
    /// Of inverse Wishart distributions A = T⁻¹ L with Ψ = L Lᵀ, the χ² distributions are in reversed order, and the
    /// Jacobian is Π L_ii^(d + 1) c_i^-((2 d + 2 - i)/2). Many degrees of freedom cost no digits, which they do the sum of
    /// logarithms of determinants and of Γ.
    private func wishartLogDensity(_ row: Int, _ x: StridedNumbers) throws(DivergenceError) -> Double {
        let (d, isInverse) = (members.rows, members.family == .inverseWishart)
        let room = try Buffer(Double.self, 2 * d * d + 3 * d)
        let (point, own, numbers) = (room.base, room.base + d * d, room.base + 2 * d * d)
        let outside = factorPoint(x, row, d, into: point)
        if isNaN(row) || outside.isNaN { return .nan }
        guard outside == 0 else { return outside }
        own.update(from: first[row], count: d * d)
        let factor = isInverse ? own : point
        solveLower(isInverse ? point : own, factor, d)
        let (shapes, rates, squares) = (numbers, numbers + d, numbers + 2 * d)
        var sum = CompensatedSum<Double>()
        for i in 0..<d {
            for j in 0..<i {
                let element = factor[i * d + j]
                sum.add(-0.5 * (element * element + logTwoPi))
            }
            let diagonal = factor[i * d + i]
            (shapes[i], rates[i], squares[i]) = (shape(row, i), 0.5, diagonal * diagonal)
            sum.add(Double(isInverse ? 2 * d + 2 - i : i + 1 - d) * log(diagonal))
        }
        sum.add(Double(-d - 1) * first.halfLogDeterminant(row))
        let columns = (UnsafePointer(shapes), UnsafePointer(rates), UnsafePointer(squares))
        sum.add(gammaSum(kernel_family_log_density, (columns.0, columns.1, columns.2, nil), d))
        return sum.value
    }
}

/// The Cholesky factor of a point; 0 if there is one, -infinity if the point is outside the support, else NaN.
private func factorPoint(_ x: StridedNumbers, _ row: Int, _ d: Int, into l: UnsafeMutablePointer<Double>) -> Double {
    var isInfinite = false
    for i in 0..<d {
        for j in 0...i {
            l[i * d + j] = x[row, i, j]
            if l[i * d + j].isNaN { return .nan }
            isInfinite = isInfinite || l[i * d + j].isInfinite
        }
    }
    if isInfinite { return -.infinity }
    // As of covariances: a pivot is what squares leave of the diagonal element, each rounded.
    let rounding = Double(max(d - 1, 0)) * 0x1p-53
    for i in 0..<d {
        for j in 0...i {
            var sum = l[i * d + j]
            for k in 0..<j { sum -= l[i * d + k] * l[j * d + k] }
            if i > j {
                l[i * d + j] = sum / l[j * d + j]
            } else if sum > rounding * l[i * d + i] {
                l[i * d + i] = sum.squareRoot()
            } else {
                return -.infinity
            }
        }
    }
    return 0
}

/// B := L⁻¹ B, both lower triangular.
private func solveLower(_ l: UnsafePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ d: Int) {
    for i in 0..<d {
        for j in 0...i {
            var sum = b[i * d + j]
            for k in j..<i { sum -= l[i * d + k] * b[k * d + j] }
            b[i * d + j] = sum / l[i * d + i]
        }
    }
}
