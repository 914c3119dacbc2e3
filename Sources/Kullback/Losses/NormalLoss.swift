import KullbackPlatform

/// What becomes of the values of rows. The raw values are those of the C header's `kullback_reduction`.
package enum Reduction: Int32 {
    case none = 0
    case sum = 10
    case batchMean = 20
}

/// The divergence of diagonal normals as a loss: values and gradients.
package struct NormalLoss {
    package enum Floor: Int32 {
        case none = 0
        case perSample = 10
        case overBatch = 20
    }

    let columns: FamilyColumns
    let rowFactors: RowFactors
    let reduction: Reduction
    let floor: Floor
    /// In nats, or less than every divergence.
    let freeNats: Double
    let elementwise: Bool

    package init(
        _ columns: FamilyColumns, _ rowFactors: RowFactors, _ reduction: Reduction, floor: Floor, freeBits: Double,
        elementwise: Bool
    ) throws(DivergenceError) {
        self.columns = columns
        self.rowFactors = rowFactors
        self.reduction = reduction
        self.floor = floor
        self.elementwise = elementwise
        freeNats = floor == .none ? noFloor : freeBits * columns.settings.unit
        try rowFactors.validated(rows: columns.rows)
        guard freeBits >= 0, freeBits.isFinite, floor != .none || freeBits == 0 else {
            throw DivergenceError(.option, .options, value: freeBits)
        }
        // A mean over the batch has no elements, nor has a sum.
        guard reduction != .none || floor != .overBatch, reduction == .none || !elementwise else {
            throw DivergenceError(.option, .options, value: Double(reduction.rawValue))
        }
    }
}

extension NormalLoss {
    /// Of the values: one per element, per row, or in all.
    package var valueShape: (rows: Int, count: Int) {
        elementwise ? (columns.rows, columns.count) : (reduction == .none ? columns.rows : 1, 1)
    }
}

/// Where values and gradients go; gradients in the order of the columns.
package struct NormalResults {
    package var value: ResultView?
    package var gradients: [4 of ResultView?]

    package init(value: ResultView?, gradients: [4 of ResultView?]) {
        self.value = value
        self.gradients = gradients
    }

    func validated(_ loss: NormalLoss) throws(DivergenceError) {
        try value?.validated()
        for column in 0..<4 {
            try gradients[column]?.validated(as: loss.columns.family.gradientArguments[column])
        }
    }

    /// Whether something that is written before all rows have been looked at lies where parameters do.
    func overlap(_ columns: FamilyColumns) -> Bool {
        for gradient in 0..<4 {
            guard let view = gradients[gradient] else { continue }
            for column in 0..<columns.columns where view.overlaps(columns.views[column]) { return true }
        }
        return false
    }
}

/// Values, and gradients of what the reduction makes of them.
package func normalLoss(_ loss: NormalLoss, _ results: NormalResults) throws(DivergenceError) {
    try results.validated(loss)
    let columns = loss.columns
    let counted = loss.rowFactors.count(rows: columns.rows)
    let divisor = loss.reduction == .batchMean ? Double(counted) : 1
    let pass = NormalPass(loss, results, factor: loss.rowFactors.factor / columns.settings.unit / divisor)
    if loss.floor == .overBatch { return try pass.overBatch(counted: counted) }
    if loss.elementwise && results.value != nil || results.overlap(columns) { try pass.check() }
    var sum = CompensatedSum<Double>()
    try forEachRow(columns.rows, threads: pass.plan.acrossRows) { row throws(DivergenceError) in
        try pass.row(row, floor: loss.freeNats)
    } store: { row, value in
        if loss.elementwise { return }
        if loss.reduction == .none { results.value?.store(row, 0, value) }
        sum.add(value)
    }
    if loss.reduction != .none { results.value?.store(0, 0, sum.value) }
}
