// The log-normaliser F(κ) = log(I_ν(κ) κ^-ν) of von Mises-Fisher distributions in 2 ν + 2 dimensions, whose mean
// resultant length is F'(κ) = A(κ) = I_(ν+1)(κ) / I_ν(κ), for ν >= 0.
//
// e^F(κ) is proportional to ∫ (1 - t²)^(ν - 1/2) e^(κ t) dt over -1...1. With t = tanh u and N = 2 ν + 1 that is ∫ e^(κ
// tanh u) / cosh^N u du, for which the trapezoid rule converges exponentially. About the mode u0, κ / cosh² u0 = N tanh
// u0, with τ = tanh u0 and C = cosh x + τ sinh x,
//
//     log(weight(u0 + x) / weight(u0)) = -N (log C + 1 / C - 1 + (cosh x - 1) / C),    t - τ = (1 - τ²) sinh x / C:
//
// two terms of one sign, so weights have their relative accuracy for N = 1 and N = 10^4, κ = 0 and κ = 10^8.

/// A(κ), 1 - A(κ), with relative error below 4e-15, and log(e^-κ c I_ν(κ) κ^-ν), where c makes it 0 at κ = 0.
struct SphericalMoments {
    let resultant: Double
    let variance: Double
    let logScaled: Double

    @inline(never)
    init(order: Double, _ concentration: Double) {
        let density = TanhDensity(order: order, concentration)
        let (weight, mean) = density.moments
        let uniform = TanhDensity(order: order, 0).moments.weight
        variance = density.gap * (1 - (1 + density.mode) * mean)
        resultant = density.mode < 0.3 ? besselFraction(order, concentration) : density.mode + density.slope * mean
        let squared = density.mode * density.mode
        let logSlope = squared < 0.5 ? log1p(-squared) : log(density.slope)
        logScaled = (0.5 * density.power * logSlope - concentration * density.gap) + log(weight / uniform)
    }
}

/// The Bregman divergence F(b) - F(a) - (b - a) A(a) for a, b >= 0: what concentrations that differ cost. Relative
/// error below 4e-15, for b near a as anywhere else.
///
/// With d = b - a and means over the density of a: log E e^(d (t - A)) = log(1 + E φ(d (t - A))), since E(t - A) = 0.
@inline(never)
func sphericalBregman(order: Double, _ b: Double, _ a: Double) -> Double {
    if a == b { return 0 }
    let density = TanhDensity(order: order, a)
    let (weight, mean) = density.moments
    let scale = (b - a) * density.slope
    let excess = density.sum { logWeight, offset in
        let y = (offset - mean) * scale
        let weight = exponential(logWeight)
        return select(y .< 1, weight * exponentialExcess(y), exponential(logWeight + y) - weight * (y + 1))
    }
    // The exponents of weights have absolute errors where b is far below a large a.
    if excess < 0x1p1000, a < density.power || a < 8 * b { return log1p(excess / weight) }
    // No less than a tenth of each of its terms.
    let (from, to) = (SphericalMoments(order: order, a), SphericalMoments(order: order, b))
    return (to.logScaled - from.logScaled) + (b - a) * from.variance
}

/// e^(κ tanh u) / cosh^N u about its mode.
private struct TanhDensity {
    /// N
    let power: Double
    /// τ, 1 - τ and 1 - τ²
    let mode: Double
    let gap: Double
    let slope: Double
    /// The trapezoid rule's: a fraction of the width √(1/N), and for small N of the distance π/4 up to which e^(κ tanh
    /// u) stays small aside of the real line.
    let step: Double

    init(order: Double, _ concentration: Double) {
        power = 2 * order + 1
        step = 1 / (100 + 6 * power).squareRoot()
        let ratio = 0.5 * power / concentration
        guard ratio < 0x1p100 else {
            (mode, gap, slope) = (0, 1, 1)
            return
        }
        mode = 1 / (ratio + (1 + ratio * ratio).squareRoot())
        slope = 2 * ratio * mode
        gap = slope / (1 + mode)
    }

    /// The sum of the weights, and the mean of (t - τ) / (1 - τ²).
    var moments: (weight: Double, mean: Double) {
        let weight = sum { logWeight, _ in exponential(logWeight) }
        return (weight, sum { logWeight, offset in exponential(logWeight) * offset } / weight)
    }

    /// The sum of a function of the logarithm of the weight and of (t - τ) / (1 - τ²), which has one maximum on either
    /// side.
    @inline(__always)
    func sum(_ term: (_ logWeight: Lane, _ offset: Lane) -> Lane) -> Double {
        trapezoidSum(step: step) { x in
            let (logWeight, offset) = point(x)
            return term(logWeight, offset)
        }
    }

    @inline(__always)
    private func point(_ x: Lane) -> (logWeight: Lane, offset: Lane) {
        let (growth, excess) = (exponential(x), expm1(x))
        let sinh = excess * (growth + 1) / (2 * growth)
        // C, and 1 - C without cancellation.
        let (cosh, difference) = (growth - sinh * gap, sinh * gap - excess)
        let divergence = itakuraSaito(Lane(repeating: 1), cosh, difference: difference)
        return ((divergence + excess * excess / (2 * growth * cosh)) * -power, sinh / cosh)
    }
}

/// A(κ) by Gauss' continued fraction, for κ up to a third of 2 ν + 1: of positive terms, a step at least nine times
/// nearer each.
private func besselFraction(_ order: Double, _ concentration: Double) -> Double {
    var (ratio, n) = (0.0, 20.0)
    while n > 0 {
        ratio = concentration / (2 * (order + n) + concentration * ratio)
        n -= 1
    }
    return ratio
}
