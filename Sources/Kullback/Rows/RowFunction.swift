import KullbackPlatform

extension Options {
    /// The number of threads, where no other option applies.
    func threadsAlone() throws(DivergenceError) -> Int {
        guard space == .probabilities, !normalize, unit == .nats, sumTolerance == nil, threads >= 0 else {
            throw DivergenceError(.option, .options)
        }
        return threads
    }
}

/// Computes `width` values from each row and stores them all, or throws the first row's error and stores nothing.
///
/// Values are kept aside until the last one is there, so `store` may overwrite what `compute` reads.
func forEachRow<Value>(
    _ rows: Int, width: Int, threads: Int,
    compute: (Int, UnsafeMutablePointer<Value>) throws(DivergenceError) -> Void, store: (Int, Int, Value) -> Void
) throws(DivergenceError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: width)
    guard !overflow, let values = allocate(Value.self, count) else { throw DivergenceError(.outOfMemory) }
    defer { release(values) }
    try forEachRow(rows, threads: threads) { row throws(DivergenceError) in
        try compute(row, values + row * width)
    } store: { row, _ in
        for index in 0..<width { store(row, index, values[row * width + index]) }
    }
}

extension RowView {
    /// Calls `body` with each element of a row and its position.
    @inline(__always)
    func forEachElement(_ row: Int, _ body: (Int, Double) -> Void) {
        for start in Swift.stride(from: 0, to: count, by: Int(kernel_block_length)) {
            let range = start..<min(start + Int(kernel_block_length), count)
            withRun(row, range) { run in
                for index in 0..<range.count { body(start + index, run[index]) }
            }
        }
    }

    /// The threads for functions that take a row each.
    func threadsAcrossRows(_ asked: Int) -> Int {
        let (elements, overflow) = rows.multipliedReportingOverflow(by: count)
        return threadCount(asked: asked, elements: overflow ? .max : elements)
    }
}
