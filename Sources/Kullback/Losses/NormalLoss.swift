import KullbackPlatform

/// The divergence of diagonal normals as a loss.
package struct NormalLoss {
    /// What a floor is of. The raw values are those of the C header's `kullback_floor`.
    package enum Floor: Int32 {
        case none = 0
        case perSample = 10
        case overBatch = 20
    }

    let columns: FamilyColumns
    let plan: LossPlan
    let floor: Floor
    /// In nats, or less than every divergence.
    let freeNats: Double
    let isElementwise: Bool

    package init(
        _ columns: FamilyColumns, _ options: LossOptionsView, floor: Floor, freeBits: Double, isElementwise: Bool
    ) throws(DivergenceError) {
        self.columns = columns
        self.floor = floor
        self.isElementwise = isElementwise
        plan = try LossPlan(plain: options, columns.views[0])
        freeNats = floor == .none ? noFloor : freeBits * plan.unit
        guard freeBits >= 0, freeBits.isFinite, floor != .none || freeBits == 0 else {
            throw DivergenceError(.option, .options, value: freeBits)
        }
        // A mean over the batch has no rows, and a sum no elements.
        guard plan.reduction != .none || floor != .overBatch, plan.reduction == .none || !isElementwise else {
            throw DivergenceError(.option, .options, value: Double(plan.reduction.rawValue))
        }
    }

    /// Of the values: one per element, per row, or in all.
    package var valueShape: (rows: Int, count: Int) {
        isElementwise ? (columns.rows, columns.count) : (plan.reduction == .none ? columns.rows : 1, 1)
    }
}

/// Where values and gradients go; gradients in the order of the columns.
package struct NormalResults {
    let value: ResultView?
    let gradients: [4 of ResultView?]

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

    /// Whether a gradient may lie where parameters do.
    func overlap(_ columns: FamilyColumns) -> Bool {
        for gradient in 0..<4 {
            guard let extent = gradients[gradient]?.extent else { continue }
            for column in 0..<columns.columns where extent.overlaps(columns.views[column].extent) { return true }
        }
        return false
    }
}

/// Values, and gradients of what the reduction makes of them.
package func normalLoss(_ loss: NormalLoss, _ results: NormalResults) throws(DivergenceError) {
    try results.validated(loss)
    let plan = loss.plan
    let isShared = results.overlap(loss.columns)
    let pass = NormalPass(loss, results, isShared: isShared)
    if loss.floor == .overBatch { return try pass.overBatch() }
    // What is written row by row must not be written for rows before a bad one.
    if isShared || loss.isElementwise && results.value != nil { try pass.check() }
    var sum = CompensatedSum<Double>()
    try forEachRow(plan.rows, threads: plan.threads.acrossRows) { row throws(DivergenceError) in
        try pass.row(row, floor: loss.freeNats)
    } store: { row, value in
        if loss.isElementwise { return }
        if plan.reduction == .none { results.value?.store(row, 0, value * plan.factor) } else { sum.add(value) }
    }
    if plan.reduction != .none { results.value?.store(0, 0, sum.value / plan.divisor * plan.factor) }
}
