import KullbackPlatform

/// What a Monte-Carlo estimator averages, as a function of the log ratio l = log p - log q.
protocol Estimator {
    /// The value as high + low, where its rounding error is known: it shows in the standard error of values that
    /// nearly agree.
    static func value(_ l: Lane) -> (high: Lane, low: Lane)
    /// One value, and its derivative, of a log ratio whose rounding error is known too.
    static func estimate(_ l: Lane, low: Lane) -> (value: Lane, derivative: Lane)
}

enum K1: Estimator {
    @inline(__always)
    static func value(_ l: Lane) -> (high: Lane, low: Lane) { (l, .zero) }

    @inline(__always)
    static func estimate(_ l: Lane, low: Lane) -> (value: Lane, derivative: Lane) { (l, Lane(repeating: 1)) }
}

enum K2: Estimator {
    @inline(__always)
    static func value(_ l: Lane) -> (high: Lane, low: Lane) {
        // Dekker's product, in halves that cannot overflow.
        let high = Lane(bits: l.bits & LaneBits(repeating: 0xffff_ffff_f800_0000))
        let low = l - high
        let square = l * l
        let error = ((high * high - square) + 2 * (high * low)) + low * low
        return (0.5 * square, select(square .< .infinity, 0.5 * error, .zero))
    }

    @inline(__always)
    static func estimate(_ l: Lane, low: Lane) -> (value: Lane, derivative: Lane) { (0.5 * l * l, l) }
}

enum K3: Estimator {
    @inline(__always)
    static func value(_ l: Lane) -> (high: Lane, low: Lane) { (phi(-l), .zero) }

    @inline(__always)
    static func estimate(_ l: Lane, low: Lane) -> (value: Lane, derivative: Lane) {
        let x = excesses(-l, low: -low)
        return (x.phi, -x.expm1)
    }
}

/// Total and sum of squared deviations from the mean, of values times a power of two, in two passes over a run that
/// stays in cache. Terms of k1 have both signs, so that every addition of the total is compensated.
@inline(__always)
func moments<E: Estimator>(
    _ estimator: E.Type, _ logRatio: UnsafePointer<Double>, _ count: Int, _ scale: Double
) -> kernel_moments {
    var sum = CompensatedSum<Lane>()
    forEachValue(estimator, logRatio, count, scale) { value, _ in
        sum.add(value.high)
        sum.low += value.low
    }
    let total = sum.total
    let mean = total.value / Double(count)
    // total - n mean, exactly but for the last rounding.
    let remainder = total.high.addingProduct(-mean, Double(count)) + total.low
    let meanError = total.high.isFinite ? remainder / Double(count) : 0
    var squares = Lane.zero
    forEachValue(estimator, logRatio, count, scale) { value, present in
        let deviation = (value.high - mean) + (value.low - meanError)
        // Less than that is the rounding of the mean, whose low part has 53 bits too: equal values have none.
        let real = present .& (deviation.magnitude .> abs(mean) * 0x1p-98)
        squares += select(real .| deviation.isNaN, deviation * deviation, .zero)
    }
    return kernel_moments(total: kernel_sum(total), squares: squares.treeSum, count: count)
}

/// Each group's values, 0 in padded lanes, and the mask of lanes that hold one.
@inline(__always)
private func forEachValue<E: Estimator>(
    _ estimator: E.Type, _ logRatio: UnsafePointer<Double>, _ count: Int, _ scale: Double,
    _ use: ((high: Lane, low: Lane), LaneMask) -> Void
) {
    forEachGroup(count) { offset, lanes in
        if lanes == 8 {
            let value = E.value(Lane.load(logRatio + offset))
            use((value.high * scale, value.low * scale), LaneMask(repeating: -1))
        } else {
            let lane = Lane(0, 1, 2, 3, 4, 5, 6, 7)
            let value = E.value(Lane.load(logRatio + offset, count: lanes, padding: 0))
            use((value.high * scale, value.low * scale), lane .< Double(lanes))
        }
    } fold: {
    }
}

/// Single estimates, and their derivatives with respect to log p.
@inline(__always)
func estimates<E: Estimator>(
    _ estimator: E.Type, _ logarithms: (UnsafePointer<Double>, UnsafePointer<Double>), _ count: Int,
    _ values: UnsafeMutablePointer<Double>, _ derivatives: UnsafeMutablePointer<Double>?
) {
    forEachGroup(count) { offset, lanes in
        let l = twoDifference(
            Lane.load(logarithms.0 + offset, count: lanes, padding: 0),
            Lane.load(logarithms.1 + offset, count: lanes, padding: 0))
        let estimate = E.estimate(l.high, low: l.low)
        estimate.value.store(values + offset, count: lanes)
        if let derivatives { estimate.derivative.store(derivatives + offset, count: lanes) }
    } fold: {
    }
}
