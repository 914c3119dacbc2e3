/// What the rows of a classifier are compared with.
package enum ClassifierLabels {
    case hard(Labels)
    /// Rows of probabilities.
    case soft(RowView)
}

/// Labels, checked against the rows that they are of.
struct CheckedLabels {
    private let labels: ClassifierLabels
    /// Soft labels with what is to be known of their sums.
    private let soft: DiscreteRows?

    @inline(never)
    init(_ labels: ClassifierLabels, of view: RowView, _ options: Options) throws(DivergenceError) {
        self.labels = labels
        switch labels {
        case .hard(let labels):
            try labels.checkUnsmoothed(rows: view.rows)
            soft = nil
        case .soft(let rows):
            let rows = try rows.validated(as: .softLabels)
            guard rows.rows == view.rows, rows.count == view.count else { throw DivergenceError(.shape, .softLabels) }
            var options = options
            options.space = .probabilities
            soft = DiscreteRows(
                view: rows, argument: .softLabels, settings: try Settings(options, rows.type), threads: 1)
        }
    }

    /// Calls `body` with each label of a row, its probability, and, if soft, its own position; false if the row does not
    /// count.
    func forEach(
        _ row: Int, classes: Int, _ body: (_ index: Int, _ probability: Double) throws(DivergenceError) -> Void
    ) throws(DivergenceError) -> Bool {
        guard let soft else {
            guard case .hard(let labels) = labels, let label = try labels.index(row, below: classes) else {
                return false
            }
            try body(label, 1)
            return true
        }
        let weight = try soft.weight(row)
        for index in 0..<classes {
            let p = soft.view[row, index]
            if p != 0 { try body(index, p.scaled(by: Int(weight.exponent)) / weight.significand) }
        }
        return true
    }

    /// The error for a label whose logit is -inf.
    func masked(_ row: Int, _ index: Int) -> DivergenceError {
        if let soft {
            return DivergenceError(.parameter, .softLabels, row: row, index: index, value: soft.view[row, index])
        }
        return DivergenceError(.parameter, .labels, row: row, value: Double(index))
    }
}
