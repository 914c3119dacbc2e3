import KullbackPlatform

/// What a Monte-Carlo estimator averages, as a function of the log ratio l = log p - log q.
protocol Estimator {
    static func value(_ l: Lane) -> Lane
}

enum K1: Estimator {
    @inline(__always)
    static func value(_ l: Lane) -> Lane { l }
}

enum K2: Estimator {
    @inline(__always)
    static func value(_ l: Lane) -> Lane { 0.5 * (l * l) }
}

enum K3: Estimator {
    @inline(__always)
    static func value(_ l: Lane) -> Lane { phi(-l) }
}

/// Total and sum of squared deviations from the mean, of values times a power of two, in two passes over a run that stays in cache.
/// Terms of k1 have both signs, so that every addition of the total is compensated.
@inline(__always)
func moments<Element: KernelElement, E: Estimator>(
    _ estimator: E.Type, _ logRatio: UnsafePointer<Element>, _ count: Int, _ scale: Double
) -> kernel_moments {
    var sum = CompensatedSum<Lane>()
    forEachValue(estimator, logRatio, count, scale) { value, _ in sum.add(value) }
    let total = sum.total
    let mean = total.value / Double(count)
    // total - n mean, exactly but for the last rounding.
    let remainder = total.high.addingProduct(-mean, Double(count)) + total.low
    let meanError = total.high.isFinite ? remainder / Double(count) : 0
    var squares = Lane.zero
    forEachValue(estimator, logRatio, count, scale) { value, present in
        let deviation = select(present, (value - mean) - meanError, .zero)
        squares += deviation * deviation
    }
    return kernel_moments(total: kernel_sum(total), squares: squares.treeSum, count: count)
}

/// Each group's values, 0 in padded lanes, and the mask of lanes that hold one.
@inline(__always)
private func forEachValue<Element: KernelElement, E: Estimator>(
    _ estimator: E.Type, _ logRatio: UnsafePointer<Element>, _ count: Int, _ scale: Double,
    _ use: (Lane, LaneMask) -> Void
) {
    forEachGroup(count) { offset, lanes in
        if lanes == 8 {
            use(E.value(Element.load(logRatio + offset)) * scale, LaneMask(repeating: -1))
        } else {
            let lane = Lane(0, 1, 2, 3, 4, 5, 6, 7)
            let value = E.value(Element.load(logRatio + offset, count: lanes, padding: 0))
            use(value * scale, lane .< Double(lanes))
        }
    } fold: {
    }
}
