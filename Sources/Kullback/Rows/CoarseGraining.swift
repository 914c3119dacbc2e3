/// Rows → rows of the sums over groups of bins: bin j goes to group `binMap[j]`.
package func coarseGrain(
    _ p: RowView, binMap: UnsafePointer<Int64>?, groups: Int, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let threads = try options.threadsAlone()
    let p = try p.validated(as: .p)
    let binMap = try validated(binMap, count: p.count, groups: groups)
    try result.validated()
    try forEachRow(p.rows, width: groups, threads: p.threadsAcrossRows(threads)) {
        (row, sums: UnsafeMutablePointer<CompensatedSum<Double>>) throws(DivergenceError) in
        sums.initialize(repeating: CompensatedSum(), count: groups)
        var isInvalid = false
        p.forEachElement(row) { bin, x in
            sums[Int(binMap[bin])].add(x)
            isInvalid = isInvalid || x < 0 || x == .infinity
        }
        if isInvalid, let error = p.probabilityError(.probabilities, row, .p) { throw error }
    } store: { row, group, sum in
        result.store(row, group, sum.value)
    }
}

/// A map of which every entry is a group.
private func validated(
    _ binMap: UnsafePointer<Int64>?, count: Int, groups: Int
) throws(DivergenceError) -> UnsafePointer<Int64> {
    guard (0...largestCount).contains(groups) else { throw DivergenceError(.count, .binMap) }
    let alignment = MemoryLayout<Int64>.alignment
    guard let binMap = binMap ?? (count == 0 ? UnsafePointer(bitPattern: alignment) : nil) else {
        throw DivergenceError(.nullPointer, .binMap)
    }
    guard UInt(bitPattern: binMap) % UInt(alignment) == 0 else { throw DivergenceError(.alignment, .binMap) }
    for bin in 0..<count where binMap[bin] < 0 || binMap[bin] >= groups {
        throw DivergenceError(.parameter, .binMap, index: bin, value: Double(binMap[bin]))
    }
    return binMap
}
