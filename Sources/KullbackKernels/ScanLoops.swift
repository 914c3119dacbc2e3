import KullbackPlatform

/// Sum of weights times 2^exponent.
@inline(__always)
func total(_ x: UnsafePointer<Double>, _ count: Int, _ exponent: Int32) -> kernel_total {
    let scale = ExponentScale(exponent)
    var sum = kernel_sum()
    var lanesSum = Lane.zero
    var invalid = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let raw = Lane.load(x + offset, count: lanes, padding: 0)
        invalid = invalid .| Probabilities<WithoutPowers>.isInvalid(raw)
        lanesSum += scale.apply(raw)
    } fold: {
        sum.add(lanesSum.treeSum)
        lanesSum = .zero
    }
    return kernel_total(total: sum, invalid: invalid.isAnySet ? 1 : 0)
}

/// Probabilities as their logarithms: 0 as -inf, and what is no probability as +inf, which is no logarithm of one.
@inline(__always)
func logarithms(_ x: UnsafeMutablePointer<Double>, _ count: Int) {
    forEachGroup(count) { offset, lanes in
        let raw = Lane.load(x + offset, count: lanes, padding: 0)
        let value = logRatio(ofAny: raw, Lane(repeating: 1)).value
        let none = Probabilities<WithoutPowers>.isInvalid(raw)
        let limits = select(none, Lane(repeating: .infinity), select(raw .== 0, Lane(repeating: -.infinity), value))
        select(raw.isNaN, raw, limits).store(x + offset, count: lanes)
    } fold: {
    }
}

/// The largest logarithm.
@inline(__always)
func maximum(_ x: UnsafePointer<Double>, _ count: Int) -> kernel_maximum {
    var largest = Lane(repeating: -.infinity)
    var missing = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let raw = Lane.load(x + offset, count: lanes, padding: -.infinity)
        missing = missing .| raw.isNaN
        largest = select(raw .> largest, raw, largest)
    } fold: {
    }
    let result = largest.maximum
    return kernel_maximum(maximum: missing.isAnySet ? .nan : result, invalid: result == .infinity ? 1 : 0)
}

/// The largest p_rate log p + ratio_rate log(p / q) over p > 0.
@inline(__always)
func exponentMaximum<Source: PairSource>(
    _ source: Source, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int, _ pRate: Double,
    _ ratioRate: Double
) -> kernel_maximum {
    // Where q = 0 < p: the limit.
    let limit = Lane(repeating: ratioRate > 0 ? .infinity : -.infinity)
    var largest = Lane(repeating: -.infinity)
    var (missing, invalid) = (LaneMask.none, LaneMask.none)
    forEachGroup(count) { offset, lanes in
        let x = Lane.load(p + offset, count: lanes, padding: Source.zero)
        let y = Lane.load(q + offset, count: lanes, padding: Source.zero)
        invalid = invalid .| Source.isInvalid(x) .| Source.isInvalid(y)
        missing = missing .| x.isNaN .| y.isNaN
        let (noP, noQ) = (x .== Source.zero, y .== Source.zero)
        let pair = source.pair(select(noP, y, x), select(noQ, x, y))
        let logP = pair.scale + logRatio(ofAny: pair.mantissa, Lane(repeating: 1)).value
        let exponent = select(noQ, limit, logP * pRate + pair.logRatio * ratioRate)
        largest = select(noP, largest, select(exponent .> largest, exponent, largest))
    } fold: {
    }
    return kernel_maximum(
        maximum: missing.isAnySet ? .nan : largest.maximum, invalid: invalid.isAnySet ? 1 : 0)
}

extension Lane {
    /// The largest lane; none may be NaN.
    fileprivate var maximum: Double {
        var result = self[0]
        for lane in 1..<8 where self[lane] > result { result = self[lane] }
        return result
    }
}
