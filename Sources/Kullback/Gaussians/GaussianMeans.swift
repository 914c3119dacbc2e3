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
    let weights = try Buffer(Double.self, 2)
    (weights.base[0], weights.base[1]) = (1 - weight, weight)
    let isBetween = weight >= 0 && weight <= 1
    let areFactors = isBetween && p.form == .choleskyFactor && q.form == .choleskyFactor
    let ends = try GaussianStore(count, p.dimension, connection.form(areFactors, results.form))
    let allowsSingular = connection == .mixture && results.allowsSingular
    try ends.fill(p, .p, allowingSingular: allowsSingular, settings, every: 2)
    try ends.fill(q, .q, allowingSingular: allowsSingular, settings, first: 1, every: 2)
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
    let all = try GaussianStore(
        p.count, p.dimension, connection.form(p.form == .choleskyFactor, results.form))
    try all.fill(p, .p, allowingSingular: connection == .mixture && results.allowsSingular, settings)
    try GaussianMeans(connection: connection, all: all, weights: shares, members: members, argument: .weights).write(
        settings, results)
}

extension Connection {
    /// How members are summed: as the matrices that are averaged, or as factors, where they are given as such with weights
    /// that are not negative, and the matrices are not wanted themselves. Squares of factors lose half their digits.
    fileprivate func form(_ areFactors: Bool, _ wanted: CovarianceForm) -> CovarianceForm {
        areFactors && wanted != form ? .choleskyFactor : form
    }
}

/// Gaussians whose matrices are what a connection averages, or factors; so many members for each mean.
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
        let room = try Buffer(Double.self, d * (d + 1))
        let sums = try GaussianStore(count, d, all.form)
        let isDual = connection == .exponential && all.form == .choleskyFactor
        for row in 0..<(isDual ? all.count : 0) { dualize(all.matrix(row), room.base, d) }
        for row in 0..<count {
            setSteps(row, steps.base, loc: sums.loc(row))
            if all.form == .choleskyFactor {
                addFactors(row, steps.base, to: sums.matrix(row), room.base)
            } else {
                addMatrices(row, steps.base, to: sums.matrix(row))
            }
            if isDual { dualize(sums.matrix(row), room.base, d) }
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

    /// `loc`: the mean of steps from the centre, μ_k - c, or of Λ_k (μ_k - c). In steps there is what the mean of matrices
    /// has of them: μ_k - μ, or nothing.
    private func setSteps(_ row: Int, _ steps: UnsafeMutablePointer<Double>, loc: UnsafeMutablePointer<Double>) {
        let (d, centre, isMixture) = (all.dimension, centre(row), connection == .mixture)
        for k in 0..<members {
            let (member, step) = (row * members + k, steps + k * d)
            for i in 0..<d { step[i] = all.loc(member)[i] - centre[i] }
            if !isMixture { multiplyByPrecision(member, step, loc) }
        }
        for i in 0..<d { loc[i] = weightedSum { steps[$0 * d + i] } }
        for k in 0..<members {
            for i in 0..<d { steps[k * d + i] = isMixture ? steps[k * d + i] - loc[i] : 0 }
        }
    }

    /// x := Λ x; `room` for a vector.
    private func multiplyByPrecision(
        _ member: Int, _ x: UnsafeMutablePointer<Double>, _ room: UnsafeMutablePointer<Double>
    ) {
        let (d, matrix) = (all.dimension, all.matrix(member))
        for i in 0..<d { room[i] = x[all.form == .choleskyFactor ? d - 1 - i : i] }
        if all.form == .choleskyFactor {
            multiplyBySquare(matrix, room, d)
            for i in 0..<d { x[i] = room[d - 1 - i] }
        } else {
            for i in 0..<d {
                x[i] = 0
                for j in 0..<d { x[i] += matrix[i * d + j] * room[j] }
            }
        }
    }

    private func addMatrices(
        _ row: Int, _ steps: UnsafePointer<Double>, to matrix: UnsafeMutablePointer<Double>
    ) {
        let d = all.dimension
        for i in 0..<d {
            for j in 0...i {
                let element = weightedSum { k in
                    all.matrix(row * members + k)[i * d + j] + steps[k * d + i] * steps[k * d + j]
                }
                (matrix[i * d + j], matrix[j * d + i]) = (element, element)
            }
        }
    }

    /// The factor of the sum of squares of factors, which exists however near they are to singular ones.
    private func addFactors(
        _ row: Int, _ steps: UnsafeMutablePointer<Double>, to factor: UnsafeMutablePointer<Double>,
        _ room: UnsafeMutablePointer<Double>
    ) {
        let d = all.dimension
        factor.update(repeating: 0, count: d * d)
        for k in 0..<members {
            let root = weights.base[k].squareRoot()
            update(factor, adding: all.matrix(row * members + k), scale: root, d, room)
            for i in 0..<d { room[i] = root * steps[k * d + i] }
            update(factor, room, d)
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

/// From L of Σ = L Lᵀ to A of P Σ⁻¹ P = A Aᵀ with P the reversal of rows, or back: P L⁻ᵀ P. `room`: d (d + 1) numbers.
private func dualize(_ factor: UnsafeMutablePointer<Double>, _ room: UnsafeMutablePointer<Double>, _ d: Int) {
    let x = room + d * d
    for j in 0..<d {
        for i in 0..<d { x[i] = i == j ? 1 : 0 }
        solve(factor, x, d)
        for i in 0..<d { room[(d - 1 - j) * d + d - 1 - i] = x[i] }
    }
    factor.update(from: room, count: d * d)
}
