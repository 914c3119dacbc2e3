/// What is known in closed form of every component a of p and every component b of q, in rows of b.
struct ComponentTable: ~Copyable {
    let rows: Int
    let columns: Int
    let divergences: Buffer<Double>
    /// Bhattacharyya's distances, -log ∫ sqrt(f_a g_b).
    let distances: Buffer<Double>
    /// log ∫ f_a g_b.
    let overlaps: Buffer<Double>

    init(
        _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, threads: Int
    ) throws(DivergenceError) {
        let (rows, columns) = (p.count, q.count)
        let (size, overflow) = rows.multipliedReportingOverflow(by: columns)
        guard !overflow else { throw DivergenceError(.outOfMemory) }
        let divergences = try Buffer(Double.self, size)
        let distances = try Buffer(Double.self, size)
        let overlaps = try Buffer(Double.self, size)
        let options = Options(threads: threads)
        for b in 0..<columns {
            let other = q.components.repeating(b, count: rows)
            try gaussianDivergences(
                .klDivergence, p.components, other, options,
                ResultView(divergences.base + b, rows: rows, stride: columns))
            try gaussianDivergences(
                .bhattacharyyaDistance, p.components, other, options,
                ResultView(distances.base + b, rows: rows, stride: columns))
        }
        try computeOverlaps(p, q, overlaps.base)
        (self.rows, self.columns) = (rows, columns)
        self.divergences = divergences
        self.distances = distances
        self.overlaps = overlaps
    }

    /// Whether components belong together by their numbers: there are as many, and each is near its partner. Then what is
    /// subtracted is taken component by component.
    var isPaired: Bool {
        guard rows == columns else { return false }
        for index in 0..<rows where !(divergences.base[index * columns + index] < 0.0625) { return false }
        return true
    }
}

extension GaussianBatch {
    /// The same Gaussian so many times.
    func repeating(_ index: Int, count: Int) -> GaussianBatch {
        func moved(_ numbers: StridedNumbers) -> StridedNumbers {
            StridedNumbers(
                numbers.data.map { $0 + index * numbers.batch }, batch: 0, row: numbers.row, column: numbers.column)
        }
        var batch = self
        batch.count = count
        (batch.loc, batch.matrix, batch.diagonal) = (moved(loc), moved(matrix), moved(diagonal))
        return batch
    }
}

/// ∫ f_a g_b is the density of N(μ_b, Σ_a + Σ_b) at μ_a.
private func computeOverlaps(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ overlaps: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    let d = p.dimension
    let factor = try Buffer(Double.self, d * d)
    let room = try Buffer(Double.self, d)
    for a in 0..<p.count {
        for b in 0..<q.count {
            factor.base.update(from: p.factor(a), count: d * d)
            update(factor.base, adding: q.factor(b), scale: 1, d, room.base)
            for index in 0..<d { room.base[index] = p.mean(a)[index] - q.mean(b)[index] }
            solve(factor.base, room.base, d)
            var square = 0.0
            for index in 0..<d { square += room.base[index] * room.base[index] }
            overlaps[a * q.count + b] = -0.5 * (Double(d) * logTwoPi + square) - logDeterminant(factor.base, d)
        }
    }
}
