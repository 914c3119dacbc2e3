import KullbackPlatform

// Sums to twice the precision: marginals of tables, and mixtures.

/// Sum of a run of weights. Within a block, the low part is off by at most 2^14 u^2 of the sum, u = 2^-53.
@inline(__always)
func expandedTotal(_ p: UnsafePointer<Double>, _ count: Int) -> kernel_total {
    var sum = kernel_sum()
    var lanes = CompensatedSum<Lane>()
    var invalid = LaneMask.none
    forEachGroup(count) { offset, width in
        let x = Lane.load(p + offset, count: width, padding: 0)
        invalid = invalid .| Probabilities<WithoutPowers>.isInvalid(x)
        lanes.add(x)
    } fold: {
        sum.add(kernel_sum(lanes.total))
        lanes = CompensatedSum()
    }
    return kernel_total(total: sum, invalid: invalid.isAnySet ? 1 : 0)
}

/// Adds p times a factor, element by element, to a row that is kept as high + low. Each addition is off by at most
/// 4 u^2 of the sum.
@inline(__always)
func accumulate(
    _ p: UnsafePointer<Double>, _ count: Int, _ factorHigh: Double, _ factorLow: Double,
    _ high: UnsafeMutablePointer<Double>, _ low: UnsafeMutablePointer<Double>
) {
    let factor = SplitFactor(factorHigh)
    forEachGroup(count) { offset, width in
        let x = Lane.load(p + offset, count: width, padding: 0)
        let (product, error) = factor.multiply(x)
        var sum = CompensatedSum(
            high: Lane.load(high + offset, count: width, padding: 0),
            low: Lane.load(low + offset, count: width, padding: 0) + (error + x * factorLow))
        sum.add(product)
        let total = sum.high + sum.low
        (sum.low - (total - sum.high)).store(low + offset, count: width)
        total.store(high + offset, count: width)
    } fold: {
    }
}
