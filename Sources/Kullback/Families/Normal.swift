/// A normal distribution.
public struct Normal: UnivariateDistribution {
    public var mean: Double
    public var standardDeviation: Double

    public init(mean: Double, standardDeviation: Double) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    public static var _family: _Family { _Family(.normal) }
    public var _parameters: (Double, Double) { (mean, standardDeviation) }
}

/// Half of log(2 π).
let halfLogTau = 0x1.d67f1c864beb5p-1

extension Normal: ParametricFamily {
    static var support: Support { .realLine }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : .notPositive(p.second)
    }

    #if KULLBACK_COMPACT
        @inline(never)
    #else
        @inline(__always)
    #endif
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        NormalTerms((p.first, p.second), (q.first, q.second)).divergence
    }

    static func divergence(to q: Family) -> PairFunction? {
        switch q {
        case .laplace: { p, q in laplaceDivergence(p, q) }
        case .gumbel: { p, q in gumbelDivergence(p, q) }
        default: nil
        }
    }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let total = VarianceRatio(p.second, q.second).total(weight)
            let mean = p.first + (q.first - p.first) * (Lane(repeating: weight) / total)
            return Parameters(first: mean, second: q.second / total.squareRoots)
        }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        VarianceRatio(p.second, q.second).divergence(weight, (q.first - p.first) / q.second)
    }

    static func entropy(_ p: Parameters) -> Lane { (logarithm(p.second) + halfLogTau) + 0.5 }
    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { p.second * p.second }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let z = (x - p.first) / p.second
        return -0.5 * z * z - (logarithm(p.second) + halfLogTau)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 + p.1 * random.nextNormal()
    }
}

/// What moves along a geodesic of normal distributions, whose natural parameters are μ / σ² and -1 / (2 σ²).
private struct VarianceRatio {
    /// q's variance in units of p's, and that minus 1.
    let ratio, excess: Lane

    init(_ p: Lane, _ q: Lane) {
        let (quotient, step) = (q / p, (q - p) / p)
        (ratio, excess) = (quotient * quotient, step * (quotient + 1))
    }

    init(logarithm: Lane) { (ratio, excess) = (exp(logarithm), expm1(logarithm)) }

    /// The precision of the member of a weight, in units of q's. The mean moves from p's by the share of it that is q's.
    @inline(__always)
    func total(_ weight: Double) -> Lane { 1 + (1 - weight) * excess }

    /// That member's divergence from p, whose mean is a distance, in units of q's scale, from q's.
    @inline(never)
    func divergence(_ weight: Double, _ distance: Lane) -> Lane {
        let total = total(weight)
        let z = weight * distance
        return 0.5 * (itakuraSaito(total, ratio, difference: -weight * excess) + z * z / total)
    }
}

/// Normal distributions by the logarithm of their variance.
enum NormalLogVariance: ParametricFamily {
    static var support: Support { .realLine }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        .notFinite(parameter == 0 ? p.first : p.second)
    }

    @inline(never)
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        LogVarianceTerms((p.first, p.second), (q.first, q.second)).divergence
    }

    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let total = VarianceRatio(logarithm: q.second - p.second).total(weight)
            let mean = p.first + (q.first - p.first) * (Lane(repeating: weight) / total)
            return Parameters(first: mean, second: q.second - logarithm(total))
        }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        VarianceRatio(logarithm: q.second - p.second).divergence(weight, (q.first - p.first) * exp(-0.5 * q.second))
    }

    static func entropy(_ p: Parameters) -> Lane { (0.5 * p.second + halfLogTau) + 0.5 }
    static func mean(_ p: Parameters) -> Lane { p.first }
    static func variance(_ p: Parameters) -> Lane { exp(p.second) }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let z = (x - p.first) * exp(-0.5 * p.second)
        return -0.5 * z * z - (0.5 * p.second + halfLogTau)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        p.0 + exp(0.5 * p.1) * random.nextNormal()
    }
}
