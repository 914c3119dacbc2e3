// Weighted means of Gaussians in affine coordinates (Amari 2016): geodesics have two ends, barycentres any number of members.
//
//     mixture connection       μ = Σ w μ_k,         Σ = Σ w (Σ_k + (μ_k - μ)(μ_k - μ)ᵀ)
//     exponential connection   Λ = Σ w Λ_k,         μ = c + Λ⁻¹ Σ w Λ_k (μ_k - c)
//
// Means are taken from the member c of the largest weight: nothing cancels where all are far from zero and near each other,
// and a member of weight one is returned as it is.

/// Along which coordinates. The raw values are those of the C header's `kullback_connection`.
public enum Connection: Int32, Sendable {
    /// Moments: those of the mixture.
    case mixture = 10
    /// Natural parameters: proportional to the product of powers.
    case exponential = 20

    /// In which the matrices are a sum.
    var form: CovarianceForm { self == .mixture ? .covariance : .precision }
}

/// The point between p and q, or on the line beyond them, of each pair.
package func gaussianGeodesics(
    _ connection: Connection, _ p: GaussianBatch, _ q: GaussianBatch, weight: Double, _ options: Options,
    _ results: GaussianResults
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try validatePair(p, q)
    guard weight.isFinite else { throw DivergenceError(.parameter, .weight, value: weight) }
    let (count, isTooLarge) = p.count.multipliedReportingOverflow(by: 2)
    guard !isTooLarge else { throw DivergenceError(.count, .p) }
    let ends = try GaussianStore(count, p.dimension, connection.form)
    let allowsSingular = connection == .mixture && results.allowsSingular
    try ends.fill(p, .p, allowingSingular: allowsSingular, settings, every: 2)
    try ends.fill(q, .q, allowingSingular: allowsSingular, settings, first: 1, every: 2)
    let weights = try Buffer(Double.self, 2)
    (weights.base[0], weights.base[1]) = (1 - weight, weight)
    try GaussianMeans(connection: connection, all: ends, weights: weights, members: 2, argument: .weight).write(
        settings, results)
}

/// One mean of each so many Gaussians of a batch; without weights, all count the same.
package func gaussianBarycenters(
    _ connection: Connection, _ p: GaussianBatch, members: Int, weights: StridedNumbers?, _ options: Options,
    _ results: GaussianResults
) throws(DivergenceError) {
    guard options.space == .probabilities else { throw DivergenceError(.option, .options) }
    let settings = try Settings(options, .f64)
    try p.validate(.p)
    guard members > 0 else { throw DivergenceError(.count, .p, value: Double(members)) }
    guard p.count % members == 0 else { throw DivergenceError(.shape, .p) }
    let shares = try Buffer(Double.self, members)
    if let weights {
        try weights.validate(.weights, batch: 1, rows: members)
        try setShares(shares.base, members, .weights, settings) { weights[0, $0, 0] }
    } else {
        shares.base.update(repeating: 1 / Double(members), count: members)
    }
    let all = try GaussianStore(p.count, p.dimension, connection.form)
    try all.fill(p, .p, allowingSingular: connection == .mixture && results.allowsSingular, settings)
    try GaussianMeans(connection: connection, all: all, weights: shares, members: members, argument: .weights).write(
        settings, results)
}

/// Gaussians in the coordinates of a connection, so many members for each mean.
private struct GaussianMeans: ~Copyable {
    let connection: Connection
    let all: GaussianStore
    let weights: Buffer<Double>
    let members: Int
    /// What errors are about.
    let argument: DivergenceError.Argument

    func write(_ settings: Settings, _ results: GaussianResults) throws(DivergenceError) {
        let (d, count) = (all.dimension, all.count / members)
        let steps = try Buffer(Double.self, members * d)
        let sums = try GaussianStore(count, d, connection.form)
        for row in 0..<count {
            let first = row * members
            for k in 0..<members {
                for i in 0..<d { steps.base[k * d + i] = all.loc(first + k)[i] - centre(row)[i] }
            }
            setSums(first, steps.base, loc: sums.loc(row), matrix: sums.matrix(row))
        }
        if connection == .mixture {
            for row in 0..<count { shift(sums.loc(row), row) }
            return try results.write(sums.batch, argument, settings)
        }
        let factors = try GaussianStore(count, d, .choleskyFactor)
        try factors.fill(sums.batch, argument, settings)
        for row in 0..<count {
            multiplyBySquare(factors.matrix(row), factors.loc(row), d)
            shift(factors.loc(row), row)
            sums.loc(row).update(from: factors.loc(row), count: d)
        }
        try results.write(results.form == .precision ? sums.batch : factors.batch, argument, settings)
    }

    /// The mean of the member with the largest weight.
    private func centre(_ row: Int) -> UnsafePointer<Double> {
        var largest = 0
        for k in 0..<members where abs(weights.base[k]) > abs(weights.base[largest]) { largest = k }
        return UnsafePointer(all.loc(row * members + largest))
    }

    private func shift(_ loc: UnsafeMutablePointer<Double>, _ row: Int) {
        let centre = centre(row)
        for i in 0..<all.dimension { loc[i] += centre[i] }
    }

    private func weightedSum(_ term: (_ k: Int) -> Double) -> Double {
        var sum = CompensatedSum<Double>()
        for k in 0..<members { sum.add(weights.base[k] * term(k)) }
        return sum.value
    }

    /// Of the members from `first` on, whose means are `steps` away from the centre: the sum of matrices, and that of means
    /// or of what natural parameters add, Λ_k (μ_k - c). Steps are used up.
    private func setSums(
        _ first: Int, _ steps: UnsafeMutablePointer<Double>, loc: UnsafeMutablePointer<Double>,
        matrix: UnsafeMutablePointer<Double>
    ) {
        let d = all.dimension
        if connection == .mixture {
            for i in 0..<d { loc[i] = weightedSum { steps[$0 * d + i] } }
            for k in 0..<members {
                for i in 0..<d { steps[k * d + i] -= loc[i] }
            }
        } else {
            for i in 0..<d {
                loc[i] = weightedSum { k in
                    let row = all.matrix(first + k) + i * d
                    var product = 0.0
                    for j in 0..<d { product += row[j] * steps[k * d + j] }
                    return product
                }
            }
            for index in 0..<(members * d) { steps[index] = 0 }
        }
        for i in 0..<d {
            for j in 0...i {
                let element = weightedSum { k in
                    all.matrix(first + k)[i * d + j] + steps[k * d + i] * steps[k * d + j]
                }
                (matrix[i * d + j], matrix[j * d + i]) = (element, element)
            }
        }
    }
}

/// x := L Lᵀ x.
private func multiplyBySquare(_ factor: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>, _ d: Int) {
    for i in 0..<d {
        var sum = 0.0
        for j in i..<d { sum += factor[j * d + i] * x[j] }
        x[i] = sum
    }
    multiply(factor, x, d)
}
