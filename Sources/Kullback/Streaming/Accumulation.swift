import KullbackPlatform

extension AccumulatorBytes {
    /// Adds rows of weights to a side. Its sums grow aside: bytes are written once all of them are known to be finite.
    package func add(_ rows: RowView, to side: Side, _ options: Options) throws(DivergenceError) {
        let threads = try options.threadsAlone()
        let rows = try rows.validated(as: side.argument)
        guard rows.count == bins else { throw DivergenceError(.shape, side.argument) }
        guard let sums = allocate(Double.self, 2 * bins) else { throw DivergenceError(.outOfMemory) }
        defer { release(sums) }
        let byteCount = 2 * bins * MemoryLayout<Double>.size
        UnsafeMutableRawPointer(sums).copyMemory(from: high(side), byteCount: byteCount)
        // Threads share the bins, and each bin takes the rows in order: the sums do not depend on the threads.
        let (elements, overflow) = rows.rows.multipliedReportingOverflow(by: bins)
        let blockLength = Int(kernel_block_length)
        parallel(
            (bins + blockLength - 1) / blockLength,
            threads: threadCount(asked: threads, elements: overflow ? .max : elements)
        ) { block in
            let range = block * blockLength..<min((block + 1) * blockLength, bins)
            for row in 0..<rows.rows {
                rows.withRun(row, range) {
                    addRun($0, range.count, sums + range.lowerBound, sums + bins + range.lowerBound)
                }
            }
        }
        for bin in 0..<bins where !sums[bin].isFinite {
            throw rows.firstWeightError(side.argument) ?? Self.overflow(bin)
        }
        UnsafeMutableRawPointer(high(side)).copyMemory(from: sums, byteCount: byteCount)
        addRowCount(UInt64(rows.rows), side)
        seal()
    }

    /// Adds the sums and the numbers of rows of another accumulator, which may be this one.
    package func merge(_ other: AccumulatorBytes) throws(DivergenceError) {
        guard other.bins == bins else { throw DivergenceError(.shape, .accumulator) }
        // All of it is checked before any of it is written.
        try requireFiniteSums(with: other, .p)
        try requireFiniteSums(with: other, .q)
        add(other, .p)
        add(other, .q)
        seal()
    }

    private func requireFiniteSums(with other: AccumulatorBytes, _ side: Side) throws(DivergenceError) {
        for bin in 0..<bins where !(sum(side, bin) + other.sum(side, bin)).high.isFinite { throw Self.overflow(bin) }
    }

    private func add(_ other: AccumulatorBytes, _ side: Side) {
        for bin in 0..<bins {
            let sum = sum(side, bin) + other.sum(side, bin)
            high(side)[bin] = sum.high
            low(side)[bin] = sum.low
        }
        addRowCount(other.rowCount(side), side)
    }

    private func sum(_ side: Side, _ bin: Int) -> DoubleDouble {
        DoubleDouble(high(side)[bin], low(side)[bin])
    }

    private static func overflow(_ bin: Int) -> DivergenceError {
        DivergenceError(.probability, .accumulator, index: bin, value: .infinity)
    }

    /// The sums of a side, rounded, to `result[0 ..< bins]`.
    package func copySums(_ side: Side, to result: ResultView) throws(DivergenceError) {
        try result.validated()
        for bin in 0..<bins { result.store(0, bin, high(side)[bin]) }
    }

    /// The divergence of the sums of p from those of q.
    package func divergence(_ quantity: Quantity, _ options: Options, _ result: ResultView) throws(DivergenceError) {
        guard options.space == .probabilities else { throw DivergenceError(.option, .options) }
        var options = options
        options.normalize = quantity != .generalizedKLDivergence
        try Kullback.divergence(
            quantity, RowView(high(.p), count: bins), RowView(high(.q), count: bins), options, result)
    }
}

/// Adds weights to sums. What is no weight makes a sum NaN, and so is noticed without a look at each.
private func addRun(
    _ weights: UnsafePointer<Double>, _ count: Int, _ high: UnsafeMutablePointer<Double>,
    _ low: UnsafeMutablePointer<Double>
) {
    for index in 0..<count {
        let weight = weights[index] >= 0 ? weights[index] : .nan
        let sum = DoubleDouble(high[index], low[index]) + weight
        high[index] = sum.high
        low[index] = sum.low
    }
}

extension RowView {
    /// The error for the first element that is negative, infinite or NaN, if there is one.
    fileprivate func firstWeightError(_ argument: DivergenceError.Argument) -> DivergenceError? {
        for row in 0..<rows {
            for index in 0..<count where !(self[row, index] >= 0 && self[row, index].isFinite) {
                return DivergenceError(.probability, argument, row: row, index: index, value: self[row, index])
            }
        }
        return nil
    }
}
