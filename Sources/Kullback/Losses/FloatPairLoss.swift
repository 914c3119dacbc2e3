import KullbackPlatform

/// D(P ‖ Q), or D(Q ‖ P), of rows in floats, each left to doubles where floats are not good enough.
struct FloatPairLoss: RowLoss {
    private let floats: FloatLogits
    private let exact: PairLoss
    private let isReverse: Bool

    enum Found {
        case floats(FloatLogitRow)
        case exact(PairLoss.Found)
    }

    /// nil for quantities and rows that are not for floats.
    init?(_ quantity: PairQuantity, _ p: DiscreteRows, _ q: DiscreteRows, exact: PairLoss) {
        switch quantity {
        case .kl: isReverse = false
        case .reverseKL: isReverse = true
        default: return nil
        }
        guard let floats = isReverse ? FloatLogits(q, p) : FloatLogits(p, q) else { return nil }
        self.floats = floats
        self.exact = exact
    }

    func row(_ row: Int) throws(DivergenceError) -> (value: Double, found: Found) {
        if let found = floats.row(row) { return (found.divergence, .floats(found)) }
        let (value, found) = try exact.row(row)
        return (value, .exact(found))
    }

    func store(_ row: Int, _ found: Found, scale: Double, _ range: Range<Int>, _ results: LossResults) {
        switch found {
        case .floats(let found):
            let (first, second) = isReverse ? (results.q, results.p) : (results.p, results.q)
            floats.store(row, found, scale: scale, range, first, second)
        case .exact(let found): exact.store(row, found, scale: scale, range, results)
        }
    }
}
