/// Which rows of a batch count, and what their values and gradients are multiplied by.
package struct RowFactors {
    let factor: Double
    let weights: RowView?
    package let mask: UnsafePointer<UInt8>?
    let maskStride: Int

    package init(factor: Double, weights: RowView?, mask: UnsafePointer<UInt8>?, maskStride: Int) {
        self.factor = factor
        self.weights = weights
        self.mask = mask
        self.maskStride = maskStride
    }

    func validated(rows: Int) throws(DivergenceError) {
        guard factor.isFinite else { throw DivergenceError(.option, .options, value: factor) }
        guard let weights = try weights?.validated(as: .rowWeights) else { return }
        guard rows == 0 || weights.rows == 1 && weights.count == rows else {
            throw DivergenceError(.shape, .rowWeights)
        }
        for row in 0..<rows where counts(row) && weights[0, row].isInfinite {
            throw DivergenceError(.parameter, .rowWeights, index: row, value: weights[0, row])
        }
    }

    func counts(_ row: Int) -> Bool { mask.map { $0[row &* maskStride] != 0 } ?? true }

    /// The number of rows that count.
    func count(rows: Int) -> Int {
        guard mask != nil else { return rows }
        var count = 0
        for row in 0..<rows where counts(row) { count += 1 }
        return count
    }

    func weight(_ row: Int) -> Double { weights.map { $0[0, row] } ?? 1 }
}
