import KullbackPlatform

/// What a distillation loss is made up of.
package struct Distillation {
    package var temperature = 1.0
    package var softWeight = 0.0
    package var hardWeight = 0.0
    /// The soft part is multiplied by temperature², so that its gradient keeps its size (Hinton et al. 2015).
    package var multipliesTemperatureSquared = true
    package var quantity = Quantity.klDivergence

    package init() {}

    fileprivate func check() throws(DivergenceError) {
        guard temperature > 0, temperature.isFinite else {
            throw DivergenceError(.option, .distillation, value: temperature)
        }
        guard softWeight.isFinite else { throw DivergenceError(.option, .distillation, value: softWeight) }
        guard hardWeight.isFinite else { throw DivergenceError(.option, .distillation, value: hardWeight) }
    }

    fileprivate var softFactor: Double {
        multipliesTemperatureSquared ? softWeight * temperature * temperature : softWeight
    }
}

/// soft D(teacher / T ‖ student / T) + hard CE(labels, student). A part without weight is not computed.
private struct DistillationLoss: RowLoss {
    let soft: PairLoss
    let hard: LabelLoss?
    let softFactor: Double
    let hardFactor: Double

    struct Found {
        var soft: kernel_gradient?
        var hard: LabelLoss.Found?
    }

    func row(_ row: Int) throws(DivergenceError) -> (value: Double, found: Found) {
        var (value, found) = (0.0, Found())
        if softFactor != 0 {
            let part = try soft.row(row)
            found.soft = part.found
            value = softFactor * part.value
        }
        if hardFactor != 0, let hard, hard.labels.label(row) != nil {
            let part = try hard.row(row)
            found.hard = part.found
            value += hardFactor * part.value
        }
        return (value, found)
    }

    func write(
        _ row: Int, _ found: Found, scale: Double, _ range: Range<Int>, _ p: UnsafeMutablePointer<Double>?,
        _ q: UnsafeMutablePointer<Double>?
    ) {
        guard let q else { return }
        if let part = found.soft {
            soft.write(row, part, scale: scale * softFactor, range, nil, q)
        } else {
            for index in 0..<range.count { q[index] = 0 }
        }
        guard let hard, let part = found.hard else { return }
        var block = Block()
        withUnsafeMutablePointer(to: &block) { block in
            let values = UnsafeMutableRawPointer(block).assumingMemoryBound(to: Double.self)
            hard.write(row, part, scale: scale * hardFactor, range, nil, values)
            for index in 0..<range.count { q[index] = canonical(q[index] + values[index]) }
        }
    }
}

/// A distillation loss of logits that have no temperature of their own.
package func distillationLoss(
    _ teacher: LossSide, _ student: LossSide, _ labels: Labels?, _ distillation: Distillation,
    _ options: LossOptions, _ results: LossResults
) throws(DivergenceError) {
    try distillation.check()
    let measure = try PairQuantity(distillation.quantity, options)
    let pair = try LossPair(
        try teacher.logits(at: distillation.temperature), try student.logits(at: distillation.temperature))
    if labels == nil, distillation.hardWeight != 0 { throw DivergenceError(.nullPointer, .labels) }
    let plan = try LossPlan(options, teacher)
    try labels?.check(plan)
    try results.validated()
    let rows = try pair.rows(options, threads: plan.threads.withinRow)
    let studentRows = try student.rows(options, threads: plan.threads.withinRow)
    try withUniform(studentRows) { uniform throws(DivergenceError) in
        let loss = DistillationLoss(
            soft: PairLoss(measure, rows.p, rows.q, wants: (false, results.q != nil)),
            hard: labels.map { LabelLoss(studentRows, $0, uniform: uniform) },
            softFactor: distillation.softFactor, hardFactor: distillation.hardWeight)
        try run(
            loss, plan, results, isShared: results.overlap(teacher.view) || results.overlap(student.view))
    }
}

extension LossSide {
    fileprivate func logits(at temperature: Double) throws(DivergenceError) -> LossSide {
        guard case .logits(1) = space else { throw DivergenceError(.option, argument) }
        return try LossSide(view, .logits(temperature: temperature), as: argument)
    }
}
