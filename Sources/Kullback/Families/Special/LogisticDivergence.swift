/// D(p ‖ q) of logistic distributions, which has no closed form: with r = scale_p / scale_q, its difference from 1 and
/// its logarithm, and δ = (loc_p - loc_q) / scale_q. Relative error below 1e-14.
///
/// With Z standard logistic and W = r Z + δ it is E log(p / q) = 2 E log(2 cosh(W / 2)) - 2 - log r, by the trapezoid
/// rule, whose error decreases like e^(-2 π d / step) with the distance d from the real line up to which the function
/// is analytic: π, or π / r.
func logisticDivergence(_ r: Double, _ excess: Double, _ logRatio: Double, _ shift: Double) -> Double {
    if r.isNaN || shift.isNaN { return .nan }
    if r.isInfinite || shift.isInfinite { return .infinity }
    if r >= 0.5, r <= 2, abs(shift) <= 2 { return nearLogisticDivergence(r, excess, logRatio, shift) }
    let mean = r <= 4 ? meanOfSpread(r, shift) : meanOfWideSpread(r, shift)
    return mean - (2 + logRatio)
}

/// E φ(log(q / p)), whose terms are not negative.
private func nearLogisticDivergence(_ r: Double, _ excess: Double, _ logRatio: Double, _ shift: Double) -> Double {
    let step = 0.25
    let sum = trapezoidSum(step: step) { z in
        let h = 0.5 * (z * excess + shift)
        let w = (z * r + shift).magnitude
        // log(cosh(w / 2) / cosh(z / 2)), from h = (w - z) / 2 where that is small.
        let (growth, change) = (exponential(h), expm1(h))
        let (cosh, sinh) = (change * change / (2 * growth), change * (growth + 1) / (2 * growth))
        let slope = exponential(-z.magnitude)
        let tanh = (1 - slope) / (1 + slope)
        let near = log1p(cosh + select(z .< 0, -tanh, tanh) * sinh)
        let far = 0.5 * (w - z.magnitude) + (log1p(exponential(-w)) - log1p(slope))
        let exponent = logRatio - 2 * select(h.magnitude .< 0.5, near, far)
        return standardLogistic(z) * exponentialExcess(exponent)
    }
    return step * sum
}

/// 2 E log(2 cosh(W / 2)) for r <= 4.
private func meanOfSpread(_ r: Double, _ shift: Double) -> Double {
    let step = 0.5 / max(1, r)
    return step
        * trapezoidSum(step: step) { z in
            let w = (z * r + shift).magnitude
            return standardLogistic(z) * (w + 2 * log1p(exponential(-w)))
        }
}

/// The same for r > 4, where W is smooth on a scale of 1: E |W| = 2 r log(2 cosh(δ / (2 r))), and the rest decreases
/// like e^-|w|.
private func meanOfWideSpread(_ r: Double, _ shift: Double) -> Double {
    let distance = abs(shift) / r
    let rest = halfLineIntegral { w in
        let (above, below) = ((w - shift) * (1 / r), (w + shift) * (1 / r))
        return (standardLogistic(above) + standardLogistic(below)) * log1p(exponential(-w))
    }
    return (abs(shift) + 2 * r * log1p(exp(-distance))) + 2 * rest / r
}

/// The density of Z.
private func standardLogistic(_ z: Lane) -> Lane {
    let decay = exponential(-z.magnitude)
    let total = decay + 1
    return decay / total / total
}
