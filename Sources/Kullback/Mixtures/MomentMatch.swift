/// The Gaussian with the mean and the covariance of a mixture, which is the one closest to it: argmin over Gaussians q of
/// D(p ‖ q), because the cross-entropy sees nothing else of p. The factor is that of a sum, made term by term: it
/// always exists.
struct MomentMatch: ~Copyable {
    let mean: Buffer<Double>
    let factor: Buffer<Double>

    init(_ mixture: borrowing PreparedMixture) throws(DivergenceError) {
        let d = mixture.dimension
        let mean = try Buffer(Double.self, d)
        let factor = try Buffer(Double.self, d * d)
        let room = try Buffer(Double.self, d)
        for row in 0..<d {
            var sum = CompensatedSum<Double>()
            for component in 0..<mixture.count {
                sum.add(mixture.weights.base[component] * mixture.mean(component)[row])
            }
            mean.base[row] = sum.value
        }
        for index in 0..<(d * d) { factor.base[index] = 0 }
        var isEmpty = true
        for component in 0..<mixture.count where mixture.weights.base[component] > 0 {
            let root = mixture.weights.base[component].squareRoot()
            if isEmpty {
                for index in 0..<(d * d) { factor.base[index] = root * mixture.factor(component)[index] }
                isEmpty = false
            } else {
                update(factor.base, adding: mixture.factor(component), scale: root, d, room.base)
            }
            for row in 0..<d { room.base[row] = root * (mixture.mean(component)[row] - mean.base[row]) }
            update(factor.base, room.base, d)
        }
        self.mean = mean
        self.factor = factor
    }

    /// As a batch of one.
    func batch(_ d: Int) -> GaussianBatch {
        GaussianBatch(
            count: 1, dimension: d, form: .choleskyFactor, loc: StridedNumbers(mean.base, batch: 0, row: 1),
            matrix: StridedNumbers(factor.base, batch: 0, row: d, column: 1))
    }
}
