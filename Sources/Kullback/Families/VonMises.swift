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
        let turn = Turn(p, q)
        return divergence(p.second, q.second, difference: q.second - p.second, turn.versine)
    }

    private static func divergence(_ p: Lane, _ q: Lane, difference: Lane, _ versine: Lane) -> Lane {
        circularBregman(q, p, difference: difference) + q * (CircularMoments(p).resultant * versine)
    }

    /// The natural parameter is the vector of length κ and of direction loc.
    static var geodesic: ((Parameters, Parameters, Double) -> Parameters)? {
        { p, q, weight in
            let step = Step(p, q, weight)
            return Parameters(first: p.first + step.angle, second: step.length)
        }
    }

    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        let step = Step(p, q, weight)
        return divergence(p.second, step.length, difference: step.excess, versine(step.angle))
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

/// The turn from one direction to another, with what its angle loses by rounding.
private struct Turn {
    let sine, cosine, versine: Lane

    init(_ p: Parameters, _ q: Parameters) {
        let angle = twoDifference(q.first, p.first)
        let rounded = Trigonometric(angle.high)
        sine = rounded.sine + angle.low * rounded.cosine
        cosine = rounded.cosine - angle.low * rounded.sine
        versine = rounded.versine + angle.low * rounded.sine
    }
}

/// From the natural parameter of p a part of the way to that of q: the length reached, what it exceeds p's by, and the
/// angle.
private struct Step {
    var length, excess, angle: Lane

    /// With s = κ_p + w (κ_q - κ_p), the squared length is s² - 2 w (1 - w) κ_p κ_q (1 - cos Δ).
    init(_ p: Parameters, _ q: Parameters, _ weight: Double) {
        let turn = Turn(p, q)
        let (own, other) = ((1 - weight) * p.second, weight * q.second)
        let gain = weight * (q.second - p.second)
        let (along, across) = (own + other * turn.cosine, other * turn.sine)
        let straight = p.second + gain
        let loss = 2 * (own * other) * turn.versine
        let isStraight = turn.versine .== 0
        length = select(isStraight, straight.magnitude, (along * along + across * across).squareRoots)
        excess = (gain * (p.second + straight) - loss) / (p.second + length)
        // From no concentration and to none: 0 / 0.
        excess = select(p.second + length .== 0, .zero, excess)
        angle = .zero
        for lane in 0..<8 { angle[lane] = atan2(across[lane], along[lane]) }
    }
}
