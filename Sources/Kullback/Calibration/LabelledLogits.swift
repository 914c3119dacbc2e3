import KullbackPlatform

/// What of a row of logits and its label no temperature changes.
struct LogitTarget: BitwiseCopyable {
    /// The largest logit.
    var maximum = Double.nan
    /// How far the label's logit is below it: the mean, for soft labels.
    var gap = 0.0
    /// The label's probability of the position that is predicted: 1 or 0 for hard labels.
    var accuracy = 0.0
    var counts = false
}

/// Rows of logits with labels, evaluated at any rate, which is 1 / temperature.
struct LabelledLogits: ~Copyable {
    private let view: RowView
    private let plan: ThreadPlan
    private let targets: Buffer<LogitTarget>
    /// Of each row, at the rate that was evaluated last.
    private let sums: Buffer<kernel_tempered_sums>
    /// Rows that count.
    let count: Int
    /// Logits of a row.
    var classes: Int { view.count }

    init(_ rows: DiscreteRows, _ labels: CheckedLabels, _ plan: ThreadPlan) throws(DivergenceError) {
        let view = rows.view
        let targets = try Buffer(LogitTarget.self, view.rows)
        let sums = try Buffer(kernel_tempered_sums.self, view.rows)
        let base = targets.base
        try forEachRow(view.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
            try LogitTarget(rows, row, labels)
        } store: { row, target in
            base[row] = target
        }
        var count = 0
        for row in 0..<view.rows where base[row].counts { count += 1 }
        guard count > 0 else { throw DivergenceError(.count, .labels) }
        self.view = view
        self.plan = plan
        self.targets = targets
        self.sums = sums
        self.count = count
    }

    /// The loss at a rate, and its derivatives.
    @inline(never)
    func objective(rate: Double) throws(DivergenceError) -> LogitObjective {
        let (targets, sums) = (targets.base, sums.base)
        try forEachRow(view.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
            self.sums(row, targets[row], rate)
        } store: { row, rowSums in
            sums[row] = rowSums
        }
        var objective = LogitObjective(rate: rate, count: count)
        for row in 0..<view.rows where targets[row].counts { objective.add(targets[row], sums[row]) }
        return objective
    }

    /// Adds the rows, at the rate that was evaluated last, to a table.
    func add(to table: inout CalibrationTable) {
        for row in 0..<view.rows where targets.base[row].counts {
            let target = targets.base[row]
            table.add(
                largest: target.maximum.isNaN ? .nan : 1, rest: sums.base[row].excess, accuracy: target.accuracy)
        }
    }

    @inline(never)
    private func sums(_ row: Int, _ target: LogitTarget, _ rate: Double) -> kernel_tempered_sums {
        if !target.counts || target.maximum.isNaN { return kernel_tempered_sums() }
        return reduce(view.count, threads: plan.withinRow, direct: view.isDirect) { range in
            view.withRun(row, range) { kernels.pointee.tempered($0, range.count, target.maximum, rate) }
        }
    }
}

extension LogitTarget {
    @inline(never)
    init(_ rows: DiscreteRows, _ row: Int, _ labels: CheckedLabels) throws(DivergenceError) {
        let view = rows.view
        var (maximum, predicted) = (Double?.none, -1)
        var gap = CompensatedSum<Double>()
        var accuracy = 0.0
        counts = try labels.forEach(row, classes: view.count) { index, probability throws(DivergenceError) in
            if maximum == nil {
                let found = try rows.maximum(row)
                predicted = view.firstIndex(inRow: row) { $0 == found } ?? -1
                maximum = found
            }
            let distance = (maximum ?? .nan) - view[row, index]
            if distance == .infinity { throw labels.masked(row, index) }
            gap.add(probability * distance)
            if index == predicted { accuracy = probability }
        }
        self.maximum = maximum ?? .nan
        self.gap = gap.value
        self.accuracy = accuracy
    }
}

/// The loss of labels at a rate r = 1 / temperature, and its derivatives.
///
/// With d = max z - z, S = Σ exp(-r d) and E, Var the moments of softmax(r z), a row's loss log Σ exp(r z) - r z[label]
/// is log S + r d[label], a sum of two terms that are not negative, and its derivatives are d[label] - E d and Var d. All
/// are of y = r d here, which has no unit: derivatives with respect to log r. At r = 0, y = d.
struct LogitObjective {
    private let rate: Double
    private let count: Double
    private var lossSum = CompensatedSum<Double>()
    private var slopeSum = CompensatedSum<Double>()
    private var gapSum = CompensatedSum<Double>()
    private var meanSum = CompensatedSum<Double>()
    private var varianceSum = CompensatedSum<Double>()

    init(rate: Double, count: Int) {
        self.rate = rate
        self.count = Double(count)
    }

    mutating func add(_ target: LogitTarget, _ sums: kernel_tempered_sums) {
        let total = sums.total
        // At an infinite rate only labels that are largest have a loss that is finite.
        let gap = target.gap == 0 ? 0 : target.gap * (rate == 0 ? 1 : rate)
        let mean = sums.first.value / total
        lossSum.add(log1p(sums.excess) + (rate == 0 ? 0 : gap))
        slopeSum.add(gap)
        slopeSum.add(-mean)
        gapSum.add(gap)
        meanSum.add(mean)
        varianceSum.add(sums.second.value / total - mean * mean)
    }

    /// The mean over rows.
    var loss: Double { lossSum.value / count }

    // Sums over rows: quotients are all that is needed of them, and means of subnormal numbers may be 0.

    /// Of y[label] - E y.
    var slope: Double { slopeSum.value }
    /// Of y[label].
    var gap: Double { gapSum.value }
    /// Of E y.
    var mean: Double { meanSum.value }
    /// Of Var y.
    var variance: Double { varianceSum.value }
}

extension kernel_tempered_sums: RunSums {
    mutating func merge(_ next: kernel_tempered_sums) {
        ties += next.ties
        rest.add(next.rest)
        first.add(next.first)
        second.add(next.second)
    }

    /// All weights but the largest.
    var excess: Double { (ties - 1) + rest.value }
    var total: Double { ties + rest.value }
}
