import KullbackPlatform

/// Columns that one task sums over all rows.
private let columnsPerTask = 64

extension NormalPass {
    /// Free bits over the batch (Kingma et al. 2016): with K_j the mean over the rows that count of dimension j's
    /// divergences, the loss is Σ max(λ, K_j), and a dimension whose mean does not reach λ has no gradient.
    func overBatch() throws(DivergenceError) {
        let count = columns.count
        let sums = try Buffer(Double.self, count)
        try columnSums(into: sums.base)
        var counted = 0
        for row in 0..<plan.rows where plan.counts(row) { counted += 1 }
        let floor = loss.freeNats * Double(counted)
        var total = CompensatedSum<Double>()
        for index in 0..<count {
            let isActive = !(sums.base[index] <= floor)
            total.add(isActive ? sums.base[index] : floor)
            sums.base[index] = isActive ? 1 : 0
        }
        try forEachRow(plan.rows, threads: plan.threads.acrossRows) { row throws(DivergenceError) in
            try self.row(row, floor: noFloor, active: sums.base)
        } store: { _, _ in
        }
        results.value?.store(0, 0, total.value / plan.unit / plan.divisor * plan.factor)
    }

    /// Each dimension's weighted divergences, summed over rows from the first to the last.
    private func columnSums(into sums: UnsafeMutablePointer<Double>) throws(DivergenceError) {
        let count = columns.count
        let tasks = (count + columnsPerTask - 1) / columnsPerTask
        let invalid = try Buffer(Int32.self, tasks)
        parallel(tasks, threads: max(plan.threads.acrossRows, plan.threads.withinRow)) { task in
            let range = task * columnsPerTask..<min((task + 1) * columnsPerTask, count)
            invalid.base[task] = columnSums(range, into: sums)
        }
        // Tasks take columns, but the first row's error is wanted.
        for task in 0..<tasks where invalid.base[task] != 0 { try check() }
    }

    private func columnSums(_ range: Range<Int>, into sums: UnsafeMutablePointer<Double>) -> Int32 {
        var invalid: Int32 = 0
        var high = InlineArray<64, Double>(repeating: 0)
        var low = InlineArray<64, Double>(repeating: 0)
        for row in 0..<plan.rows where plan.counts(row) {
            let weight = plan.weight(row)
            columns.withRun(row, range) { pointers, room in
                let results = kernel_family_results(noFloor, divergence: room)
                invalid |= columns.divergences(pointers, range.count, results).invalid
                for index in 0..<range.count where weight != 0 {
                    var sum = CompensatedSum(high: high[index], low: low[index])
                    sum.add(weight * room[index])
                    (high[index], low[index]) = (sum.high, sum.low)
                }
            }
        }
        for index in 0..<range.count {
            sums[range.lowerBound + index] = CompensatedSum(high: high[index], low: low[index]).value
        }
        return invalid
    }
}
