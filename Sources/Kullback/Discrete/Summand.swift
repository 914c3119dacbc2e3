import KullbackPlatform

/// What is summed over the pairs of two rows, and how the sum depends on the rows' sums.
struct Summand {
    var generator: kernel_generator
    var form: Form
    /// p and q change places.
    var isSwapped = false

    /// How G = Σ q f(p / q) changes with the sums Sp and Sq of its rows, where r = Sq / Sp = 1 + ρ.
    enum Form {
        /// f is `multiple` times c_a, the power generator of order a. With S = Σ q c_a(p / q), that of the normalised rows
        /// is (S / Sp - c_{1 - a}(r)) / r^(1 - a), exactly.
        case power(Order, multiple: Double)
        /// G / Sp exceeds that of the normalised rows by f''(1) ρ² / 2 and terms of higher order.
        case smooth(curvature: Double)
        /// f(t) = |t - 1|: G / Sp changes by |ρ| at most.
        case absolute
        /// G / Sp does not depend on Sq.
        case linear
    }

    private init(_ kind: kernel_generator_kind, parameter: Double = 0, excess: Double = 0, _ form: Form) {
        generator = kernel_generator(kind: kind, parameter: parameter, excess: excess, shift: 0)
        self.form = form
    }

    /// Σ q c_a(p / q), times `multiple`. Of q c_a(p / q) = p c_{1 - a}(q / p), the one of order 1/2 or more is summed.
    static func power(_ order: Order) -> Summand {
        let isSwapped = order.value < 0.5
        let order = isSwapped ? order.swapped : order
        let kind: (kernel_generator_kind, multiple: Double) =
            switch order.value {
            case 0.5: (kernel_squared_hellinger, 0.5)
            case 1: (kernel_kl, 1)
            case 2: (kernel_chi_squared, 2)
            default: (kernel_power, 1)
            }
        // A complement that is not 0 counts even where the order is rounded to 1.
        let isRounded = order.value == 1 && order.complement != 0
        var summand = Summand(
            isRounded ? kernel_power : kind.0, parameter: order.value, excess: -order.complement,
            .power(order, multiple: kind.multiple))
        summand.isSwapped = isSwapped
        return summand
    }

    static func jensenShannon(weight: Double) -> Summand {
        Summand(kernel_jensen_shannon, parameter: weight, .smooth(curvature: weight * (1 - weight)))
    }

    /// The weights of q and of p, which is not 1 less the rounded other.
    static func skew(weight: Double, other: Double) -> Summand {
        other == 0
            ? power(.one)
            : Summand(kernel_skew_kl, parameter: weight, excess: -other, .smooth(curvature: weight * weight))
    }

    static var jeffreys: Summand { Summand(kernel_jeffreys, .smooth(curvature: 2)) }
    static var triangular: Summand { Summand(kernel_triangular, .smooth(curvature: 1)) }
    static var absolute: Summand { Summand(kernel_absolute, .absolute) }

    /// The mass of q where p has none.
    static var missing: Summand {
        var summand = Summand(kernel_missing, .linear)
        summand.isSwapped = true
        return summand
    }

    /// The sum for the normalised rows, or nil where they must be balanced first.
    func value(_ sums: kernel_divergence_sums, resolution: Double) -> Double? {
        let raw = raw(sums)
        let rho = sums.excess
        guard raw.isFinite, rho.isFinite else { return raw == .infinity && mayOverflow(rho) ? nil : raw }
        switch form {
        case .linear: return raw
        case .absolute: return abs(rho) <= resolution * raw ? raw : nil
        case .smooth(let curvature):
            let correction = 0.5 * curvature * rho * rho
            return abs(rho) <= resolution && correction <= 0.25 * raw ? raw - correction : nil
        case .power(let order, let multiple):
            guard let correction = powerCorrection(order, rho), multiple * correction <= 0.25 * raw else { return nil }
            return (raw - multiple * correction) / powerScale(order, rho)
        }
    }

    /// Whether the sum may be finite for rows of equal sums: a power too large for a double stands for infinity.
    private func mayOverflow(_ rho: Double) -> Bool {
        guard case .power(let order, _) = form, order.complement < 0 else { return false }
        return rho.isFinite && abs(rho) > 0x1p-10
    }

    /// Whether ρ is small against the difference of the rows.
    func isMinor(_ sums: kernel_divergence_sums) -> Bool {
        let rho = abs(sums.excess)
        return rho < 0x1p-10 && (form.isFirstOrder ? 8 * rho : 64 * rho * rho) <= raw(sums)
    }

    /// The value where `value` cannot say: 0 if the rows differ by rounding only. `isExact` says that p and q have been
    /// multiplied by powers of two only.
    func residual(_ sums: kernel_divergence_sums, isExact: Bool) -> Double {
        let raw = raw(sums)
        let noise = form.isFirstOrder ? 0x1p-98 : 0x1p-196
        return isExact || raw > noise ? raw : 0
    }

    /// G / Sp, or for the symmetric ones G / ((Sp + Sq) / 2), whose error is of second order where p and q have equal
    /// parts in it, and which does not depend on the order of p and q.
    private func raw(_ sums: kernel_divergence_sums) -> Double {
        let mass =
            switch form {
            case .power, .linear: sums.p.value
            default: sums.p.value - 0.5 * sums.difference.value
            }
        return sums.term.value / mass
    }
}

extension Summand.Form {
    fileprivate var isFirstOrder: Bool {
        switch self {
        case .absolute, .linear: true
        default: false
        }
    }
}

/// c_{1 - a}(1 + ρ), where it is known well: for a = 1 always, else for small ρ, by its series.
private func powerCorrection(_ order: Order, _ rho: Double) -> Double? {
    if order.complement == 0 { return log1pExcess(rho) }
    // The fourth term is below 1e-16 of the first.
    guard abs(rho) * (order.value + 2) <= 0x1p-17 else { return nil }
    let b = order.complement
    return 0.5 * rho * rho * (1 + (b - 2) * rho / 3 * (1 + (b - 3) * rho / 4))
}

/// (1 + ρ)^(1 - a)
private func powerScale(_ order: Order, _ rho: Double) -> Double {
    order.complement == 0 ? 1 : exp(order.complement * log1p(rho))
}

/// An order a with 1 - a, neither of which is the other's rounding.
struct Order {
    let value: Double
    let complement: Double

    init(value: Double, complement: Double) {
        self.value = value
        self.complement = complement
    }

    init(_ value: Double) { self.init(value: value, complement: 1 - value) }

    static var one: Order { Order(1) }
    static var half: Order { Order(0.5) }

    /// That of p and q exchanged.
    var swapped: Order { Order(value: complement, complement: value) }
}

extension kernel_divergence_sums {
    var q: Double { p.value - difference.value }
    /// ρ = (Sq - Sp) / Sp
    var excess: Double { -difference.value / p.value }
}
