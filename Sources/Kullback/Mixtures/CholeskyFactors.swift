// Lower triangular matrices, row by row; nothing above their diagonals is looked at.

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
        let radius = length(diagonal, v[k])
        let (cosine, sine) = (diagonal / radius, v[k] / radius)
        factor[k * d + k] = radius
        for i in (k + 1)..<max(d, k + 1) {
            let (element, part) = (factor[i * d + k], v[i])
            factor[i * d + k] = cosine * element + sine * part
            v[i] = cosine * part - sine * element
        }
    }
}

/// The root of a² + b², also where squares are beyond the range of numbers.
private func length(_ a: Double, _ b: Double) -> Double {
    let square = a * a + b * b
    if square > 0x1p-900 && square < .infinity { return square.squareRoot() }
    let scale = max(abs(a), abs(b))
    let (x, y) = (a / scale, b / scale)
    return scale * (x * x + y * y).squareRoot()
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

/// x := L x.
func multiply(_ factor: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ d: Int) {
    // Each row needs the elements up to its own.
    for row in stride(from: d - 1, through: 0, by: -1) {
        var sum = 0.0
        for column in 0...row { sum += factor[row * d + column] * x[column] }
        x[row] = sum
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
