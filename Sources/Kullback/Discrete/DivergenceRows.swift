import KullbackPlatform

/// A divergence of pairs of rows, in nats, from the sums G = Σ f-terms, Sp = Σ p and D = Σ (p - q).
///
/// The result is that of the normalised rows p / Sp and q / Sq. Where Sp = Sq it is G / Sp. Else, with
/// ρ = (Sq - Sp) / Sp, a correction is due, which is exact for KL and of second order for the others; where it
/// would cancel too much of G / Sp, or is not good enough, q is multiplied by Sp / Sq and summed once more.
struct DivergenceRows<Element: Scalar> {
    let generator: kernel_generator
    let p: DiscreteRows<Element>
    let q: DiscreteRows<Element>

    private var settings: Settings { p.settings }
    private var functions: UnsafePointer<kernel_functions> { p.functions }

    func value(_ row: Int) throws(DivergenceError) -> Double {
        switch (settings.space, settings.normalize) {
        case (.probabilities, false): try ofProbabilities(row)
        case (.probabilities, true): try ofWeights(row)
        case (.logProbabilities, false): try ofLogarithms(row, checked: true, kernel_logarithms(rate: 1))
        default: try ofLogits(row)
        }
    }

    private func ofProbabilities(_ row: Int) throws(DivergenceError) -> Double {
        let sums = reduce(row) { functions.pointee.divergence(generator, $0, $1, $2) }
        try check(row, sums)
        if let value = generator.value(sums, resolution: p.traits.resolution) { return value }
        return summedAgain(row, kernel_weights(p_exponent: 0, q_exponent: 0, q_factor: balanced(1, sums.excess)))
    }

    private func ofWeights(_ row: Int) throws(DivergenceError) -> Double {
        let weights = try weights(row)
        return weights.q_factor.isNaN ? .nan : summedAgain(row, weights)
    }

    private func weights(_ row: Int) throws(DivergenceError) -> kernel_weights {
        let (pWeight, qWeight) = (try p.weight(row), try q.weight(row))
        return kernel_weights(
            p_exponent: pWeight.exponent, q_exponent: qWeight.exponent,
            q_factor: pWeight.significand / qWeight.significand)
    }

    /// The square root of a divergence that is below the normal numbers, or near them: from the sums for p and q
    /// 2^1000 times as large. A divergence of rows that differ by rounding only is 0, and does not get smaller.
    func rootOfTiny(_ row: Int) throws(DivergenceError) -> Double {
        let exponent: Int32 = 1000
        let sums: kernel_divergence_sums
        if settings.space == .probabilities {
            var weights =
                settings.normalize ? try weights(row) : kernel_weights(p_exponent: 0, q_exponent: 0, q_factor: 1)
            weights.p_exponent += exponent
            weights.q_exponent += exponent
            sums = reduce(row) { functions.pointee.weighted_divergence(generator, $0, $1, $2, weights) }
        } else {
            let shifts = settings.normalize ? (try p.maximum(row), try q.maximum(row)) : (0, 0)
            let logarithms = kernel_logarithms(rate: settings.rate, shifts: shifts, exponent: Double(exponent))
            sums = reduce(row) { functions.pointee.log_divergence(generator, $0, $1, $2, logarithms) }
        }
        let (term, mass) = (sums.term.value, sums.p.value)
        return term / mass < tinyDivergence ? term.squareRoot() / mass.squareRoot() : 0
    }

    private func summedAgain(_ row: Int, _ weights: kernel_weights) -> Double {
        var weights = weights
        return converge(
            sums: { reduce(row) { functions.pointee.weighted_divergence(generator, $0, $1, $2, weights) } },
            balance: { excess in
                let factor = weights.q_factor
                weights.q_factor = balanced(factor, excess)
                return weights.q_factor != factor
            })
    }

    private func ofLogits(_ row: Int) throws(DivergenceError) -> Double {
        let shifts = (try p.maximum(row), try q.maximum(row))
        if shifts.0.isNaN || shifts.1.isNaN { return .nan }
        return try ofLogarithms(
            row, checked: false,
            kernel_logarithms(rate: settings.rate, shifts: shifts))
    }

