/// A von Mises distribution of angles: density proportional to e^(concentration cos(x - location)).
public struct VonMises: UnivariateDistribution {
    /// Radians.
    public var location: Double
    public var concentration: Double

    public init(location: Double, concentration: Double) {
        self.location = location
        self.concentration = concentration
    }

    public static var _family: _Family { _Family(.vonMises) }
    public var _parameters: (Double, Double) { (location, concentration) }
}

private let logTau = 2 * halfLogTau

extension VonMises: ParametricFamily {
    static var support: Support { Support(points: .circle, low: .unbounded, high: .unbounded) }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : (p.second .< 0) .| (p.second .== .infinity)
    }

    /// B(κ_q, κ_p) + κ_q A(κ_p) (1 - cos Δ), with the Bregman divergence B of log I0 and A = I1 / I0.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let turn = versine(p.first - q.first)
        let pull = q.second * (CircularMoments(p.second).resultant * turn)
        return circularBregman(q.second, p.second) + pull
    }

    /// The natural parameter is the vector of length κ and of direction loc.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let (own, other) = ((1 - weight) * p.second, weight * q.second)
            let angle = Trigonometric(q.first - p.first)
            let (along, across) = (own + other * angle.cosine, other * angle.sine)
            // (along, across) is (own + other) less what the turn takes; for equal directions nothing is squared.
            let isAlong = across .== 0
            let length = select(isAlong, along.magnitude, (along * along + across * across).squareRoots)
            var direction = p.first
            for lane in 0..<8 { direction[lane] += atan2(across[lane], along[lane]) }
            return Parameters(first: direction, second: length)
        }
    }

    /// log(2 π I0(κ)) - κ A(κ)
    static func entropy(_ p: Parameters) -> Lane {
        let moments = CircularMoments(p.second)
        return moments.logScaled + (p.second * moments.variance + logTau)
    }

    static func mean(_ p: Parameters) -> Lane { p.first }
    /// The circular variance 1 - A(κ).
    static func variance(_ p: Parameters) -> Lane { CircularMoments(p.second).variance }

    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane {
        -(p.second * versine(x - p.first) + CircularMoments(p.second).logScaled + logTau)
    }

    /// In [-π, π].
    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double {
        let angle = p.0 + random.nextVonMises(concentration: p.1)
        return abs(angle) <= .pi ? angle : atan2(sin(angle), cos(angle))
    }
}
