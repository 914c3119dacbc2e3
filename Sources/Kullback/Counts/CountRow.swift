/// A row of counts as doubles, which hold each of them and their sum without rounding.
struct CountRow: ~Copyable {
    private let buffer: Buffer<Double>
    let count: Int
    let total: Double

    var values: UnsafeMutablePointer<Double> { buffer.base }

    /// - Throws: For a negative count, a sum of 2^53 or more, and a row in which nothing was counted.
    init(_ view: RowView, row: Int = 0, _ argument: DivergenceError.Argument) throws(DivergenceError) {
        let buffer = try Buffer(Double.self, view.count)
        var total = 0.0
        for index in 0..<view.count {
            let x = view[row, index]
            guard x >= 0 else { throw DivergenceError(.frequency, argument, row: row, index: index, value: x) }
            total += x
            buffer.base[index] = x
        }
        guard total < 0x1p53 else { throw DivergenceError(.frequency, argument, row: row, value: total) }
        guard total > 0 else { throw DivergenceError(.noMass, argument, row: row) }
        self.buffer = buffer
        self.total = total
        count = view.count
    }
}
