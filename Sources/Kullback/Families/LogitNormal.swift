/// A logit-normal distribution: that of 1 / (1 + e^-z) with a normal z.
public struct LogitNormal: UnivariateDistribution {
    /// Of the logit.
    public var mean: Double
    public var standardDeviation: Double

    public init(mean: Double, standardDeviation: Double) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    public static var _family: _Family { _Family(.logitNormal) }
    public var _parameters: (Double, Double) { (mean, standardDeviation) }
}

extension LogitNormal: ParametricFamily {
    static var support: Support { .unitInterval }
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask { Normal.isOutside(parameter, p) }

    /// Of the logits.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { Normal.divergence(p, q) }
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? { Normal.geodesic }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        Normal.divergence(p, toward: q, weight)
    }

    /// The normal distribution's and E log(x (1 - x)).
    static func entropy(_ p: Parameters) -> Lane {
        Normal.entropy(p) - mapped(p) { $0.spread }
    }

    static func mean(_ p: Parameters) -> Lane { mapped(p) { $0.mean } }
    static func variance(_ p: Parameters) -> Lane { mapped(p) { $0.variance } }

    private static func mapped(_ p: Parameters, _ moment: (LogitMoments) -> Double) -> Lane {
        var value = Lane.zero
        for lane in 0..<8 {
            let (location, scale) = (p.first[lane], p.second[lane])
            value[lane] = location.isNaN || scale.isNaN ? .nan : moment(LogitMoments(location, scale))
        }
        return value
    }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        let isOutside = (x .<= 0) .| (1 - x .<= 0)
        let inside = select(isOutside, Lane(repeating: 0.5), x)
        let logit = logQuotient(inside, 1 - inside, difference: (inside - 0.5) + (inside - 0.5))
        let value = Normal.logDensity(p, logit) - (logarithm(inside) + log1p(-inside))
        return select(isOutside, -.infinite, value)
    }

    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        logistic(Lane(repeating: p.0 + p.1 * random.nextNormal()))[0]
    }
}
