/// A slow second look at a row that a kernel found something in: where, and what.
extension RowView {
    func firstIndex(inRow row: Int, where isInvalid: (Double) -> Bool) -> Int? {
        for index in 0..<count where isInvalid(self[row, index]) { return index }
        return nil
    }

    /// The error for the first element that is no probability (or no logarithm of one), if there is one.
    func probabilityError(_ space: Space, _ row: Int, _ argument: DivergenceError.Argument) -> DivergenceError? {
        let found = firstIndex(inRow: row) { x in
            space == .probabilities ? x < 0 || x == .infinity : x == .infinity
        }
        guard let index = found else { return nil }
        return DivergenceError(.probability, argument, row: row, index: index, value: self[row, index])
    }
}
