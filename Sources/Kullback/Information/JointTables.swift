import KullbackPlatform

/// Joint distributions of random variables, one per axis.
struct JointTables {
    var view: TableView
    let settings: Settings
    /// Threads to use within one table.
    let threads: Int

    func value(_ quantity: InformationQuantity, _ table: Int) throws(DivergenceError) -> Double {
        if quantity == .variationOfInformation {
            var exchanged = self
            exchanged.view = view.transposed
            return try value(.conditionalEntropy, table) + exchanged.value(.conditionalEntropy, table)
        }
        guard let memory = allocate(TableLine.self, view.lines) else { throw DivergenceError(.outOfMemory) }
        defer { platform_free(memory) }
        guard let marginals = allocate(DoubleDouble.self, view.indices) else { throw DivergenceError(.outOfMemory) }
        defer { platform_free(marginals) }
        let buffer = UnsafeMutableBufferPointer(start: memory, count: view.lines)
        var lines = TableLines(view, table: table, threads: threads, in: buffer)
        try check(lines, table)
        if lines.total.high.isNaN { return .nan }
        if isOrdinary(lines.total.high) {
            let value = value(quantity, lines, marginals)
            if value == 0 || isOrdinary(value) { return value }
        }
        lines.elevate()
        return value(quantity, lines, marginals)
    }

    private func check(_ lines: TableLines, _ table: Int) throws(DivergenceError) {
        for line in 0..<lines.lines.count {
            if let (index, value) = lines.invalidElement(ofLine: line) {
                throw DivergenceError(
                    .probability, .joint, row: table, index: line * view.length + index, value: value)
            }
        }
        try settings.check(lines.total.high, .joint, row: table)
    }

    /// The value in nats.
    private func value(
        _ quantity: InformationQuantity, _ lines: TableLines, _ marginals: UnsafeMutablePointer<DoubleDouble>
    ) -> Double {
        switch quantity {
        case .jointEntropy: return lines.jointEntropy
        case .conditionalEntropy: return lines.conditionalEntropy
        default: break
        }
        let first = quantity == .conditionalMutualInformation ? view.dimensions - 2 : 0
        let sums = lines.totalCorrelation(from: first, marginals, entropy: quantity.isRatio)
        let information = sums.divergence.value
        if !quantity.isRatio { return information }
        let (x, y) = (lines.entropy(marginals, view.shape[0]), sums.entropy.entropy)
        // Two constants determine each other.
        if x == 0 && y == 0 { return 1 }
        let bound = quantity.bound(x, y, joint: { lines.jointEntropy })
        return bound == 0 ? 0 : min(information / bound, 1)
    }
}

extension InformationQuantity {
    /// What the mutual information of X and Y is divided by.
    fileprivate func bound(_ x: Double, _ y: Double, joint: () -> Double) -> Double {
        switch self {
        case .normalizedByGeometricMean: x.squareRoot() * y.squareRoot()
        case .normalizedByMinimum: min(x, y)
        case .normalizedByMaximum: max(x, y)
        case .normalizedByJointEntropy: joint()
        default: 0.5 * (x + y)
        }
    }
}

extension Settings {
    /// A sum must be positive, and near one unless it is divided out. NaN passes: it becomes the result.
    func check(_ sum: Double, _ argument: DivergenceError.Argument, row: Int) throws(DivergenceError) {
        if sum == 0 { throw DivergenceError(.noMass, argument, row: row) }
        if !normalize, abs(sum - 1) > sumTolerance { throw DivergenceError(.sum, argument, row: row, value: sum) }
    }
}

/// Whether a sum, or a value, is one of which products of few probabilities do not underflow.
func isOrdinary(_ x: Double) -> Bool { x > 0x1p-200 && x < 0x1p900 }
