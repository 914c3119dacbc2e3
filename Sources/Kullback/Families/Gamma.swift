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

extension Gamma: GammaPowerFamily {
    static func gammaPower(_ p: Parameters) -> GammaPower {
        let one = Lane(repeating: 1)
        return GammaPower(scale: one / p.second, power: one, shape: p.first)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        divergence(p, q, steps: Parameters(first: q.first - p.first, second: q.second - p.second))
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let steps = Parameters(first: weight * (q.first - p.first), second: weight * (q.second - p.second))
        return divergence(
            p, Parameters(first: p.first + steps.first, second: p.second + steps.second), steps: steps)
    }

    /// a_q (c - 1 - log c) + R(a_q, a_p) with c the ratio of the means and R the Bregman divergence of
    /// lgΓ(x) - x log x + x. c - 1 is from the steps from p to q, which are known well where it is small.
    @inline(never)
    private static func divergence(_ p: Parameters, _ q: Parameters, steps: Parameters) -> Lane {
        let (shapes, rates) = (p.first / q.first, p.second / q.second)
        let difference = steps.second / q.second - steps.first / q.first
        return q.first * itakuraSaito(shapes, rates, difference: difference)
            + logGammaRemainder(q.first, p.first, difference: steps.first)
    }

    static func divergence(to q: Family) -> PairFunction? { divergenceOfGamma(to: q) }

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
