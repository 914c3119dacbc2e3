import KullbackPlatform

/// The results of a measure for pairs of rows, in the unit that was asked for.
struct MeasuredRows {
    private let measure: Measure
    private let divergences: DivergenceRows
    private let entropies: EntropyRows
    private let settings: Settings

    init(_ measure: Measure, _ p: DiscreteRows, _ q: DiscreteRows) {
        self.measure = measure
        divergences = DivergenceRows(measure.summand, p, q)
        entropies = EntropyRows(rows: p)
        settings = p.settings
    }

    func value(_ row: Int) throws(DivergenceError) -> Double {
        switch measure.result {
        case .multiple(let multiple): return try divergences.value(row) * multiple / settings.unit
        // H(p, q) = H(p) + D(p ‖ q): two accurate sums of non-negative terms.
        case .plusEntropy:
            let divergence = try divergences.value(row)
            return (try entropies.value(row, .shannon) + divergence) / settings.unit
        case .root(let multiple): return try root(row, multiple / settings.unit)
        case .unnormalized: return try unnormalized(row) / settings.unit
        case .affinity: return try affinity(row)
        case .renyi(let order, let factor): return factor * (try renyi(row, order)) / settings.unit
        case .largestRatio: return try largestRatio(row) / settings.unit
        }
    }

    /// What each element has a part in, times its part in the sum.
    func elements(_ row: Int, _ store: (Int, Double) -> Void) throws(DivergenceError) {
        guard case .multiple(let multiple) = measure.result else { return }
        guard let (_, sums, source) = try divergences.normalized(row) else {
            for index in 0..<divergences.count { store(index, .nan) }
            return
        }
        divergences.terms(row, source, scale: multiple / settings.unit / sums.p.value, store)
    }

    /// The square root of a divergence. Where that is below the normal numbers, or near them, it comes from the sums for p
    /// and q 2^1000 times as large. A divergence of rows that differ by rounding only is 0, and does not get smaller.
    private func root(_ row: Int, _ multiple: Double) throws(DivergenceError) -> Double {
        guard let (value, _, source) = try divergences.normalized(row) else { return .nan }
        if !(value < tinyDivergence) { return (value * multiple).squareRoot() }
        let sums = divergences.sums(row, source.scaled(exponent: 1000))
        let (term, mass) = (sums.term.value, sums.p.value)
        return term / mass < tinyDivergence
            ? term.squareRoot() / mass.squareRoot() * multiple.squareRoot() : 0
    }

    /// Σ p log(p / q) - p + q of rows as they are, whose sums may be anything.
    private func unnormalized(_ row: Int) throws(DivergenceError) -> Double {
        if settings.normalize { return try divergences.value(row) }
        return try divergences.unnormalized(row)
    }

    /// Σ sqrt(p q) of the normalised rows: from the sum for Hellinger's distance where that is small.
    private func affinity(_ row: Int) throws(DivergenceError) -> Double {
        guard let (value, _, source) = try divergences.normalized(row) else { return .nan }
        if !(value > 1) { return 1 - 0.5 * value }
        return exp(divergences.logAffinity(row, source, order: 0.5))
    }

    /// log(C) / (a - 1) with C = Σ p^a q^(1 - a) of the normalised rows: from 1 - C where that is small.
    private func renyi(_ row: Int, _ order: Double) throws(DivergenceError) -> Double {
        guard let (value, _, source) = try divergences.normalized(row) else { return .nan }
        if value.isNaN { return .nan }
        if order > 1 {
            if value < .infinity { return log1p(order * (order - 1) * (value / measure.summand.multiple)) / (order - 1) }
            return divergences.logAffinity(row, source, order: order) / (order - 1)
        }
        let missing = order == 0 ? value : order * (1 - order) * (value / measure.summand.multiple)
        if missing <= 0.5 { return log1p(-missing) / (order - 1) }
        let summed = measure.summand.isSwapped ? 1 - order : order
        return divergences.logAffinity(row, source, order: summed) / (order - 1)
    }

    /// log max p / q of the normalised rows.
    private func largestRatio(_ row: Int) throws(DivergenceError) -> Double {
        guard let (value, sums, source) = try divergences.normalized(row) else { return .nan }
        if value == 0 || value.isNaN { return value }
        let ratio = divergences.logRatioMaximum(row, source)
        let difference = log1p(sums.excess)
        if ratio.isNaN || ratio == .infinity || abs(difference) <= 0.25 * ratio { return ratio + difference }
        var balanced = source
        if !balanced.balance(sums.excess, isMinor: false) { return ratio + difference }
        let rest = divergences.sums(row, balanced)
        return max(0, divergences.logRatioMaximum(row, balanced) + log1p(rest.excess))
    }
}

/// Below it, a divergence may have lost digits of its square root.
let tinyDivergence = 0x1p-960

extension Measure {
    /// The divergence, in nats, of two rows of counts or other weights that have been checked, for those who need it
    /// many times; NaN where a row has no mass.
    package func value(ofCounts p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int) -> Double {
        let settings = Settings.ofCounts
        let rows = MeasuredRows(
            self, DiscreteRows(view: RowView(p, count: count), argument: .p, settings: settings, threads: 1),
            DiscreteRows(view: RowView(q, count: count), argument: .q, settings: settings, threads: 1))
        do throws(DivergenceError) { return try rows.value(0) } catch { return .nan }
    }
}
