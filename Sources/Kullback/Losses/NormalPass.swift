import KullbackPlatform

/// One walk over all rows of a loss of normals.
struct NormalPass {
    let loss: NormalLoss
    let results: NormalResults
    /// The same in floats, where that is as good.
    let floats: FloatVariational?
    var plan: LossPlan { loss.plan }
    var columns: FamilyColumns { loss.columns }

    init(_ loss: NormalLoss, _ results: NormalResults, isShared: Bool) {
        self.loss = loss
        self.results = results
        floats = isShared ? nil : FloatVariational(loss, results)
    }

    /// Looks at every parameter, and writes nothing.
    func check() throws(DivergenceError) {
        try forEachRow(plan.rows, threads: plan.threads.acrossRows) { row throws(DivergenceError) in
            guard plan.counts(row) else { return true }
            let sum = reduceBlocks(columns.count, threads: plan.threads.withinRow) { range in
                columns.withRun(row, range) { pointers, _ in
                    columns.divergences(pointers, range.count, kernel_family_results(noFloor))
                }
            }
            if sum.invalid != 0 { throw columns.parameterError(row) }
            return true
        } store: { _, _ in
        }
    }

    /// A row's weighted value; its gradients are written on the way, as 0 where `active` is 0.
    func row(_ row: Int, floor: Double, active: UnsafePointer<Double>? = nil) throws(DivergenceError) -> Double {
        guard plan.counts(row) else {
            clear(row)
            return 0
        }
        let weight = plan.weight(row)
        if let value = floats?.row(row, weight: weight) { return value / plan.unit * weight }
        let sum = reduceBlocks(columns.count, threads: plan.threads.withinRow) { range in
            columns.withRun(row, range) { pointers, room in
                block(row, range, pointers, room, weight: weight, floor: floor, active: active)
            }
        }
        if sum.invalid != 0 { throw columns.parameterError(row) }
        // Without weight an infinite value is without effect, too.
        if weight == 0 {
            clear(row)
            return 0
        }
        return sum.total.value / plan.unit * weight
    }

    /// Values and gradients of part of a row.
    private func block(
        _ row: Int, _ range: Range<Int>, _ pointers: UnsafePointer<UnsafePointer<Double>?>,
        _ room: UnsafeMutablePointer<Double>, weight: Double, floor: Double, active: UnsafePointer<Double>?
    ) -> kernel_total {
        let (values, gradients) = (loss.isElementwise ? results.value : nil, results.gradients)
        func target(_ column: Int) -> UnsafeMutablePointer<Double>? {
            gradients[column].map { active == nil ? $0.direct(row, range) ?? place(column) : place(column) }
        }
        func place(_ column: Int) -> UnsafeMutablePointer<Double> { room + (column + 1) * Int(kernel_block_length) }
        let targets = kernel_family_results(
            floor: floor, factor: weight * plan.gradientFactor, divergence: values.map { _ in room },
            gradients: (target(0), target(1), target(2), target(3)))
        let sum = columns.divergences(pointers, range.count, targets)
        if let values {
            let factor = weight / plan.unit * plan.factor
            for index in 0..<range.count { room[index] = canonical(room[index] * factor) }
            values.store(row, range, room)
        }
        for column in 0..<4 {
            guard let view = gradients[column] else { continue }
            if let active {
                for index in 0..<range.count where active[range.lowerBound + index] == 0 { place(column)[index] = 0 }
            }
            if target(column) == place(column) { view.store(row, range, place(column)) }
        }
        return sum
    }

    /// A row that does not count.
    private func clear(_ row: Int) {
        for index in 0..<columns.count {
            if loss.isElementwise { results.value?.store(row, index, 0) }
            for column in 0..<4 { results.gradients[column]?.store(row, index, 0) }
        }
    }
}
