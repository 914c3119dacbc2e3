import KullbackPlatform

/// Sums over logits at a temperature, the largest logit's own weight of 1 apart: log(1 + rest) then has the digits of rest.
@inline(__always)
func tempered(_ z: UnsafePointer<Double>, _ count: Int, _ maximum: Double, _ rate: Double) -> kernel_tempered_sums {
    var sums = kernel_tempered_sums()
    var (ties, rest, first, second) = (Lane.zero, Lane.zero, Lane.zero, Lane.zero)
    let unit = rate == 0 ? 1 : rate
    forEachGroup(count) { offset, lanes in
        let distance = maximum - Lane.load(z + offset, count: lanes, padding: -.infinity)
        let weight = exp(-(distance * rate))
        // Neither a tie, nor a mask: its weight is 0, or NaN for a rate of 0.
        let isBelow = (distance .> 0) .& (weight .> 0)
        let e = select(isBelow, weight, .zero)
        let y = select(isBelow, distance * unit, .zero)
        ties += select(distance .== 0, Lane(repeating: 1), .zero)
        rest += e
        first += e * y
        second += e * y * y
    } fold: {
        sums.ties += ties.treeSum
        sums.rest.add(rest.treeSum)
        sums.first.add(first.treeSum)
        sums.second.add(second.treeSum)
        (ties, rest, first, second) = (.zero, .zero, .zero, .zero)
    }
    return sums
}
