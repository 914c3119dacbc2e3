import KullbackPlatform

/// A batch of rows in memory: element j of row i is data[i rowStride + j stride], in elements.
package struct RowView {
    var data: UnsafeRawPointer?
    package let type: _ElementType
    package var rows: Int
    package var count: Int
    var rowStride: Int
    var stride: Int
    /// Kernels are given the logarithms of the elements.
    var readsLogarithms = false

    package init(
        data: UnsafeRawPointer?, type: _ElementType, rows: Int, count: Int, rowStride: Int, stride: Int
    ) {
        self.data = data
        self.type = type
        self.rows = rows
        self.count = count
        self.rowStride = rowStride
        self.stride = stride
    }

    /// One contiguous row.
    @inline(__always)
    package init<Element: Scalar>(_ data: UnsafePointer<Element>?, count: Int) {
        self.init(data: data, type: Element._type, rows: 1, count: count, rowStride: 0, stride: 1)
    }

    @inline(__always)
    init<Element: Scalar>(_ row: UnsafeBufferPointer<Element>) { self.init(row.baseAddress, count: row.count) }

    /// Rows that exist, whatever the strides.
    package func validated(as argument: DivergenceError.Argument) throws(DivergenceError) -> RowView {
        guard (0...largestCount).contains(count), (0...largestCount).contains(rows) else {
            throw DivergenceError(.count, argument)
        }
        if rows == 0 || count == 0 { return self }
        guard let data else { throw DivergenceError(.nullPointer, argument) }
        guard UInt(bitPattern: data) % UInt(type.size) == 0 else { throw DivergenceError(.alignment, argument) }
        // One contiguous row, the usual case, is within reach by its count.
        guard rows == 1 && stride == 1 || spans(rows, rowStride, count, stride) else {
            throw DivergenceError(.stride, argument)
        }
        return self
    }

    /// Whether kernels may read the rows as they lie in memory.
    var isDirect: Bool { type == .f64 && (stride == 1 || count <= 1) && !readsLogarithms }

    /// Calls `body` with part of a row as doubles: where it lies in memory if `isDirect`, or else copied, in which case
    /// it may not be longer than a block.
    @inline(__always)
    func withRun<R>(_ row: Int, _ range: Range<Int>, _ body: (UnsafePointer<Double>) -> R) -> R {
        if isDirect { return body(run(row, range)) }
        var copy = Block()
        return withUnsafeMutablePointer(to: &copy) { body(read(row, range, $0)) }
    }

    /// Where part of a direct row lies.
    @inline(__always)
    func run(_ row: Int, _ range: Range<Int>) -> UnsafePointer<Double> {
        // Kernels do not read from a run of no elements.
        guard let data else { return UnsafePointer(bitPattern: MemoryLayout<Double>.alignment)! }
        return data.assumingMemoryBound(to: Double.self) + (row * rowStride + range.lowerBound * stride)
    }

    /// Copies part of a row as doubles, at most a block.
    @inline(never)
    func read(_ row: Int, _ range: Range<Int>, _ block: UnsafeMutablePointer<Block>) -> UnsafePointer<Double> {
        let values = UnsafeMutableRawPointer(block).assumingMemoryBound(to: Double.self)
        guard let data else { return UnsafePointer(values) }
        let first = row * rowStride + range.lowerBound * stride
        if let kernelType = type.kernelType, stride == 1 {
            kernels.pointee.widen(kernelType, data + first * type.size, range.count, values)
        } else {
            for index in 0..<range.count { values[index] = type.load(data, first + index * stride) }
        }
        if readsLogarithms { kernels.pointee.logarithms(values, range.count) }
        return UnsafePointer(values)
    }

    package subscript(row: Int, index: Int) -> Double { type.load(data!, row * rowStride + index * stride) }
}

/// Calls `body` with the same part of a row of each of two batches, both direct or both copied, so that `body` need not
/// be compiled for each combination.
@inline(__always)
func withRuns<R>(
    _ p: RowView, _ q: RowView, _ row: Int, _ range: Range<Int>,
    _ body: (UnsafePointer<Double>, UnsafePointer<Double>) -> R
) -> R {
    if p.isDirect && q.isDirect { return body(p.run(row, range), q.run(row, range)) }
    var (pCopy, qCopy) = (Block(), Block())
    return withUnsafeMutablePointer(to: &pCopy) { pCopy in
        withUnsafeMutablePointer(to: &qCopy) { qCopy in
            body(p.read(row, range, pCopy), q.read(row, range, qCopy))
        }
    }
}

/// Room for a block of doubles, which starts at a cache line: vectors then do not straddle two.
struct Block {
    private var values = InlineArray<128, Lane>(repeating: .zero)
}

/// More elements than fit into any address space of today: below it, counts and strides can be multiplied with
/// element sizes.
let largestCount = 1 << 54

/// Whether all of a strided batch is within reach of a pointer.
func spans(_ rows: Int, _ rowStride: Int, _ count: Int, _ stride: Int) -> Bool {
    func reach(_ n: Int, _ stride: Int) -> Int? {
        let (product, overflow) = (n - 1).multipliedReportingOverflow(by: stride == .min ? .max : abs(stride))
        return overflow ? nil : product
    }
    guard let a = reach(rows, rowStride), let b = reach(count, stride) else { return false }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return !overflow && sum < largestCount
}

extension RowView {
    /// Whether every element is one of `total` that follow each other in memory, the first row's first at
    /// `offset`.
    func lies(within total: Int, from offset: Int) -> Bool {
        guard rows >= 0, count >= 0 else { return false }
        if rows == 0 || count == 0 { return true }
        guard spans(rows, rowStride, count, stride) else { return false }
        let (lastRow, lastIndex) = ((rows - 1) * rowStride, (count - 1) * stride)
        return (0..<total).contains(offset &+ min(0, lastRow) + min(0, lastIndex))
            && (0..<total).contains(offset &+ max(0, lastRow) + max(0, lastIndex))
    }
}
