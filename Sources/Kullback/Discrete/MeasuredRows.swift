import KullbackPlatform

/// The results of a measure for pairs of rows, in the unit that was asked for.
struct MeasuredRows {
    private let measure: Measure
    private let divergences: DivergenceRows
    private let entropies: EntropyRows
    /// Nats per unit.
    private let unit: Double

    init(_ measure: Measure, _ p: DiscreteRows, _ q: DiscreteRows) {
        self.measure = measure
        divergences = DivergenceRows(measure.summand, p, q)
        entropies = EntropyRows(rows: p)
        unit = measure.hasUnit ? p.settings.unit : 1
    }

    func value(_ row: Int) throws(DivergenceError) -> Double {
        if case .unnormalized = measure.result, !divergences.settings.normalize {
            return try divergences.unnormalized(row).sums.term.value / unit
        }
        guard let sum = try divergences.normalized(row) else { return .nan }
        switch measure.result {
        case .multiple(let multiple): return sum.value * multiple / unit * sum.unit
        case .unnormalized: return sum.value / unit * sum.unit
        // H(p, q) = H(p) + D(p ‖ q): two accurate sums of non-negative terms.
        case .plusEntropy: return (try entropies.value(row, .shannon) + sum.value * sum.unit) / unit
        case .root(let multiple): return (sum.value * multiple / unit).squareRoot() * sum.unit.squareRoot()
        case .affinity: return divergences.affinity(row, sum)
        case .renyi(let order, let factor): return factor * divergences.renyi(row, sum, order) / unit * sum.unit
        case .largestRatio: return divergences.largestRatio(row, sum) / unit
        }
    }

    /// What each element has a part in, times its part in the sum.
    func elements(_ row: Int, _ store: (Int, Double) -> Void) throws(DivergenceError) {
        switch measure.result {
        case .unnormalized where !divergences.settings.normalize:
            let (_, source) = try divergences.unnormalized(row)
            divergences.terms(row, source, scale: 1 / unit, store)
        case .multiple, .unnormalized:
            guard let sum = try divergences.normalized(row) else {
                for index in 0..<divergences.count { store(index, .nan) }
                return
            }
            let multiple = if case .multiple(let multiple) = measure.result { multiple } else { 1.0 }
            // Corrections are for sums: elements want rows that are equal in sum.
            let (sums, source) = divergences.balanced(row, sum.source)
            divergences.terms(row, source, scale: multiple / unit / sums.p.value, store)
        default: return
        }
    }
}

extension Measure {
    /// Whether it is a sum that every element has a part in.
    var hasElements: Bool {
        switch result {
        case .multiple, .unnormalized: true
        default: false
        }
    }
}
