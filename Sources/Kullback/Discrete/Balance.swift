import KullbackPlatform

// Rows of different sums are made comparable by a factor for q, which has twice the precision of a double: where the
// rows nearly agree, its rounding would be most of their difference.

extension kernel_source {
    init(weights: kernel_weights) {
        self.init()
        space = kernel_scaled_weights
        self.weights = weights
    }

    init(rates: (Double, Double) = (1, 1), shifts: (Double, Double) = (0, 0), isExact: Bool = false) {
        self.init()
        space = kernel_scaled_logarithms
        logarithms = kernel_logarithms(
            a_shift: shifts.0, b_shift: shifts.1, a_rate: rates.0, b_rate: rates.1, b_offset: 0, exponent: 0,
            is_exact: isExact ? 1 : 0)
    }

    /// Multiplies q by Sp / Sq = 1 / (1 + ρ). Returns whether that changes anything.
    ///
    /// `isMinor` says that ρ is small against the rows' difference. Then probabilities are only tilted: what is lost is
    /// below a rounding error of ρ p.
    mutating func balance(_ rho: Double, isMinor: Bool) -> Bool {
        if isMinor, space == kernel_probabilities, tilt == 0 {
            tilt = rho / (1 + rho)
            return tilt != 0
        }
        if space == kernel_scaled_logarithms {
            let before = logarithms.b_offset
            logarithms.b_offset -= log1p(rho)
            return logarithms.b_offset != before
        }
        self = asWeights
        return weights.multiply(rho / (1 + rho))
    }

    /// The same rows, read as weights if they were probabilities.
    private var asWeights: kernel_source {
        if space != kernel_probabilities { return self }
        var result = kernel_source(weights: .unscaled)
        _ = result.weights.multiply(tilt)
        return result
    }

    /// The same rows without a tilt, of which gradients do not know.
    var untilted: kernel_source { tilt == 0 ? self : asWeights }

    /// Both rows times 2^exponent.
    func scaled(exponent: Int32) -> kernel_source {
        var result = asWeights
        result.weights.p_exponent += exponent
        result.weights.q_exponent += exponent
        result.logarithms.exponent += Double(exponent)
        return result
    }

    /// Whether numbers are read as they are, but for powers of two.
    var isExact: Bool {
        space == kernel_probabilities || space == kernel_scaled_weights && weights.q_factor.significand == 1
    }
}

extension kernel_weights {
    static var unscaled: kernel_weights {
        kernel_weights(p_exponent: 0, q_exponent: 0, q_factor: 1, q_factor_low: 0)
    }

    /// Multiplies the factor by 1 - change: a - b with the rounding error of the difference.
    fileprivate mutating func multiply(_ change: Double) -> Bool {
        let subtrahend = q_factor * change
        let high = q_factor - subtrahend
        let part = high - q_factor
        let low = ((q_factor - (high - part)) - (subtrahend + part)) + q_factor_low * (1 - change)
        let before = (q_factor, q_factor_low)
        q_factor = high + low
        q_factor_low = (high - q_factor) + low
        return before != (q_factor, q_factor_low)
    }
}
