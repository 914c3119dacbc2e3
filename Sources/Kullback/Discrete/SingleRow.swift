import KullbackPlatform

// The usual calls, on contiguous rows of probabilities that sum to one: nil where anything is out of the ordinary,
// for which the engine proper then finds the result or the error. Without them, checks and options would cost a
// call on ten numbers twice what the numbers do.

@inline(__always)
package func quickEntropy<Element: Scalar>(_ p: UnsafePointer<Element>?, _ count: Int) -> Double? {
    guard let p, isQuick(p, count) else { return nil }
    var source = kernel_entropy_source()
    let view = RowView(p, count: count)
    let sums = withUnsafePointer(to: &source) { source in
        view.withRun(0, 0..<count) { kernels.pointee.entropy(source, $0, count) }
    }
    return sums.invalid == 0 && abs(sums.sum - 1) <= view.type.sumTolerance ? sums.entropy : nil
}

@inline(__always)
package func quickDivergence<Element: Scalar>(
    _ measure: Measure, _ p: UnsafePointer<Element>?, _ q: UnsafePointer<Element>?, _ count: Int
) -> Double? {
    guard let p, let q, isQuick(p, count), isQuick(q, count) else { return nil }
    let (pRow, qRow) = measure.summand.isSwapped ? (q, p) : (p, q)
    let sums = withUnsafePointer(to: measure.summand.generator) { generator in
        withRuns(RowView(pRow, count: count), RowView(qRow, count: count), 0, 0..<count) {
            kernels.pointee.divergence(generator, nil, $0, $1, count)
        }
    }
    let type = Element._type
    let mass = sums.p.value
    guard sums.invalid == 0, abs(mass - 1) <= type.sumTolerance, abs(sums.q - 1) <= type.sumTolerance,
        let value = measure.summand.value(sums, resolution: type.resolution),
        value >= tinyDivergence || value == 0 && sums.difference.value == 0
    else { return nil }
    switch measure.result {
    case .multiple(let multiple): return value * multiple
    case .root(let multiple): return (value * multiple).squareRoot()
    default: return nil
    }
}

/// Few enough elements for one call of a kernel, of an aligned row.
@inline(__always)
private func isQuick<Element: Scalar>(_ row: UnsafePointer<Element>, _ count: Int) -> Bool {
    count > 0 && count <= Int(kernel_block_length) && UInt(bitPattern: row) % UInt(MemoryLayout<Element>.size) == 0
}
