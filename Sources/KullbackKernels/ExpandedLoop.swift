import KullbackPlatform

/// Sums of KL terms of p from q, where q is known to twice the precision: a product of marginals, or a mixture, which p
/// nearly agrees with where it matters.
@inline(__always)
func expandedDivergence(
    _ p: UnsafePointer<Double>, _ qHigh: UnsafePointer<Double>, _ qLow: UnsafePointer<Double>, _ count: Int,
    _ factorHigh: Double, _ factorLow: Double
) -> kernel_divergence_sums {
    let factor = SplitFactor(factorHigh)
    var sums = kernel_divergence_sums()
    var lanes = DivergenceLanes()
    var invalid = LaneMask.none
    forEachGroup(count) { offset, width in
        let x = Lane.load(p + offset, count: width, padding: 0)
        let high = Lane.load(qHigh + offset, count: width, padding: 0)
        let low = Lane.load(qLow + offset, count: width, padding: 0)
        invalid = invalid .| Probabilities<WithoutPowers>.isInvalid(x) .| Probabilities<WithoutPowers>.isInvalid(high)
        let (q, error) = factor.multiply(high)
        let exact = (x - q) - (error + (low * factorHigh + high * factorLow))
        // q is off by 2^-100 or so: what differs by less than 2^-90 does not differ.
        let difference = select(exact.magnitude .< q * 0x1p-90, .zero, exact)
        let ratio = logRatio(x, q, difference: difference)
        let pair = Pair(
            p: x, q: q, difference: difference, logRatio: ratio.value, s: ratio.s, w: ratio.w, near: ratio.k .== 0)
        let infinite = select(x .== 0, .zero, Lane(repeating: .infinity))
        let term = select(x .== 0, q, KLGenerator().term(pair))
        lanes.term += select(q .== 0, select(x.isNaN, x, infinite), term)
        lanes.mass += x
        lanes.difference += difference
    } fold: {
        sums.term.add(lanes.term.treeSum)
        sums.p.add(lanes.mass.treeSum)
        sums.difference.add(lanes.difference.treeSum)
        lanes = DivergenceLanes()
    }
    sums.invalid = invalid.isAnySet ? 1 : 0
    return sums
}
