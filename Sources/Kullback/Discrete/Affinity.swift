import KullbackPlatform

extension DivergenceRows {
    /// log Σ p^a q^(1 - a) of the normalised rows, for a >= 1/2, where 1 minus it would not do: far from 0.
    func logAffinity(_ row: Int, _ source: kernel_source, order: Double) -> Double {
        var generator = kernel_generator(kind: kernel_affinity, parameter: order, shift: 0)
        var sums = sums(row, source, generator)
        var exponent: Int32 = 0
        if sums.term.value == .infinity {
            // A power too large for a double, unless q is 0 somewhere: the largest is made 1. Sizes of p, down to the
            // smallest, then have room below.
            let largest = logRatioMaximum(row, source)
            if largest == .infinity { return .infinity }
            generator.shift = (order - 1) * largest
            exponent = 1000
        } else if sums.term.value < 0x1p-900 {
            exponent = 900
        }
        if exponent != 0 { sums = self.sums(row, source.scaled(exponent: exponent), generator) }
        let (affinity, pSum, qSum) = (sums.term.value, sums.p.value, sums.q)
        if affinity == 0 { return -.infinity }
        // Σ p^a q^(1 - a) / (Sp^a Sq^(1 - a)), in which powers of two that both rows have been multiplied by cancel.
        return log(affinity) + generator.shift - log(pSum) - (1 - order) * log(qSum / pSum)
    }

    /// Σ p log(p / q) - p + q of rows as they are, which may have no mass.
    func unnormalized(_ row: Int) throws(DivergenceError) -> Double {
        guard count > 0 else { throw DivergenceError(.noMass, .p, row: row) }
        var source = settings.space == .probabilities ? kernel_source() : kernel_source(rate: 1)
        var sums = sums(row, source)
        try checkElements(row, sums)
        if !sums.term.value.isFinite, settings.space == .probabilities {
            // Sums of two numbers may have overflowed, not the result.
            source = .init(weights: .unscaled)
            sums = self.sums(row, source)
        }
        return sums.term.value
    }
}
