/// Two histograms, p's and q's, that grow by rows of weights or counts, are merged across shards, and are finished into
/// any divergence.
///
/// Sums are carried in twice the precision of a double, so that rows may be added, and accumulators merged, in any order:
/// sums agree to some 1e-31 for each merger, and what they round to differs in rare ties only. Integers are exact up to
/// 2⁵³ (as results) and 2¹⁰⁶ (as sums). An operation that throws leaves the accumulator as it was.
public struct DivergenceAccumulator: Equatable, Sendable {
    /// The serialised form, in words for its alignment.
    private var words: [UInt64]
    /// Length of the rows.
    public let bins: Int

    /// An empty accumulator.
    ///
    /// - Throws: ``DivergenceError`` for a negative number of bins, or more than any memory has.
    public init(bins: Int) throws(DivergenceError) {
        guard let size = AccumulatorBytes.size(bins: bins) else { throw DivergenceError(.count, .accumulator) }
        words = [UInt64](repeating: 0, count: size / 8)
        self.bins = bins
        try words.withUnsafeMutableBufferPointer { words throws(DivergenceError) in
            _ = try AccumulatorBytes(creatingAt: words.baseAddress, size: size, bins: bins)
        }
    }

    /// From what `bytes` gave, here, on another machine or in another language.
    ///
    /// - Throws: ``DivergenceError`` of status `format` for bytes that are foreign, truncated, altered, or of a later
    ///   version.
    public init(bytes: [UInt8]) throws(DivergenceError) {
        words = [UInt64](repeating: 0, count: bytes.count / 8 + 1)
        for (index, byte) in bytes.enumerated() { words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8) }
        bins = try words.withUnsafeBufferPointer { words throws(DivergenceError) in
            try AccumulatorBytes(words.baseAddress, size: bytes.count).bins
        }
        words.removeLast()
    }

    /// The serialised form: 48 + 32 `bins` bytes, whose layout is that of the C header `kullback/accumulator.h`.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * words.count)
        for word in words {
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * shift))) }
        }
        return bytes
    }

    /// Adds one row of weights, as they are.
    ///
    /// - Throws: ``DivergenceError`` for a weight that is negative, infinite or NaN, for a sum above the largest double
    ///   (argument `accumulator`), and for a row of another length than `bins`.
    public mutating func add<Element: Scalar>(_ row: [Element], to side: Side) throws(DivergenceError) {
        try row.withUnsafeBufferPointer { row throws(DivergenceError) in try add(RowView(row), to: side, threads: 0) }
    }

    /// Adds one row of counts.
    public mutating func add(_ counts: [Int], to side: Side) throws(DivergenceError) {
        try counts.withCounts { counts throws(DivergenceError) in try add(counts, to: side, threads: 0) }
    }

    /// Adds rows, which is cheaper than one at a time: each call checks all bytes.
    public mutating func add<Element: Scalar>(
        _ rows: Rows<Element>, to side: Side, threads: Int = 0
    ) throws(DivergenceError) {
        try rows.withView(side.argument) { rows throws(DivergenceError) in try add(rows, to: side, threads: threads) }
    }

    private mutating func add(_ rows: RowView, to side: Side, threads: Int) throws(DivergenceError) {
        try withBytes { bytes throws(DivergenceError) in try bytes.add(rows, to: side, Options(threads: threads)) }
    }

    /// Adds the sums and the numbers of rows of another accumulator.
    ///
    /// - Throws: ``DivergenceError`` for another number of bins, or a sum above the largest double.
    public mutating func merge(_ other: DivergenceAccumulator) throws(DivergenceError) {
        var other = other
        try withBytes { bytes throws(DivergenceError) in
            try other.withBytes { other throws(DivergenceError) in try bytes.merge(other) }
        }
    }

    /// How many rows were added to a side.
    public func rowCount(of side: Side) -> Int {
        Int(truncatingIfNeeded: words[AccumulatorBytes.rowCountWord(side)])
    }

    /// The sums of a side, bin by bin, correctly rounded.
    public func sums(of side: Side) throws(DivergenceError) -> [Double] {
        try reading { bytes throws(DivergenceError) in
            try withElements(bins) { result throws(DivergenceError) in try bytes.copySums(side, to: result) }
        }
    }

    /// The divergence of p's sums from q's, each divided by its total; `.generalizedKL` compares them as they are.
    ///
    /// - Throws: ``DivergenceError`` if nothing was added to one of the sides, or an option is out of range.
    public func divergence(
        _ divergence: Divergence, unit: Unit = .nats, threads: Int = 0
    ) throws(DivergenceError) -> Double {
        let options = Options(unit: unit, threads: threads).with(divergence)
        return try reading { bytes throws(DivergenceError) in
            try withResult { result throws(DivergenceError) in
                try bytes.divergence(divergence.quantity.0, options, result)
            }
        }
    }

    private func reading<R>(_ body: (AccumulatorBytes) throws(DivergenceError) -> R) throws(DivergenceError) -> R {
        try words.withUnsafeBufferPointer { words throws(DivergenceError) in
            try body(try AccumulatorBytes(words.baseAddress, size: 8 * words.count))
        }
    }

    private mutating func withBytes(
        _ body: (AccumulatorBytes) throws(DivergenceError) -> Void
    ) throws(DivergenceError) {
        try words.withUnsafeMutableBufferPointer { words throws(DivergenceError) in
            try body(try AccumulatorBytes(words.baseAddress, size: 8 * words.count))
        }
    }
}
