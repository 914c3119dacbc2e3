import KullbackPlatform

// What a gradient wants of a whole row, in the form that the kernel takes.

extension DivergenceRows {
    /// The constants for rows as they were summed, with no coefficient yet. p and q are those of the computation.
    func gradient(_ found: NormalizedSum) -> kernel_gradient {
        let sums = found.sums
        let excess = sums.excess
        var gradient = kernel_gradient()
        gradient.source = found.source.untilted
        gradient.p_unit = 1 / sums.p.value
        gradient.q_unit = 1 / sums.q
        gradient.balance = excess / (1 + excess)
        gradient.offset = log1p(excess)
        gradient.p.is_of_probabilities = p.settings.space == .probabilities ? 1 : 0
        gradient.q.is_of_probabilities = q.settings.space == .probabilities ? 1 : 0
        return gradient
    }

    /// Gradients of a block.
    @inline(never)
    func write(_ gradient: kernel_gradient, _ block: GradientBlock) {
        var gradient = gradient
        gradient.p.multiply(block.scale * p.rate(gradient.source.pFactor, unit: gradient.p_unit))
        gradient.q.multiply(block.scale * q.rate(gradient.source.qFactor, unit: gradient.q_unit))
        apply(gradient, block)
    }

    /// What the kernel makes of a block.
    func apply(_ gradient: kernel_gradient, _ block: GradientBlock) {
        withUnsafePointer(to: gradient) { gradient in
            withRuns(p.view, q.view, block.row, block.range) {
                kernels.pointee.gradient(gradient, $0, $1, block.range.count, block.p, block.q)
            }
        }
    }
}

extension EntropyRows {
    /// The same for one side alone.
    func gradient(_ source: kernel_entropy_source, _ sums: kernel_entropy_sums) -> kernel_gradient {
        var gradient = kernel_gradient()
        gradient.source = kernel_source(source)
        gradient.p_unit = 1 / sums.sum
        gradient.q_unit = gradient.p_unit
        gradient.p.is_of_probabilities = rows.settings.space == .probabilities ? 1 : 0
        gradient.setEntropy(sums)
        return gradient
    }

    /// The derivative of what the gradient is with respect to.
    func rate(_ gradient: kernel_gradient) -> Double {
        rows.rate(gradient.source.pFactor, unit: gradient.p_unit)
    }

    /// The gradient of a block, with respect to the side that this is, p or q.
    @inline(never)
    func write(_ gradient: kernel_gradient, _ block: GradientBlock) {
        var gradient = gradient
        gradient.p.multiply(block.scale * rate(gradient))
        withUnsafePointer(to: gradient) { gradient in
            rows.view.withRun(block.row, block.range) {
                kernels.pointee.gradient(gradient, $0, $0, block.range.count, block.p ?? block.q, nil)
            }
        }
    }
}

extension DiscreteRows {
    /// The derivative of what the gradient is taken of: logits, or probabilities, P = `factor` · p · `unit`.
    fileprivate func rate(_ factor: (significand: Double, exponent: Int), unit: Double) -> Double {
        settings.space == .probabilities
            ? (unit * factor.significand).scaled(by: factor.exponent) : settings.rate
    }
}

extension kernel_gradient {
    /// What the entropy of p, as this source reads it, wants.
    mutating func setEntropy(_ sums: kernel_entropy_sums, readAs scale: Double = 1) {
        largest = sums.largest * scale
        others = log1p(sums.rest.value / sums.largest)
        entropy = sums.entropy
    }
}

extension kernel_gradient_side {
    mutating func multiply(_ factor: Double) {
        log *= factor
        difference *= factor
        entropy *= factor
        mass *= factor
        constant *= factor
    }
}

extension kernel_source {
    /// Two equal sides.
    fileprivate init(_ source: kernel_entropy_source) {
        if source.is_logarithms != 0 {
            self.init(rates: (source.rate, source.rate), shifts: (source.shift, source.shift))
        } else if source.exponent != 0 {
            self.init(
                weights: kernel_weights(
                    p_exponent: source.exponent, q_exponent: source.exponent, q_factor: 1, q_factor_low: 0))
        } else {
            self.init()
        }
    }

    /// What probabilities p are multiplied with as they are read: significand · 2^exponent.
    fileprivate var pFactor: (significand: Double, exponent: Int) {
        switch space {
        case kernel_scaled_weights: (1, Int(weights.p_exponent))
        case kernel_scaled_logarithms: (exp(-logarithms.a_shift), Int(logarithms.exponent))
        default: (1, 0)
        }
    }

    fileprivate var qFactor: (significand: Double, exponent: Int) {
        switch space {
        case kernel_scaled_weights: (weights.q_factor, Int(weights.q_exponent))
        case kernel_scaled_logarithms:
            (exp(logarithms.b_offset - logarithms.b_shift), Int(logarithms.exponent))
        default: (1, 0)
        }
    }
}
