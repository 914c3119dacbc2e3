import KullbackPlatform

// What comes of the sum of c_a, by way of C = Σ p^a q^(1 - a) of the normalised rows: 1 - C = a (1 - a) S.

extension DivergenceRows {
    /// Σ sqrt(p q): from the sum for Hellinger's distance where that is small.
    func affinity(_ row: Int, _ sum: NormalizedSum) -> Double {
        if sum.value.isNaN { return .nan }
        if sum.value <= 1 || sum.exponent != 0 { return 1 - 0.5 * sum.value * sum.unit }
        let (affinity, shift) = sumOfPowers(row, sum.source, .half)
        return affinity * exp(shift)
    }

    /// log(C) / (a - 1), times 2^exponent for tiny sums: from 1 - C where that is small.
    func renyi(_ row: Int, _ sum: NormalizedSum, _ order: Order) -> Double {
        let value = sum.value / summand.multiple
        if value.isNaN || order.complement == 0 { return value }
        let missing = order.value == 0 ? value : order.value * (order.complement * value)
        // log(1 - a (1 - a) S) / (a - 1) is a S to first order.
        if sum.exponent != 0 || abs(missing) < 0x1p-60 { return order.value == 0 ? value : order.value * value }
        if missing <= 0.5 && missing > -.infinity { return log1p(-missing) / -order.complement }
        let (affinity, shift) = sumOfPowers(row, sum.source, summand.isSwapped ? order.swapped : order)
        return (log(affinity) + shift) / -order.complement
    }

    /// C for an order of 1/2 or more, where 1 - C would not do, as a number and the logarithm of a factor. C is 0 or
    /// infinite if the factor is.
    private func sumOfPowers(_ row: Int, _ source: kernel_source, _ order: Order) -> (Double, shift: Double) {
        var generator = kernel_generator(
            kind: kernel_affinity, parameter: order.value, excess: -order.complement, shift: 0)
        var sums = sums(row, source, generator)
        if !(0x1p-900...0x1p900).contains(sums.term.value) {
            // Powers too large or too small for a double, or q = 0 < p: the largest is made 1.
            generator.shift = exponentMaximum(row, source, pRate: 1, ratioRate: -order.complement)
            if generator.shift.isInfinite { return (1, generator.shift) }
            sums = self.sums(row, source, generator)
        }
        // Σ p^a q^(1 - a) / (Sp^a Sq^(1 - a))
        let affinity = sums.term.value / sums.p.value
        let scale = order.complement * log(sums.q / sums.p.value)
        return abs(scale) < 300 ? (affinity * exp(-scale), generator.shift) : (affinity, generator.shift - scale)
    }

    /// log max p / q
    func largestRatio(_ row: Int, _ sum: NormalizedSum) -> Double {
        if sum.value == 0 || sum.value.isNaN { return sum.value }
        func largest(_ source: kernel_source) -> Double {
            exponentMaximum(row, source, pRate: 0, ratioRate: 1)
        }
        let (ratio, difference) = (largest(sum.source), log1p(sum.sums.excess))
        if ratio.isNaN || ratio == .infinity || abs(difference) <= 0.25 * ratio { return ratio + difference }
        var balanced = sum.source
        if !balanced.balance(sum.sums.excess, isMinor: false) { return max(0, ratio + difference) }
        return max(0, largest(balanced) + log1p(sums(row, balanced).excess))
    }

    /// Sums of p log(p / q) - p + q of rows as they are, which may have no mass, and how they were read.
    func unnormalized(
        _ row: Int
    ) throws(DivergenceError) -> (sums: kernel_divergence_sums, source: kernel_source) {
        guard count > 0 else { throw DivergenceError(.noMass, .p, row: row) }
        var source = settings.space == .probabilities ? kernel_source() : kernel_source(rates: (1, 1))
        var sums = sums(row, source)
        try checkElements(row, sums)
        if !sums.term.value.isFinite, settings.space == .probabilities {
            // Sums of two numbers may have overflowed, not the result.
            source = .init(weights: .unscaled)
            sums = self.sums(row, source)
        }
        return (sums, source)
    }
}
