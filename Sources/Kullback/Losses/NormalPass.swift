import KullbackPlatform

/// One walk over all rows of a loss of normals.
struct NormalPass {
    let loss: NormalLoss
    let results: NormalResults
    /// Of values in nats, but for the weights of rows.
    let factor: Double
    let plan: ThreadPlan
    var columns: FamilyColumns { loss.columns }

    init(_ loss: NormalLoss, _ results: NormalResults, factor: Double) {
        self.loss = loss
        self.results = results
        self.factor = factor
        plan = ThreadPlan(loss.columns.settings, rows: loss.columns.rows, count: loss.columns.count)
    }

    private func factor(_ row: Int) -> Double { factor * loss.rowFactors.weight(row) }

    /// Looks at every parameter, and writes nothing.
    func check() throws(DivergenceError) {
        try forEachRow(columns.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
            guard loss.rowFactors.counts(row) else { return true }
            let sum = reduceBlocks(columns.count, threads: plan.withinRow) { range in
                columns.withRun(row, range) { pointers, _ in
                    columns.divergences(pointers, range.count, kernel_family_results(noFloor))
                }
            }
            if sum.invalid != 0 { throw columns.parameterError(row) }
            return true
        } store: { _, _ in
        }
    }

    /// A row's value; its gradients are written on the way, as 0 where `active` is 0.
    func row(_ row: Int, floor: Double, active: UnsafePointer<Double>? = nil) throws(DivergenceError) -> Double {
        guard loss.rowFactors.counts(row) else {
            clear(row)
            return 0
        }
        let factor = factor(row)
        let sum = reduceBlocks(columns.count, threads: plan.withinRow) { range in
            columns.withRun(row, range) { pointers, room in
                block(row, range, pointers, room, factor: factor, floor: floor, active: active)
            }
        }
        if sum.invalid != 0 { throw columns.parameterError(row) }
        return sum.total.value * factor
    }

    /// Values and gradients of part of a row.
    private func block(
        _ row: Int, _ range: Range<Int>, _ pointers: UnsafePointer<UnsafePointer<Double>?>,
        _ room: UnsafeMutablePointer<Double>, factor: Double, floor: Double, active: UnsafePointer<Double>?
    ) -> kernel_total {
        let length = Int(kernel_block_length)
        func target(_ view: ResultView?, _ block: Int) -> UnsafeMutablePointer<Double>? {
            guard let view else { return nil }
            return active == nil ? view.direct(row, range) ?? room + block * length : room + block * length
        }
        let gradients = results.gradients
        let values = loss.elementwise ? results.value : nil
        let targets = kernel_family_results(
            floor: floor, factor: factor, divergence: values.map { _ in room },
            gradients: (
                target(gradients[0], 1), target(gradients[1], 2), target(gradients[2], 3), target(gradients[3], 4)
            )
        )
        let sum = columns.divergences(pointers, range.count, targets)
        if let values {
            for index in 0..<range.count { room[index] *= factor }
            values.store(row, range, room)
        }
        for column in 0..<4 {
            guard let view = gradients[column] else { continue }
            let values = room + (column + 1) * length
            if let active {
                for index in 0..<range.count where active[range.lowerBound + index] == 0 { values[index] = 0 }
            }
            if active != nil || view.direct(row, range) == nil { view.store(row, range, values) }
        }
        return sum
    }

    /// A row that does not count.
    private func clear(_ row: Int) {
        for index in 0..<columns.count {
            if loss.elementwise { results.value?.store(row, index, 0) }
            for column in 0..<4 { results.gradients[column]?.store(row, index, 0) }
        }
    }
}
