// Marginal and conditional distributions. With the coordinates in another order, Σ = L Lᵀ is factored in blocks,
//
//     x1 ~ N(μ1, L11 L11ᵀ),    x2 | x1 ~ N(μ2 + L21 L11⁻¹ (x1 - μ1), L22 L22ᵀ),
//
// so that no Schur complement is subtracted. The order of covariances and of all of a precision is changed as it is; rows of
// a factor are made triangular again by rotations.

/// Distributions of some coordinates; of all of them where `count` is nil.
package func gaussianMarginals(
    _ p: GaussianBatch, _ coordinates: UnsafePointer<Int>?, count: Int?, _ options: Options,
    _ results: GaussianResults
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try p.validate(.p)
    // With none chosen all come in their order.
    let chosen = try Coordinates(coordinates, count ?? 0, of: p.dimension)
    let marginals = try chosen.reordered(p, count ?? p.dimension, settings)
    try chosen.naming { () throws(DivergenceError) in try results.write(marginals.batch, .p, settings) }
}

/// Distributions of the other coordinates where some have the values x.
package func gaussianConditionals(
    _ p: GaussianBatch, _ coordinates: UnsafePointer<Int>?, count: Int, at x: StridedNumbers, _ options: Options,
    _ results: GaussianResults
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try p.validate(.p)
    let d = p.dimension
    let given = try Coordinates(coordinates, count, of: d)
    try x.validate(.x, batch: p.count, rows: count)
    let whole = try given.reordered(p, d, settings)
    let factors = try GaussianStore(p.count, d, .choleskyFactor)
    try given.naming { () throws(DivergenceError) in try factors.fill(whole.batch, .p, settings) }
    let conditionals = try GaussianStore(p.count, d - count, .choleskyFactor)
    for row in 0..<p.count {
        let (factor, loc) = (factors.matrix(row), factors.loc(row))
        for i in 0..<count {
            if x[row, i, 0].isInfinite {
                throw DivergenceError(.parameter, .x, row: row, index: i, value: x[row, i, 0])
            }
            loc[i] = x[row, i, 0] - loc[i]
        }
        for i in 0..<d {
            var sum = 0.0
            for j in 0..<min(i, count) { sum += factor[i * d + j] * loc[j] }
            loc[i] = i < count ? (loc[i] - sum) / factor[i * d + i] : loc[i] + sum
        }
        conditionals.loc(row).update(from: loc + count, count: d - count)
        for i in count..<d {
            let target = conditionals.matrix(row) + (i - count) * (d - count)
            target.update(from: factor + (i * d + count), count: d - count)
        }
    }
    try results.write(conditionals.batch, .p, settings)
}

/// All coordinates in an order: first those that were chosen.
private struct Coordinates: ~Copyable {
    private let order: Buffer<Int>

    init(_ chosen: UnsafePointer<Int>?, _ count: Int, of dimension: Int) throws(DivergenceError) {
        guard (0...dimension).contains(count) else {
            throw DivergenceError(.count, .coordinates, value: Double(count))
        }
        let order = try Buffer(Int.self, dimension)
        let isChosen = try Buffer(Bool.self, dimension)
        isChosen.base.update(repeating: false, count: dimension)
        if count > 0 {
            guard let chosen else { throw DivergenceError(.nullPointer, .coordinates) }
            guard UInt(bitPattern: chosen) % UInt(MemoryLayout<Int>.alignment) == 0 else {
                throw DivergenceError(.alignment, .coordinates)
            }
            for index in 0..<count {
                let coordinate = chosen[index]
                guard (0..<dimension).contains(coordinate), !isChosen.base[coordinate] else {
                    throw DivergenceError(.parameter, .coordinates, index: index, value: Double(coordinate))
                }
                (order.base[index], isChosen.base[coordinate]) = (coordinate, true)
            }
        }
        var next = count
        for coordinate in 0..<dimension where !isChosen.base[coordinate] {
            order.base[next] = coordinate
            next += 1
        }
        self.order = order
    }

    /// What `body` says of a pivot is said of the coordinate it belongs to.
    func naming(_ body: () throws(DivergenceError) -> Void) throws(DivergenceError) {
        do throws(DivergenceError) {
            try body()
        } catch {
            guard error.status == .notPositiveDefinite, let index = error.index else { throw error }
            throw DivergenceError(
                error.status, error.argument, row: error.row, index: order.base[index], value: error.value)
        }
    }

    /// The distributions of the first `count` of them.
    func reordered(
        _ p: GaussianBatch, _ count: Int, _ settings: Settings
    ) throws(DivergenceError) -> GaussianStore {
        let isPrecision = p.form == .precision && count == p.dimension
        let store = try GaussianStore(
            p.count, count, isPrecision ? .precision : p.hasCovariances ? .covariance : .choleskyFactor)
        for row in 0..<p.count {
            for i in 0..<count { store.loc(row)[i] = p.loc[row, order.base[i], 0] }
        }
        if store.form == .choleskyFactor {
            try setFactors(p, store, settings)
            return store
        }
        for row in 0..<p.count {
            let group = GaussianGroup(batch: p, argument: .p, first: row, count: 1)
            if let error = group.infinity(lane: 0) { throw error }
            for i in 0..<count {
                for j in 0..<count {
                    let (a, b) = (order.base[i], order.base[j])
                    store.matrix(row)[i * count + j] = group.element(max(a, b), min(a, b))
                }
            }
        }
        return store
    }

    /// L of L Lᵀ = R Rᵀ, where R are rows of a factor.
    private func setFactors(
        _ p: GaussianBatch, _ store: borrowing GaussianStore, _ settings: Settings
    ) throws(DivergenceError) {
        let (d, count) = (p.dimension, store.dimension)
        let factors = try GaussianStore(p.count, d, .choleskyFactor)
        try factors.fill(p, .p, settings)
        let column = try Buffer(Double.self, count)
        for row in 0..<p.count {
            store.matrix(row).update(repeating: 0, count: count * count)
            for k in 0..<d {
                for i in 0..<count { column.base[i] = factors.matrix(row)[order.base[i] * d + k] }
                update(store.matrix(row), column.base, count)
            }
        }
    }
}