    private func ofLogarithms(
        _ row: Int, checked: Bool, _ logarithms: kernel_logarithms
    ) throws(DivergenceError) -> Double {
        var logarithms = logarithms
        let first = reduce(row) { functions.pointee.log_divergence(generator, $0, $1, $2, logarithms) }
        if checked { try check(row, first) }
        if let value = generator.value(first, resolution: p.traits.resolution) { return value }
        logarithms.b_offset -= log1p(first.excess)
        return converge(
            sums: { reduce(row) { functions.pointee.log_divergence(generator, $0, $1, $2, logarithms) } },
            balance: { excess in
                logarithms.b_offset -= log1p(excess)
                return true
            })
    }

    /// Sums again, each time with q multiplied by Sp / Sq = 1 / (1 + ρ), until the value is good or `balance`
    /// cannot bring the sums closer. Once is enough but for sums of very different size.
    private func converge(sums: () -> kernel_divergence_sums, balance: (_ excess: Double) -> Bool) -> Double {
        var last = sums()
        for _ in 0..<3 {
            if let value = generator.value(last, resolution: p.traits.resolution) { return value }
            if !balance(last.excess) { break }
            last = sums()
        }
        return generator.value(last, resolution: p.traits.resolution) ?? generator.residual(last)
    }

    private func check(_ row: Int, _ sums: kernel_divergence_sums) throws(DivergenceError) {
        try p.check(row, sum: sums.p.value, invalid: sums.invalid)
        try q.check(row, sum: sums.q, invalid: sums.invalid)
    }

    @inline(__always)
    private func reduce(
        _ row: Int, _ kernel: (UnsafePointer<Element>, UnsafePointer<Element>, Int) -> kernel_divergence_sums
    ) -> kernel_divergence_sums {
        let (p, q) = (p.view, q.view)
        let contiguous = p.isContiguous && q.isContiguous
        return Kullback.reduce(p.count, threads: self.p.threads, contiguous: contiguous) { range in
            p.withRun(row, range) { p in q.withRun(row, range) { q in kernel(p, q, range.count) } }
        }
    }
}

/// Below it, a divergence may have lost digits of its square root.
let tinyDivergence = 0x1p-960

/// factor / (1 + excess), where 1 + excess itself would round the excess away.
private func balanced(_ factor: Double, _ excess: Double) -> Double { factor - factor * (excess / (1 + excess)) }

extension kernel_divergence_sums {
    fileprivate var q: Double { p.value - difference.value }
    /// ρ = (Sq - Sp) / Sp
    fileprivate var excess: Double { -difference.value / p.value }
}

extension kernel_logarithms {
    fileprivate init(rate: Double, shifts: (Double, Double) = (0, 0), exponent: Double = 0) {
        self.init(a_shift: shifts.0, b_shift: shifts.1, rate: rate, b_offset: 0, exponent: exponent)
    }
}

extension kernel_generator {
    /// What G / Sp exceeds the divergence of the normalised rows by, for sums that differ by ρ:
    /// ρ - log1p(ρ) for KL, exactly; the leading term in ρ for the others.
    private func correction(_ rho: Double) -> Double {
        switch self {
        case kernel_kl: log1pExcess(rho)
        case kernel_jeffreys: rho * rho
        default: 0.125 * rho * rho
        }
    }

    /// G / Sp, or for the symmetric ones G / ((Sp + Sq) / 2), whose error is of second order where p and q have equal
    /// parts in it, and which does not depend on the order of p and q.
    private func raw(_ sums: kernel_divergence_sums) -> Double {
        let mass = self == kernel_kl ? sums.p.value : sums.p.value - 0.5 * sums.difference.value
        return sums.term.value / mass
    }

    /// The divergence, or nil where the sums must be balanced first.
    func value(_ sums: kernel_divergence_sums, resolution: Double) -> Double? {
        let raw = raw(sums)
        let rho = sums.excess
        guard raw.isFinite, rho.isFinite else { return raw }
        let correction = correction(rho)
        guard correction <= 0.25 * raw, self == kernel_kl || abs(rho) <= resolution else { return nil }
        return raw - correction
    }

    /// The divergence where `value` cannot say: 0 if the sums differ by rounding only.
    fileprivate func residual(_ sums: kernel_divergence_sums) -> Double {
        let raw = raw(sums)
        let value = raw - correction(sums.excess)
        return value > 1e-12 * raw ? value : 0
    }
}
