/// The parameters of eight members of a family. A family of one parameter leaves the second alone.
struct Parameters {
    var first: Lane
    var second: Lane

    /// Where one of them is NaN.
    @inline(__always)
    var isNaN: LaneMask { first.isNaN .| second.isNaN }
}

/// A function of two distributions, or of one and a point, which is then the first parameter of the second.
typealias PairFunction = (_ p: Parameters, _ q: Parameters) -> Lane

/// What a family of univariate distributions is to the library: one file of this folder, and a line in Registry.swift.
///
/// Everything is per lane. Parameters are within their domain, but any of them may be NaN, whose result does not matter.
protocol ParametricFamily {
    static var parameterCount: Int { get }
    static var support: Support { get }

    /// Whether a parameter, counted from 0, is outside its domain; NaN is not.
    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask

    /// D(p ‖ q) of two members.
    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane

    /// D(p ‖ q) from a member of this family to one of another, where there is a closed form; pairs that `Support`
    /// decides are not asked for.
    static func divergence(to q: Family) -> PairFunction?

    /// For an exponential family: the member whose natural parameters are (1 - weight) of p's and weight of q's. The
    /// weight may be outside of [0, 1], and so may the result be outside the domain.
    static var geodesic: ((_ p: Parameters, _ q: Parameters, _ weight: Double) -> Parameters)? { get }

    /// For an exponential family: D(p ‖ m) of the member that `geodesic` gives. Its relative error is to be small beside a
    /// q that nearly agrees with p, whose distance from m is not what their parameters, rounded, say.
    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane

    /// In nats; of a density relative to Lebesgue measure, or to counting.
    static func entropy(_ p: Parameters) -> Lane
    static func mean(_ p: Parameters) -> Lane
    static func variance(_ p: Parameters) -> Lane

    /// -inf outside the support.
    static func logDensity(_ p: Parameters, _ x: Lane) -> Lane

    /// One draw; `random` is its own stream.
    static func sample(_ p: (Double, Double), _ random: inout RandomStream) -> Double
}

extension ParametricFamily {
    static var parameterCount: Int { 2 }
    static func divergence(to q: Family) -> PairFunction? { nil }
    static var geodesic: ((_ p: Parameters, _ q: Parameters, _ weight: Double) -> Parameters)? { nil }
    static func divergence(_ p: Parameters, toward q: Parameters, _ weight: Double) -> Lane {
        geodesic.map { divergence(p, $0(p, q, weight)) } ?? .infinite
    }
}

extension Lane {
    static var infinite: Lane { Lane(repeating: .infinity) }
}

extension LaneMask {
    /// For domains: what is not a positive finite number, but NaN.
    @inline(__always)
    static func notPositive(_ x: Lane) -> LaneMask { (x .<= 0) .| (x .> Double.greatestFiniteMagnitude) }
    @inline(__always)
    static func notFinite(_ x: Lane) -> LaneMask { x.magnitude .> Double.greatestFiniteMagnitude }
}
