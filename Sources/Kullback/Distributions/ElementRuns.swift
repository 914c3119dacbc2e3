import KullbackPlatform

/// Computes the values of at most a block of elements, which are consecutive and begin with number `first`.
typealias BlockFunction = (
    _ columns: UnsafePointer<UnsafePointer<Double>?>, _ first: Int, _ count: Int,
    _ values: UnsafeMutablePointer<Double>
) -> Void

/// One value per element of the columns, or the error for a parameter outside its domain, or a pair without a closed form,
/// and no values.
func elementwise(
    _ columns: DistributionColumns, _ result: ResultView, sameCounts: Bool = false, _ compute: BlockFunction
) throws(DivergenceError) {
    try result.validated()
    try columns.checkDomains()
    if sameCounts { try columns.requireSameCounts() }
    guard columns.overlaps(result) else { return forEachBlock(columns, result, compute) }
    // All values are kept aside until the last one is there.
    let values = try Buffer(Double.self, columns.elements)
    forEachBlock(
        columns,
        ResultView(values.base, rows: columns.rows, count: columns.count, rowStride: columns.count, stride: 1), compute)
    for row in 0..<columns.rows { result.store(row, 0..<columns.count, values.base + row * columns.count) }
}

private func forEachBlock(_ columns: DistributionColumns, _ result: ResultView, _ compute: BlockFunction) {
    if columns.rows > 1, let flat = columns.flattened, let flatResult = result.flattened {
        return forEachBlock(flat, flatResult, compute)
    }
    var runs = columns.runs
    runs.isDirect = runs.isDirect && result.isDirect
    parallel(runs.count, threads: runs.threads) { [runs] run in
        runs.forEachBlock(of: run) { row, range in
            columns.withRun(row, range) { pointers, room in
                let (first, place) = (row * columns.count + range.lowerBound, result.place(row, range))
                compute(pointers, first, range.count, place ?? room)
                if place == nil { result.store(row, range, room) }
            }
        }
    }
}

/// The elements of a batch in runs of at most a chunk of a row, or of several short rows.
struct ElementRuns {
    let count: Int
    let threads: Int
    /// Whether nothing is copied, so that a block may be a chunk.
    var isDirect: Bool
    private let rows: Int
    private let length: Int
    private let chunksPerRow: Int
    private let rowsPerRun: Int

    /// A closed form costs as much as several elements of a sum.
    private static var elementCost: Int { 8 }

    init(rows: Int, count: Int, asked: Int, isDirect: Bool) {
        self.rows = rows
        self.isDirect = isDirect
        length = count
        chunksPerRow = max(1, (count + chunkLength - 1) / chunkLength)
        rowsPerRun = chunksPerRow > 1 ? 1 : max(1, chunkLength / max(1, count))
        self.count = count == 0 ? 0 : (rows + rowsPerRun - 1) / rowsPerRun * chunksPerRow
        let (cost, overflow) = (rows * count).multipliedReportingOverflow(by: Self.elementCost)
        threads = threadCount(asked: asked, elements: overflow ? .max : cost)
    }

    @inline(__always)
    func forEachBlock(of run: Int, _ body: (_ row: Int, _ range: Range<Int>) -> Void) {
        let (group, chunk) = (run / chunksPerRow, run % chunksPerRow)
        let end = min((chunk + 1) * chunkLength, length)
        let blockLength = isDirect ? chunkLength : Int(kernel_block_length)
        for row in group * rowsPerRun..<min((group + 1) * rowsPerRun, rows) {
            for start in stride(from: chunk * chunkLength, to: end, by: blockLength) {
                body(row, start..<min(start + blockLength, end))
            }
        }
    }
}

extension ResultView {
    fileprivate var isDirect: Bool { type == .f64 && (stride == 1 || count <= 1) && data != nil }

    /// Where doubles of part of a row may be written as they come.
    fileprivate func place(_ row: Int, _ range: Range<Int>) -> UnsafeMutablePointer<Double>? {
        guard isDirect, let data else { return nil }
        return data.assumingMemoryBound(to: Double.self) + (row * rowStride + range.lowerBound * stride)
    }

    /// The same places as those of one row.
    fileprivate var flattened: ResultView? {
        oneRowStride(rows, rowStride, count, stride).map {
            ResultView(data: data, type: type, rows: 1, count: rows * count, rowStride: 0, stride: $0)
        }
    }

    /// As rows of what is there.
    fileprivate var view: RowView {
        RowView(data: data, type: type, rows: rows, count: count, rowStride: rowStride, stride: stride)
    }
}

extension RowView {
    /// The same elements as those of one row.
    var flattened: RowView? {
        oneRowStride(rows, rowStride, count, stride).map {
            RowView(data: data, type: type, rows: 1, count: rows * count, rowStride: 0, stride: $0)
        }
    }

    /// Whether the two may share memory.
    func isWithinReach(of result: ResultView) -> Bool {
        guard let mine = bytes, let others = result.view.bytes else { return false }
        return mine.overlaps(others)
    }

    /// From the first byte that an element occupies to the last; the batch is validated.
    private var bytes: Range<Int>? {
        guard let data, rows > 0, count > 0 else { return nil }
        let (row, column) = ((rows - 1) * rowStride * type.size, (count - 1) * stride * type.size)
        let start = Int(bitPattern: data) &+ min(0, row) &+ min(0, column)
        return start..<(Int(bitPattern: data) &+ max(0, row) &+ max(0, column) &+ type.size)
    }
}

/// The stride at which all elements of a validated batch follow each other, row after row, if there is one: rows of few
/// elements are as fast as long ones then.
private func oneRowStride(_ rows: Int, _ rowStride: Int, _ count: Int, _ stride: Int) -> Int? {
    if count == 1 { return rowStride }
    return rows > 0 && count > 0 && rowStride == count * stride ? stride : nil
}
