import KullbackPlatform

/// Sets of distributions: the lines of two-dimensional tables.
struct JensenShannonTables {
    let view: TableView
    let settings: Settings
    /// Threads to use within one table.
    let threads: Int
    /// One per distribution, or nil for equal ones; and their sum.
    let weights: UnsafePointer<Double>?
    let total: DoubleDouble

    init(
        _ view: TableView, _ settings: Settings, threads: Int, weights: UnsafePointer<Double>?
    ) throws(DivergenceError) {
        (self.view, self.settings, self.threads, self.weights) = (view, settings, threads, weights)
        guard let weights else {
            total = DoubleDouble(Double(view.shape[0]))
            return
        }
        guard UInt(bitPattern: weights) % 8 == 0 else { throw DivergenceError(.alignment, .weights) }
        var total = DoubleDouble(0)
        for index in 0..<view.shape[0] {
            // Not NaN either: a weight is a setting.
            guard weights[index] >= 0, weights[index] < .infinity else {
                throw DivergenceError(.probability, .weights, index: index, value: weights[index])
            }
            total = total + DoubleDouble(weights[index])
        }
        try settings.check(total.high, .weights, row: 0)
        self.total = total
    }

    func value(_ table: Int) throws(DivergenceError) -> Double {
        guard let memory = allocate(TableLine.self, view.lines) else { throw DivergenceError(.outOfMemory) }
        defer { platform_free(memory) }
        let buffer = UnsafeMutableBufferPointer(start: memory, count: view.lines)
        var lines = TableLines(view, table: table, threads: threads, in: buffer)
        try check(lines, table)
        if lines.total.high.isNaN { return .nan }
        if buffer.allSatisfy({ isOrdinary($0.sum.high) }) {
            let value = lines.jensenShannon(weight)
            if value == 0 || isOrdinary(value) { return value }
        }
        lines.elevate()
        return lines.jensenShannon(weight)
    }

    /// Errors count rows through the whole batch.
    private func check(_ lines: TableLines, _ table: Int) throws(DivergenceError) {
        if lines.lines.isEmpty { throw DivergenceError(.noMass, .distributions) }
        for (index, line) in lines.lines.enumerated() {
            let row = table * lines.lines.count + index
            if let (index, value) = lines.invalidElement(ofLine: index) {
                throw DivergenceError(.probability, .distributions, row: row, index: index, value: value)
            }
            try settings.check(line.sum.high.scaled(by: -line.exponent), .distributions, row: row)
        }
    }

    private func weight(_ line: Int) -> DoubleDouble { DoubleDouble(weights?[line] ?? 1) / total }
}
