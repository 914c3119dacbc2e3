import KullbackPlatform

/// A loss between two distributions.
enum PairQuantity {
    case kl
    case reverseKL
    case jeffreys
    /// w D(P ‖ M) + (1 - w) D(Q ‖ M), divided by w (1 - w) if scaled.
    case jensenShannon(weight: Double, isScaled: Bool)
    case crossEntropy

    @inline(never)
    init(_ quantity: Quantity, _ options: LossOptionsView) throws(DivergenceError) {
        switch quantity {
        case .klDivergence: self = .kl
        case .reverseKLDivergence: self = .reverseKL
        case .jeffreysDivergence: self = .jeffreys
        case .crossEntropy: self = .crossEntropy
        case .jensenShannonDivergence, .scaledJensenShannon:
            let weight = options.weight ?? 0.5
            guard weight > 0, weight < 1 else { throw DivergenceError(.option, .options, value: weight) }
            self = .jensenShannon(weight: weight, isScaled: quantity == .scaledJensenShannon)
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
    }

    fileprivate var summand: Summand {
        switch self {
        case .kl, .crossEntropy: .power(.one)
        case .reverseKL: .power(Order.one.swapped)
        case .jeffreys: .jeffreys
        case .jensenShannon(let weight, _): .jensenShannon(weight: weight)
        }
    }

    fileprivate var multiple: Double {
        if case .jensenShannon(let weight, true) = self { 1 / (weight * (1 - weight)) } else { 1 }
    }
}

/// The value is the divergence's own (`DivergenceRows`). Gradients with respect to logits are, with d = P - Q:
///
///     KL               P (log(P / Q) - D)                             -d
///     Jeffreys         P (log(P / Q) - D(P ‖ Q)) + d                  Q (log(Q / P) - D(Q ‖ P)) - d
///     Jensen–Shannon   w P (log(P / M) - D(P ‖ M))                    (1 - w) Q (log(Q / M) - D(Q ‖ M))
///     cross-entropy    P (log(P / Q) - D) + P (-log P - H(P))         -d
///
/// and those of the reverse KL are those of KL with P and Q exchanged.
struct PairLoss {
    private let quantity: PairQuantity
    private let divergences: DivergenceRows
    private let entropies: EntropyRows
    /// For the means of logarithms that the value does not tell apart: D(P ‖ X) and D(Q ‖ X).
    private let fromP: DivergenceRows
    private let fromQ: DivergenceRows
    private let wants: (p: Bool, q: Bool)
    /// Of rows that floats may do for, in the order of the computation.
    private let floats: FloatLogits?

    @inline(never)
    init(_ quantity: PairQuantity, _ p: DiscreteRows, _ q: DiscreteRows, wants: (p: Bool, q: Bool)) {
        self.quantity = quantity
        self.wants = wants
        divergences = DivergenceRows(quantity.summand, p, q)
        entropies = EntropyRows(rows: p)
        switch quantity {
        case .kl: floats = FloatLogits(p, q)
        case .reverseKL: floats = FloatLogits(q, p)
        default: floats = nil
        }
        if case .jensenShannon(let weight, _) = quantity {
            fromP = DivergenceRows(.skew(weight: 1 - weight, other: weight), p, q)
            fromQ = DivergenceRows(.skew(weight: weight, other: 1 - weight), q, p)
        } else {
            fromP = DivergenceRows(.power(.one), p, q)
            fromQ = DivergenceRows(.power(.one), q, p)
        }
    }

    func row(_ row: Int) throws(DivergenceError) -> LossRow {
        if let found = floats?.row(row) { return LossRow(value: found.divergence, floats: found) }
        guard let sum = try divergences.normalized(row) else { return LossRow() }
        var gradient = divergences.gradient(sum)
        var value = sum.value * quantity.multiple * sum.unit
        gradient.p.mean = value
        gradient.p.log = 1
        gradient.q.difference = 1
        switch quantity {
        case .kl, .reverseKL: break
        case .jeffreys:
            gradient.p.difference = 1
            gradient.q.log = 1
            try setMeans(row, &gradient)
        case .jensenShannon(let weight, let isScaled):
            (gradient.p.weight, gradient.p.other_weight) = (weight, 1 - weight)
            (gradient.q.weight, gradient.q.other_weight) = (1 - weight, weight)
            gradient.p.log = isScaled ? 1 / (1 - weight) : weight
            gradient.q.log = isScaled ? 1 / weight : 1 - weight
            gradient.q.difference = 0
            try setMeans(row, &gradient)
        case .crossEntropy:
            // H(P, Q) = H(P) + D(P ‖ Q): two accurate sums of non-negative terms.
            guard let source = try entropies.source(row) else { return LossRow() }
            let sums = try entropies.checkedSums(row, source)
            gradient.p.entropy = 1
            gradient.setEntropy(sums, readAs: scale(source, sum))
            value += sums.entropy
        }
        return LossRow(value: value, gradient: gradient)
    }

    private func setMeans(_ row: Int, _ gradient: inout kernel_gradient) throws(DivergenceError) {
        if wants.p, let sum = try fromP.normalized(row) { gradient.p.mean = sum.value * sum.unit }
        if wants.q, let sum = try fromQ.normalized(row) { gradient.q.mean = sum.value * sum.unit }
    }

    /// How much larger p is where the divergence reads it than where the entropy does.
    private func scale(_ source: kernel_entropy_source, _ sum: NormalizedSum) -> Double {
        let scale = Double(sign: .plus, exponent: sum.exponent, significand: 1)
        if source.is_logarithms == 0 { return scale }
        return exp((source.shift - sum.source.logarithms.a_shift) * source.rate) * scale
    }

    func write(_ found: LossRow, _ block: GradientBlock) {
        var block = block
        if divergences.summand.isSwapped { (block.p, block.q) = (block.q, block.p) }
        if let floats, let row = found.floats {
            floats.write(row, block)
        } else {
            divergences.write(found.gradient, block)
        }
    }

    /// Stores the gradients of part of a row that was found in floats. Returns whether it was.
    func store(
        _ found: LossRow, _ row: Int, _ range: Range<Int>, scale: Double, _ results: LossResults
    ) -> Bool {
        guard let floats, let floatRow = found.floats else { return false }
        let (p, q) = divergences.summand.isSwapped ? (results.q, results.p) : (results.p, results.q)
        floats.store(floatRow, row, range, scale: scale, p, q)
        return true
    }
}
