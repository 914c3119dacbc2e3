import KullbackPlatform

/// Sum of weights times 2^exponent.
@inline(__always)
func total<Element: KernelElement>(_ x: UnsafePointer<Element>, _ count: Int, _ exponent: Int32) -> kernel_total {
    let scale = ExponentScale(exponent)
    var sum = kernel_sum()
    var lanesSum = Lane.zero
    var invalid = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let raw = lanes == 8 ? Element.load(x + offset) : Element.load(x + offset, count: lanes, padding: 0)
        invalid = invalid .| Probabilities.isInvalid(raw)
        lanesSum += scale.apply(raw)
    } fold: {
        sum.add(lanesSum.treeSum)
        lanesSum = .zero
    }
    return kernel_total(total: sum, invalid: invalid.isAnySet ? 1 : 0)
}

/// The largest logarithm.
@inline(__always)
func maximum<Element: KernelElement>(_ x: UnsafePointer<Element>, _ count: Int) -> kernel_maximum {
    var largest = Lane(repeating: -.infinity)
    var missing = LaneMask.none
    forEachGroup(count) { offset, lanes in
        let raw =
            lanes == 8 ? Element.load(x + offset) : Element.load(x + offset, count: lanes, padding: -.infinity)
        missing = missing .| raw.isNaN
        largest = select(raw .> largest, raw, largest)
    } fold: {
    }
    var result = largest[0]
    for lane in 1..<8 where largest[lane] > result { result = largest[lane] }
    return kernel_maximum(maximum: missing.isAnySet ? .nan : result, invalid: result == .infinity ? 1 : 0)
}
