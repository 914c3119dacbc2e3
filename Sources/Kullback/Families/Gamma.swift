/// A gamma distribution: density rate^shape x^(shape - 1) exp(-rate x) / Γ(shape) on x > 0.
public struct Gamma: UnivariateDistribution {
    public var shape: Double
    public var rate: Double

    public init(shape: Double, rate: Double) {
        self.shape = shape
        self.rate = rate
    }

    public static var _family: _Family { _Family(.gamma) }
    public var _parameters: (Double, Double) { (shape, rate) }
}

extension Gamma: GammaSubfamily {
    static func gammaPower(_ p: Parameters) -> GammaPower {
        let one = Lane(repeating: 1)
        return GammaPower(scale: one / p.second, power: one, shape: p.first)
    }

    @inline(__always)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        divergence(p, q, Steps(from: p, to: q))
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let steps = Steps(from: p, toward: q, weight)
        return divergence(p, steps.added(to: p), steps)
    }

    /// a_q (c - 1 - log c) + R(a_q, a_p) with c the ratio of the means and R the Bregman divergence of
    /// lgΓ(x) - x log x + x. An error e of c - 1 is √(2 a_q) e of the sum at most, and one rounding for small a_q.
    #if KULLBACK_COMPACT
        @inline(never)
    #else
        @inline(__always)
    #endif
    private static func divergence(_ p: Parameters, _ q: Parameters, _ steps: Steps) -> Lane {
        let (shapes, rates) = (p.first / q.first, p.second / q.second)
        var difference = steps.second / q.second - steps.first / q.first
        let isLarge = q.first .> 16
        if isLarge.isAnySet {
            let cross = steps.crossDifference(p, otherwise: -difference * q.first * q.second)
            difference = select(isLarge, -cross / q.first / q.second, difference)
        }
        return q.first * itakuraSaito(shapes, rates, difference: difference)
            + logGammaRemainder(q.first, p.first, difference: steps.first)
    }

    static func gamma(_ p: Parameters) -> Parameters { p }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            Parameters(
                first: p.first + weight * (q.first - p.first), second: p.second + weight * (q.second - p.second))
        }
    }

    static func mean(_ p: Parameters) -> Lane { p.first / p.second }
    static func variance(_ p: Parameters) -> Lane { p.first / p.second / p.second }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        random.nextGamma(shape: p.0) / p.1
    }
}
