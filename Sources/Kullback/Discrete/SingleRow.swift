import KullbackPlatform

// The usual calls, on contiguous rows of probabilities that sum to one: nil where anything is out of the ordinary,
// for which the engine proper then finds the result or the error. Without them, checks and options would cost a
// call on ten numbers twice what the numbers do.

@inline(__always)
package func quickEntropy<Element: Scalar>(_ p: UnsafePointer<Element>?, _ count: Int) -> Double? {
    guard let p, count > 0, count <= chunkLength, UInt(bitPattern: p) % UInt(MemoryLayout<Element>.size) == 0
    else { return nil }
    let traits = Element._traits
    let sums = traits.functions.pointee.entropy(p, count, 0)
    return sums.invalid == 0 && abs(sums.sum - 1) <= traits.sumTolerance ? sums.entropy : nil
}

@inline(__always)
package func quickDivergence<Element: Scalar>(
    _ quantity: Quantity, _ p: UnsafePointer<Element>?, _ q: UnsafePointer<Element>?, _ count: Int
) -> Double? {
    let size = MemoryLayout<Element>.size
    guard let p, let q, count > 0, count <= chunkLength, let generator = quantity.generator,
        (UInt(bitPattern: p) | UInt(bitPattern: q)) % UInt(size) == 0, quantity != .crossEntropy
    else { return nil }
    let traits = Element._traits
    let sums = traits.functions.pointee.divergence(generator, p, q, count)
    let mass = sums.p.value
    guard sums.invalid == 0, abs(mass - 1) <= traits.sumTolerance,
        abs(mass - sums.difference.value - 1) <= traits.sumTolerance,
        let value = generator.value(sums, resolution: traits.resolution)
    else { return nil }
    if quantity != .jensenShannonDistance { return value }
    return value < tinyDivergence ? nil : value.squareRoot()
}
