/// What the divergence of two members of a family and its derivatives have in common, per lane.
protocol FamilyTerms {
    /// The parameters of N(0, 1).
    static var standard: (Double, Double) { get }
    static func isInvalid(_ parameter: Int, _ x: Lane) -> LaneMask
    init(_ p: (Lane, Lane), _ q: (Lane, Lane))
    /// From the standard member.
    init(_ p: (Lane, Lane))
    var divergence: Lane { get }
    /// dD/dloc_p, which is -dD/dloc_q.
    var location: Lane { get }
    /// With respect to the second parameters of p and of q.
    var spread: (p: Lane, q: Lane) { get }
}

/// z = (a - b) / unit of two means, which may be further apart than the largest double: times 1/4 where `scale` is 4.
private struct Distance {
    let quarter: Lane
    let scale: Lane

    @inline(__always)
    init(_ a: Lane, _ b: Lane) {
        let huge = (a.magnitude .> 0x1p1000) .| (b.magnitude .> 0x1p1000)
        let factor = select(huge, Lane(repeating: 0.25), Lane(repeating: 1))
        quarter = a * factor - b * factor
        scale = select(huge, Lane(repeating: 4), Lane(repeating: 1))
    }
}

/// Parameters: mean, standard deviation.
struct NormalTerms: FamilyTerms {
    private let distance: Distance
    private let scale: (p: Lane, q: Lane)
    private let z: Lane
    /// The ratio of the scales, less 1.
    private let excess: Lane

    static var standard: (Double, Double) { (0, 1) }

    @inline(__always)
    static func isInvalid(_ parameter: Int, _ x: Lane) -> LaneMask {
        let infinite = x.magnitude .== .infinity
        return parameter == 0 ? infinite : infinite .| (x .<= 0)
    }

    @inline(__always)
    init(_ p: (Lane, Lane), _ q: (Lane, Lane)) {
        distance = Distance(p.0, q.0)
        scale = (p.1, q.1)
        z = distance.quarter / q.1 * distance.scale
        excess = (p.1 - q.1) / q.1
    }

    @inline(__always)
    init(_ p: (Lane, Lane)) { self.init(p, (.zero, Lane(repeating: 1))) }

    /// (z^2 + r^2 - 1 - 2 log r) / 2 with r = 1 + e the ratio of the scales. As r = (1 + s) / (1 - s) and log r = 2 (s + w),
    /// r^2 - 1 - 2 log r = e^2 (2 - s) - 4 w, and 4 w is at most a thirtieth of it for |s| <= 1/5.
    @inline(__always)
    var divergence: Lane {
        let ratio = logRatio(ofAny: scale.p, scale.q)
        let near = excess * excess * (2 - ratio.s) - 4 * ratio.w
        let spread = select(ratio.k .== 0, near, excess * (excess + 2) - 2 * ratio.value)
        return 0.5 * (z * z + spread)
    }

    @inline(__always)
    var location: Lane { distance.quarter / scale.q / scale.q * distance.scale }

    /// With e as above, dD/dscale_p = e / scale_q + e / scale_p and dD/dscale_q = -(z^2 + e (e + 2)) / scale_q, in an order in
    /// which nothing overflows or vanishes that the result does not.
    @inline(__always)
    var spread: (p: Lane, q: Lane) {
        let byQ = excess / scale.q
        let (large, tiny) = (z.magnitude .> 0x1p500, z.magnitude .< 0x1p-500)
        let apart = location * z + byQ * (excess + 2)
        let together = (z * z + excess * (excess + 2)) / scale.q
        return (byQ + excess / scale.p, -select(large .| tiny .| (excess .> 0x1p500), apart, together))
    }
}

/// Parameters: mean, logarithm of the variance.
struct LogVarianceTerms: FamilyTerms {
    private let z: Lane
    let location: Lane
    /// phi(x) and exp(x) - 1 with x = log_var_p - log_var_q.
    private let ratio: (expm1: Lane, phi: Lane)

    static var standard: (Double, Double) { (0, 0) }

    @inline(__always)
    static func isInvalid(_ parameter: Int, _ x: Lane) -> LaneMask { x.magnitude .== .infinity }

    /// The inverse of q's variance is made of four equal factors, because it and its square root may leave the range of
    /// a double where the products do not.
    @inline(__always)
    init(_ p: (Lane, Lane), _ q: (Lane, Lane)) {
        let distance = Distance(p.0, q.0)
        let factor = exp(-0.25 * q.1)
        // Equal means: 0 times infinity would be NaN.
        let root = select((distance.quarter .== 0) .& (factor .== .infinity), .zero, factor)
        let quarter = distance.quarter * root * root
        z = quarter * distance.scale
        location = quarter * root * root * distance.scale
        let x = twoDifference(p.1, q.1)
        ratio = excesses(x.high, low: x.low)
    }

    @inline(__always)
    init(_ p: (Lane, Lane)) {
        (z, location) = (p.0, p.0)
        ratio = excesses(p.1)
    }

    @inline(__always)
    var divergence: Lane { 0.5 * (z * z + ratio.phi) }

    @inline(__always)
    var spread: (p: Lane, q: Lane) { (0.5 * ratio.expm1, -0.5 * (z * z + ratio.expm1)) }
}
