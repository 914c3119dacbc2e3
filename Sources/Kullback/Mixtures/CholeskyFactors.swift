import KullbackPlatform

// Lower triangular matrices, row by row; nothing above their diagonals is looked at.

/// Checks a batch of Gaussians and writes the Cholesky factors of their covariances. Errors name the Gaussian, the pivot
/// and its value.
func choleskyFactors(
    of batch: GaussianBatch, _ argument: DivergenceError.Argument, into factors: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    let space = MatrixSpace(dimension: batch.dimension, threads: 1)
    let work = try GaussianWorkspace(space, matrices: 2)
    let (d, lanes) = (batch.dimension, space.lanes)
    for first in stride(from: 0, to: batch.count, by: lanes) {
        let group = GaussianGroup(
            batch: batch, argument: argument, first: first, count: min(lanes, batch.count - first))
        for lane in 0..<group.count {
            if let error = group.infinity(lane: lane) { throw error }
        }
        let factor = GaussianFactor(group, work.matrix(0), work[.diagonalP], work[.reciprocalsP])
        try factor.compute(space, spare: work.matrix(1), work[.tolerances])
        for lane in 0..<group.count {
            let target = factors + (first + lane) * d * d
            for row in 0..<d {
                for column in 0..<d {
                    target[row * d + column] = column > row ? 0 : factor.upper[space.offset(column, row) + lane]
                }
            }
        }
    }
}

/// Σ log L_ii: half the logarithm of det L Lᵀ.
func logDeterminant(_ factor: UnsafePointer<Double>, _ d: Int) -> Double {
    var sum = CompensatedSum<Double>()
    for start in stride(from: 0, to: d, by: 8) {
        var diagonal = Lane(repeating: 1)
        for index in start..<min(start + 8, d) { diagonal[index - start] = factor[index * d + index] }
        let logarithms = logarithm(diagonal)
        for index in start..<min(start + 8, d) { sum.add(logarithms[index - start]) }
    }
    return sum.value
}

/// Makes L the factor of L Lᵀ + v vᵀ, by Givens rotations (Gill, Golub, Murray & Saunders 1974); v is used up.
///
/// Sums of covariances are made of it: a sum of matrices, factored, could fail where its terms are nearly singular.
func update(_ factor: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>, _ d: Int) {
    for k in 0..<d where v[k] != 0 {
        let diagonal = factor[k * d + k]
        let radius = (diagonal * diagonal + v[k] * v[k]).squareRoot()
        let (cosine, sine) = (diagonal / radius, v[k] / radius)
        factor[k * d + k] = radius
        for i in (k + 1)..<max(d, k + 1) {
            let (element, part) = (factor[i * d + k], v[i])
            factor[i * d + k] = cosine * element + sine * part
            v[i] = cosine * part - sine * element
        }
    }
}

/// Makes L the factor of L Lᵀ + scale² M Mᵀ; `room` is for d numbers.
func update(
    _ factor: UnsafeMutablePointer<Double>, adding other: UnsafePointer<Double>, scale: Double, _ d: Int,
    _ room: UnsafeMutablePointer<Double>
) {
    for column in 0..<d {
        for row in 0..<d { room[row] = row < column ? 0 : scale * other[row * d + column] }
        update(factor, room, d)
    }
}

/// x := L⁻¹ x.
func solve(_ factor: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ d: Int) {
    for row in 0..<d {
        var sum = x[row]
        for column in 0..<row { sum -= factor[row * d + column] * x[column] }
        x[row] = sum / factor[row * d + row]
    }
}
