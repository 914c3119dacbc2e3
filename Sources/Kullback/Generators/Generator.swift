/// The convex function f behind an f-divergence D(p ‖ q) = Σ q f(p / q), in its canonical form, f ≥ 0 and
/// f(1) = f′(1) = 0; with its derivatives, its convex conjugate, and its limits.
///
/// The conjugate f*(u) = sup over t ≥ 0 of u t - f(t) makes the divergence a maximum (Nguyen, Wainwright & Jordan
/// 2010; Nowozin, Cseke & Tomioka 2016):
///
///     D(p ‖ q) = max over u(·) of Σ p u - Σ q f*(u),   attained at u = f′(p / q).
///
/// Everything is in nats. The relative error is at most 1e-14, near t = 1 and u = 0 too.
public struct Generator: Equatable, Sendable, BitwiseCopyable {
    private enum Form: Equatable, Sendable, BitwiseCopyable {
        case power(PowerGenerator)
        case jensenShannon(JensenShannonGenerator)
        case skew(SkewGenerator)
        case jeffreys
        case totalVariation
        case triangular
    }

    private let form: Form

    /// f(0), the limit from above.
    public let atZero: Double
    /// lim f(t) / t = lim f′(t) for t → ∞.
    public let slopeAtInfinity: Double

    private init(_ form: Form) {
        self.form = form
        (atZero, slopeAtInfinity) =
            switch form {
            case .power(let power): (power.atZero, power.slopeAtInfinity)
            case .jensenShannon(let mixture): (mixture.atZero, mixture.slopeAtInfinity)
            case .skew(let mixture): (mixture.atZero, mixture.slopeAtInfinity)
            case .jeffreys: (.infinity, .infinity)
            case .totalVariation: (0.5, 0.5)
            case .triangular: (1, 1)
            }
    }

    /// The generator of a divergence: of those that are a sum of q f(p / q), which square roots and logarithms are not.
    ///
    /// - Throws: ``DivergenceError`` for other divergences, and for an order or weight out of range; Tsallis's order
    ///   must be positive.
    public init(_ divergence: Divergence) throws(DivergenceError) {
        let (quantity, order, weight) = divergence.quantity
        var options = Options()
        (options.order, options.weight) = (order, weight)
        self.init(try Self.form(quantity, options))
    }

    /// The same by its enumerator; of the options, only an order, a weight and an error slot make sense.
    package init(_ quantity: Quantity, _ options: Options) throws(DivergenceError) {
        guard options.space == .probabilities, !options.normalize, options.sumTolerance == nil, options.threads == 0,
            options.unit == .nats
        else { throw DivergenceError(.option, .options) }
        self.init(try Self.form(quantity, options))
    }

