/// The Gaussian closest to weighted samples: argmin over Gaussians q of -Σ w log q(x), which has their mean and covariance
/// Σ w (x - mean)(x - mean)ᵀ (divided by n, not n - 1). Both are compensated sums over two passes.
///
/// - Parameter factor: Room for the covariance's Cholesky factor; nil if it is not wanted, and may not exist.
package func projectSamples(
    _ samples: RowView, weights: RowView?, isDiagonal: Bool, _ options: Options, mean: UnsafeMutablePointer<Double>,
    covariance: UnsafeMutablePointer<Double>?, factor: UnsafeMutablePointer<Double>?
) throws(DivergenceError) {
    guard options.space == .probabilities else { throw DivergenceError(.option, .options) }
    let settings = try Settings(options, .f64)
    let samples = try samples.validated(as: .samples)
    let (d, n) = (samples.count, samples.rows)
    let (size, overflow) = d.multipliedReportingOverflow(by: d)
    guard d > 0, n > 0, !overflow else { throw DivergenceError(.count, .samples) }
    let shares = try sampleWeights(weights, n, settings)
    let centre = try Buffer(Double.self, d)
    let matrix = try Buffer(Double.self, size)
    try setMean(samples, shares, centre.base)
    for row in 0..<d {
        for column in 0...row {
            var sum = CompensatedSum<Double>()
            if row == column || !isDiagonal {
                for index in 0..<n {
                    let deviation = samples[index, row] - centre.base[row]
                    sum.add(shares.base[index] * deviation * (samples[index, column] - centre.base[column]))
                }
            }
            matrix.base[row * d + column] = canonical(sum.value)
            matrix.base[column * d + row] = matrix.base[row * d + column]
        }
    }
    let triangle = try Buffer(Double.self, factor == nil ? 0 : size)
    if factor != nil {
        let batch = GaussianBatch(
            count: 1, dimension: d, form: .covariance, loc: StridedNumbers(centre.base, batch: 0, row: 1),
            matrix: StridedNumbers(matrix.base, batch: 0, row: d, column: 1))
        try batch.writeMatrices(as: .choleskyFactor, .samples, settings, to: triangle.base)
    }
    for index in 0..<d { mean[index] = canonical(centre.base[index]) }
    covariance?.update(from: matrix.base, count: size)
    factor?.update(from: triangle.base, count: size)
}

private func setMean(
    _ samples: RowView, _ shares: borrowing Buffer<Double>, _ mean: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    for row in 0..<samples.rows {
        for column in 0..<samples.count where samples[row, column].isInfinite {
            throw DivergenceError(.parameter, .samples, row: row, index: column, value: samples[row, column])
        }
    }
    for column in 0..<samples.count {
        var sum = CompensatedSum<Double>()
        for row in 0..<samples.rows { sum.add(shares.base[row] * samples[row, column]) }
        mean[column] = sum.value
    }
}

private func sampleWeights(
    _ weights: RowView?, _ count: Int, _ settings: Settings
) throws(DivergenceError) -> Buffer<Double> {
    let shares = try Buffer(Double.self, count)
    guard let weights = try weights?.validated(as: .weights) else {
        for index in 0..<count { shares.base[index] = 1 / Double(count) }
        return shares
    }
    guard weights.rows == 1, weights.count == count else { throw DivergenceError(.shape, .weights) }
    try setShares(shares.base, count, .weights, settings) { weights[0, $0] }
    return shares
}
