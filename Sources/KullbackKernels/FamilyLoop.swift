import KullbackPlatform

/// The divergence of two members of a family per lane, from parameter columns: p's, then q's.
protocol Family {
    /// The parameters of N(0, 1).
    static var standard: (Double, Double) { get }
    static func isInvalid(_ parameter: Int, _ x: Lane) -> LaneMask
    static func divergence(_ p: (Lane, Lane), _ q: (Lane, Lane)) -> Lane
    /// From the standard member.
    static func divergence(_ p: (Lane, Lane)) -> Lane
}

/// Parameters: mean, standard deviation.
enum NormalFamily: Family {
    static var standard: (Double, Double) { (0, 1) }

    @inline(__always)
    static func isInvalid(_ parameter: Int, _ x: Lane) -> LaneMask {
        let infinite = x.magnitude .== .infinity
        return parameter == 0 ? infinite : infinite .| (x .<= 0)
    }

    /// (z^2 + phi(x)) / 2 with x = 2 log(scale_p / scale_q); away from 0, phi(x) = r^2 - 1 - x with
    /// r the ratio itself, because exp(x) would magnify the rounding of x.
    @inline(__always)
    static func divergence(_ p: (Lane, Lane), _ q: (Lane, Lane)) -> Lane {
        // Means may be further apart than the largest double.
        let huge = (p.0.magnitude .> 0x1p1000) .| (q.0.magnitude .> 0x1p1000)
        let scale = select(huge, Lane(repeating: 0.25), Lane(repeating: 1))
        let z = (p.0 * scale - q.0 * scale) / q.1 * select(huge, Lane(repeating: 4), Lane(repeating: 1))
        let x = 2 * logRatio(ofAny: p.1, q.1).value
        let near = x.magnitude .< 0.34
        let ratio = p.1 / q.1
        let spread = select(near, Exponential(select(near, x, .zero)).excess, (ratio - 1) * (ratio + 1) - x)
        return 0.5 * (z * z + spread)
    }

    @inline(__always)
    static func divergence(_ p: (Lane, Lane)) -> Lane { divergence(p, (.zero, Lane(repeating: 1))) }
}

/// Parameters: mean, logarithm of the variance.
enum NormalLogVarianceFamily: Family {
    static var standard: (Double, Double) { (0, 0) }

    @inline(__always)
    static func isInvalid(_ parameter: Int, _ x: Lane) -> LaneMask { x.magnitude .== .infinity }

    @inline(__always)
    static func divergence(_ p: (Lane, Lane), _ q: (Lane, Lane)) -> Lane {
        let z = (p.0 - q.0) * exp(-0.5 * q.1)
        // phi(x + e) = phi(x) + e phi'(x), with e the rounding error of the difference and phi' = phi + x.
        let x = twoDifference(p.1, q.1)
        let spread = phi(x.high)
        return 0.5 * (z * z + (spread + x.low * (spread + x.high)))
    }

    @inline(__always)
    static func divergence(_ p: (Lane, Lane)) -> Lane { 0.5 * (p.0 * p.0 + phi(p.1)) }
}

/// The standard member's parameters stand in for q where its columns are missing.
@inline(__always)
private func loadParameter(
    _ column: UnsafePointer<Double>?, _ offset: Int, _ lanes: Int, standard: Double
) -> Lane {
    guard let column else { return Lane(repeating: standard) }
    return Lane.load(column + offset, count: lanes, padding: standard)
}

/// Calls `use` with each group's divergences and the mask of invalid lanes.
@inline(__always)
private func forEachDivergence<F: Family>(
    _ family: F.Type, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int,
    _ use: (_ offset: Int, _ lanes: Int, _ divergence: Lane, _ invalid: LaneMask) -> Void, fold: () -> Void
) {
    forEachGroup(count) { offset, lanes in
        let p0 = loadParameter(columns[0], offset, lanes, standard: F.standard.0)
        let p1 = loadParameter(columns[1], offset, lanes, standard: F.standard.1)
        let q0 = loadParameter(columns[2], offset, lanes, standard: F.standard.0)
        let q1 = loadParameter(columns[3], offset, lanes, standard: F.standard.1)
        let invalid =
            F.isInvalid(0, p0) .| F.isInvalid(1, p1) .| F.isInvalid(0, q0) .| F.isInvalid(1, q1)
        let divergence = columns[2] == nil ? F.divergence((p0, p1)) : F.divergence((p0, p1), (q0, q1))
        use(offset, lanes, divergence, invalid)
    } fold: {
        fold()
    }
}

/// One divergence per element; returns whether a parameter is outside its domain.
@inline(__always)
func elementwise<F: Family>(
    _ family: F.Type, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int,
    _ result: UnsafeMutablePointer<Double>
) -> Int32 {
    var outside = LaneMask.none
    forEachDivergence(family, columns, count) { offset, lanes, divergence, invalid in
        outside = outside .| invalid
        divergence.store(result + offset, count: lanes)
    } fold: {
    }
    return outside.isAnySet ? 1 : 0
}

/// The sum over a run: independent members. Padded lanes compare the standard member with itself.
@inline(__always)
func familyTotal<F: Family>(
    _ family: F.Type, _ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int
) -> kernel_total {
    var outside = LaneMask.none
    var sum = kernel_sum()
    var lanesSum = Lane.zero
    forEachDivergence(family, columns, count) { _, _, divergence, invalid in
        outside = outside .| invalid
        lanesSum += divergence
    } fold: {
        sum.add(lanesSum.treeSum)
        lanesSum = .zero
    }
    return kernel_total(total: sum, invalid: outside.isAnySet ? 1 : 0)
}