    private static func form(_ quantity: Quantity, _ options: Options) throws(DivergenceError) -> Form {
        switch quantity {
        case .klDivergence, .generalizedKLDivergence: return .power(PowerGenerator(order: 1))
        case .reverseKLDivergence: return .power(PowerGenerator(order: 0))
        case .pearsonChiSquared: return .power(PowerGenerator(order: 2, scale: 2))
        case .neymanChiSquared: return .power(PowerGenerator(order: -1, scale: 2))
        case .squaredHellinger: return .power(PowerGenerator(order: 0.5, scale: 0.25))
        case .alphaDivergence:
            let difference = DoubleDouble(sum: 1, -(try options.order(from: -.infinity)))
            return .power(PowerGenerator(order: DoubleDouble(difference.high / 2, difference.low / 2)))
        case .cressieReadDivergence:
            return .power(PowerGenerator(order: DoubleDouble(sum: try options.order(from: -.infinity), 1)))
        case .tsallisDivergence:
            let order = try options.order(from: 0)
            guard order > 0 else { throw DivergenceError(.option, .options, value: order) }
            return .power(PowerGenerator(order: order, scale: order))
        case .jeffreysDivergence: return .jeffreys
        case .jensenShannonDivergence:
            return .jensenShannon(JensenShannonGenerator(weight: try options.weight(closed: false)))
        case .skewKLDivergence:
            let weight = try options.weight(closed: true)
            return weight == 1 ? .power(PowerGenerator(order: 1)) : .skew(SkewGenerator(weight: weight))
        case .kDivergence: return .skew(SkewGenerator(weight: 0.5))
        case .totalVariation: return .totalVariation
        case .triangularDiscrimination: return .triangular
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
    }

    /// f(t); infinite for t < 0.
    public func callAsFunction(_ t: Double) -> Double {
        if t.isNaN { return .nan }
        if t <= 0 { return t == 0 ? atZero : .infinity }
        if t == .infinity { return .infinity }
        return switch form {
        case .power(let power): power.value(t)
        case .jensenShannon(let mixture): mixture.value(t)
        case .skew(let mixture): mixture.value(t)
        case .jeffreys: JeffreysGenerator.value(t)
        case .totalVariation: abs(t - 1) / 2
        case .triangular: (t - 1) * ((t - 1) / (t + 1))
        }
    }

    /// f′(t), from above at t = 0; NaN for t < 0. That of total variation at its kink is 0.
    public func derivative(at t: Double) -> Double {
        guard t >= 0 else { return .nan }
        return switch form {
        case .power(let power): power.derivative(t)
        case .jensenShannon(let mixture): mixture.derivative(t)
        case .skew(let mixture): mixture.derivative(t)
        case .jeffreys: JeffreysGenerator.derivative(t)
        case .totalVariation: t == 1 ? 0 : t < 1 ? -0.5 : 0.5
        case .triangular: t == .infinity ? 1 : (t - 1) / (t + 1) * ((t + 3) / (t + 1))
        }
    }

    /// f″(t), NaN for t < 0. f″(1) / 2 · Σ (p - q)² / q is the divergence of rows that are nearly equal; of total
    /// variation it is infinite.
    public func secondDerivative(at t: Double) -> Double {
        guard t >= 0 else { return .nan }
        return switch form {
        case .power(let power): power.secondDerivative(t)
        case .jensenShannon(let mixture): mixture.secondDerivative(t)
        case .skew(let mixture): mixture.secondDerivative(t)
        case .jeffreys: JeffreysGenerator.secondDerivative(t)
        case .totalVariation: t == 1 ? .infinity : 0
        case .triangular: 8 / (t + 1) / (t + 1) / (t + 1)
        }
    }

    /// f*(u) = sup over t ≥ 0 of u t - f(t); infinite above ``slopeAtInfinity``, never below -f(0).
    public func conjugate(at u: Double) -> Double {
        if !u.isFinite { return u == -.infinity ? -atZero : u }
        return switch form {
        case .power(let power): power.conjugate(u)
        case .jensenShannon(let mixture): mixture.conjugate(u)
        case .skew(let mixture): mixture.conjugate(u)
        case .jeffreys: JeffreysGenerator.conjugate(u)
        case .totalVariation: u > 0.5 ? .infinity : max(u, -0.5)
        case .triangular: TriangularGenerator.conjugate(u)
        }
    }

    /// f*′(u): the t ≥ 0 at which u t - f(t) is largest, infinite where there is none. Of total variation it is 1
    /// for |u| ≤ 1/2, where any t on that side is as good at the ends.
    public func conjugateDerivative(at u: Double) -> Double {
        if !u.isFinite { return u == -.infinity ? 0 : u }
        return switch form {
        case .power(let power): power.conjugateDerivative(u)
        case .jensenShannon(let mixture): mixture.conjugateDerivative(u)
        case .skew(let mixture): mixture.conjugateDerivative(u)
        case .jeffreys: JeffreysGenerator.conjugateDerivative(u)
        case .totalVariation: u < -0.5 ? 0 : u > 0.5 ? .infinity : 1
        case .triangular: TriangularGenerator.conjugateDerivative(u)
        }
    }
}

/// What there is to ask a generator. The raw values are those of the C header's `kullback_generator_function`.
package enum GeneratorFunction: Int32 {
    case value = 10
    case derivative = 20
    case secondDerivative = 30
    case conjugate = 40
    case conjugateDerivative = 50
}

extension Generator {
    package func value(of function: GeneratorFunction, _ x: Double) -> Double {
        switch function {
        case .value: self(x)
        case .derivative: derivative(at: x)
        case .secondDerivative: secondDerivative(at: x)
        case .conjugate: conjugate(at: x)
        case .conjugateDerivative: conjugateDerivative(at: x)
        }
    }
}
