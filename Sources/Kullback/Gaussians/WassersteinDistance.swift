import KullbackPlatform

// The squared 2-Wasserstein distance, ‖μp - μq‖² + min over orthogonal U of ‖Lp - Lq U‖² (Bures; Bhatia, Jain & Lim 2019).
//
// U is the polar factor of Lqᵀ Lp. Where it is near 1, it is written as (1 + A)(1 - A)⁻¹ with a skew A (Cayley):
//
//     Lp - Lq U = ((Lp - Lq) - (Lp + Lq) A) (1 - A)⁻¹,
//
// exactly for any skew A, and Lp - Lq = Lq F has no rounding of Lp. That of A enters squared, as at any minimum.

/// Square matrices by rows, of one pair.
private struct DenseMatrices: ~Copyable {
    let d: Int
    private let memory: Buffer<Double>

    init(_ d: Int, count: Int) throws(DivergenceError) {
        self.d = d
        let (size, overflow) = (d * d).multipliedReportingOverflow(by: count)
        guard !overflow else { throw DivergenceError(.outOfMemory) }
        memory = try Buffer(Double.self, size)
    }

    subscript(index: Int) -> UnsafeMutablePointer<Double> { memory.base + index * d * d }
}

extension GaussianPair {
    /// After `relate`.
    func squaredWassersteinDistance(
        _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Lane {
        let d = p.batch.dimension
        let matrices = try DenseMatrices(d, count: 5)
        var values = Lane.zero
        for lane in 0..<p.count {
            let (lq, difference) = (matrices[0], matrices[1])
            for i in 0..<d {
                for j in 0..<d {
                    lq[i * d + j] = j <= i ? upperQ[space.offset(j, i) + lane] : 0
                    difference[i * d + j] = 0
                }
            }
            for i in 0..<d {
                for k in 0...i {
                    let element = lq[i * d + k]
                    for j in 0...k { difference[i * d + j] += element * f[space.offset(k, j) + lane] }
                }
            }
            var sum = CompensatedSum<Double>()
            for i in 0..<d {
                let distance = p.batch.loc[p.first + lane, i, 0] - q.batch.loc[q.first + lane, i, 0]
                sum.add(distance * distance)
            }
            sum.add(distanceOfFactors(matrices))
            values[lane] = sum.value
        }
        return values
    }

    /// From Lq and Lp - Lq, the first two matrices.
    private func distanceOfFactors(_ m: borrowing DenseMatrices) -> Double {
        let (d, lq, difference, x, rotation, u) = (m.d, m[0], m[1], m[2], m[3], m[4])
        multiply(d) { i, j, k in
            lq[k * d + i] * (lq[k * d + j] + difference[k * d + j])
        } to: {
            x[$0 * d + $1] = $2
        }
        orthogonalizeColumns(x, rotation, d)
        for j in 0..<d {
            var square = 0.0
            for i in 0..<d { square += x[i * d + j] * x[i * d + j] }
            let length = square.squareRoot()
            for i in 0..<d { x[i * d + j] /= length }
        }
        multiply(d) { i, j, k in
            x[i * d + k] * rotation[j * d + k]
        } to: {
            u[$0 * d + $1] = $2
        }
        var turn = 0.0
        for i in 0..<d {
            for j in 0..<d { turn += square(u[i * d + j] - (i == j ? 1 : 0)) }
        }
        if turn < 0.25 { return distanceByCayley(m) }
        multiply(d) { i, j, k in
            lq[i * d + k] * u[k * d + j]
        } to: {
            x[$0 * d + $1] = $2
        }
        var sum = CompensatedSum<Double>()
        for index in 0..<(d * d) { sum.add(square(lq[index] + difference[index] - x[index])) }
        return sum.value
    }

    private func distanceByCayley(_ m: borrowing DenseMatrices) -> Double {
        let (d, lq, difference, x, a, u) = (m.d, m[0], m[1], m[2], m[3], m[4])
        // A (U + 1) = U - 1, both of whose sides are elements near 0 and 2: no pivoting is needed.
        for i in 0..<d {
            for j in 0..<d {
                a[i * d + j] = u[i * d + j] - (i == j ? 1 : 0)
                x[i * d + j] = u[i * d + j] + (i == j ? 1 : 0)
            }
        }
        divide(a, x, d)
        for i in 0..<d {
            for j in 0...i {
                let skew = (a[i * d + j] - a[j * d + i]) / 2
                (a[i * d + j], a[j * d + i]) = (skew, -skew)
            }
        }
        multiply(d) { i, j, k in
            (2 * lq[i * d + k] + difference[i * d + k]) * a[k * d + j]
        } to: { i, j, sum in
            x[i * d + j] = difference[i * d + j] - sum
        }
        for i in 0..<d {
            for j in 0..<d { u[i * d + j] = (i == j ? 1 : 0) - a[i * d + j] }
        }
        divide(x, u, d)
        var sum = CompensatedSum<Double>()
        for index in 0..<(d * d) { sum.add(square(x[index])) }
        return sum.value
    }
}

private func square(_ x: Double) -> Double { x * x }

private func multiply(_ d: Int, _ term: (Int, Int, Int) -> Double, to store: (Int, Int, Double) -> Void) {
    for i in 0..<d {
        for j in 0..<d {
            var sum = 0.0
            for k in 0..<d { sum += term(i, j, k) }
            store(i, j, sum)
        }
    }
}

/// x := x y⁻¹ by elimination, for y whose symmetric part is well within the positive definite matrices. y is lost.
private func divide(_ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ d: Int) {
    for k in 0..<d {
        for j in 0..<d where j > k {
            let factor = y[k * d + j] / y[k * d + k]
            for i in k..<d { y[i * d + j] -= factor * y[i * d + k] }
            for i in 0..<d { x[i * d + j] -= factor * x[i * d + k] }
        }
    }
    for k in stride(from: d - 1, through: 0, by: -1) {
        for i in 0..<d { x[i * d + k] /= y[k * d + k] }
        for j in 0..<k {
            for i in 0..<d { x[i * d + j] -= y[k * d + j] * x[i * d + k] }
        }
    }
}

/// One-sided Jacobi (Hestenes 1958): rotations, collected in `rotation`, until the columns of x are orthogonal to rounding.
private func orthogonalizeColumns(
    _ x: UnsafeMutablePointer<Double>, _ rotation: UnsafeMutablePointer<Double>, _ d: Int
) {
    for index in 0..<(d * d) { rotation[index] = index / d == index % d ? 1 : 0 }
    // Convergence is quadratic; a dozen sweeps are more than any matrix is known to need.
    for _ in 0..<40 {
        var isDone = true
        for i in 0..<d {
            for j in 0..<i {
                var (a, b, c) = (0.0, 0.0, 0.0)
                for k in 0..<d {
                    let (first, second) = (x[k * d + j], x[k * d + i])
                    a += first * first
                    b += second * second
                    c += first * second
                }
                guard abs(c) > 0x1p-52 * (a * b).squareRoot() else { continue }
                isDone = false
                let zeta = (b - a) / (2 * c)
                let tangent = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
                let cosine = 1 / (1 + tangent * tangent).squareRoot()
                rotate(x, i, j, d, cosine, cosine * tangent)
                rotate(rotation, i, j, d, cosine, cosine * tangent)
            }
        }
        if isDone { break }
    }
}

private func rotate(_ x: UnsafeMutablePointer<Double>, _ i: Int, _ j: Int, _ d: Int, _ cosine: Double, _ sine: Double) {
    for k in 0..<d {
        let (first, second) = (x[k * d + j], x[k * d + i])
        x[k * d + j] = cosine * first - sine * second
        x[k * d + i] = sine * first + cosine * second
    }
}
