import KullbackPlatform

/// A batch of tables in memory. An element of table t is at the sum of t · tableStride and, for each axis, its index
/// times the axis' stride.
///
/// A table is read as lines: its last axis, for every combination of indices of the others, in the order of C.
package struct TableView {
    var data: UnsafeRawPointer?
    let type: _ElementType
    package var tables: Int
    var tableStride: Int
    var dimensions: Int
    var shape: InlineArray<8, Int>
    var strides: InlineArray<8, Int>

    /// More dimensions than shapes and strides have are reported by `validated`.
    package init(
        data: UnsafeRawPointer?, type: _ElementType, tables: Int, tableStride: Int, dimensions: Int,
        shape: InlineArray<8, Int>, strides: InlineArray<8, Int>
    ) {
        self.data = data
        self.type = type
        self.tables = tables
        self.tableStride = tableStride
        self.dimensions = dimensions
        self.shape = shape
        self.strides = strides
    }

    /// Throws unless the tables exist, whatever the strides.
    ///
    /// Not `validated` with a result, as of rows: where a throwing function ends in copying a large struct, Swift 6.3.1
    /// for x86-64 may leave another number than 0 in the register that says whether it threw.
    func validate(
        as argument: DivergenceError.Argument, dimensions expected: ClosedRange<Int>
    ) throws(DivergenceError) {
        guard expected.contains(dimensions) else { throw DivergenceError(.shape, argument) }
        var elements = tables
        guard (0...largestCount).contains(tables) else { throw DivergenceError(.count, argument) }
        for axis in 0..<dimensions {
            let (product, overflow) = elements.multipliedReportingOverflow(by: max(shape[axis], 1))
            guard !overflow, (0...largestCount).contains(shape[axis]), product <= largestCount else {
                throw DivergenceError(.count, argument)
            }
            elements = product
        }
        if tables == 0 || count == 0 { return }
        guard let data else { throw DivergenceError(.nullPointer, argument) }
        guard UInt(bitPattern: data) % UInt(type.size) == 0 else { throw DivergenceError(.alignment, argument) }
        guard reach != nil else { throw DivergenceError(.stride, argument) }
    }

    /// Elements of a table.
    var count: Int { lines * length }

    /// Elements of a line.
    var length: Int { shape[dimensions - 1] }

    var lines: Int { lines(from: 0) }

    /// Indices on all axes.
    var indices: Int {
        var sum = 0
        for axis in 0..<dimensions { sum += shape[axis] }
        return sum
    }

    /// Lines that differ in their indices on this axis and later ones.
    func lines(from axis: Int) -> Int {
        var product = 1
        for axis in axis..<max(axis, dimensions - 1) { product *= shape[axis] }
        return product
    }

    /// A line's index on one of the axes.
    func index(ofLine line: Int, onAxis axis: Int) -> Int { line / lines(from: axis + 1) % shape[axis] }

    func line(_ line: Int, ofTable table: Int) -> RowView {
        var (rest, offset) = (line, table * tableStride)
        for axis in stride(from: dimensions - 2, through: 0, by: -1) {
            offset += rest % shape[axis] * strides[axis]
            rest /= shape[axis]
        }
        return RowView(
            data: data.map { $0 + offset * type.size }, type: type, rows: 1, count: length, rowStride: 0,
            stride: strides[dimensions - 1])
    }

    /// The two axes of a two-dimensional table exchanged.
    var transposed: TableView {
        var view = self
        (view.shape[0], view.shape[1]) = (shape[1], shape[0])
        (view.strides[0], view.strides[1]) = (strides[1], strides[0])
        return view
    }

    /// Offsets of the elements, from the lowest to the highest, or nil where they leave the address space.
    var reach: ClosedRange<Int>? {
        var (lowest, highest) = (0, 0)
        for axis in -1..<dimensions {
            let (last, stride) = axis < 0 ? (tables - 1, tableStride) : (shape[axis] - 1, strides[axis])
            let (distance, overflow) = last.multipliedReportingOverflow(by: stride)
            guard !overflow, abs(distance / 2) < largestCount / 2 else { return nil }
            lowest += min(distance, 0)
            highest += max(distance, 0)
        }
        return highest - lowest < largestCount ? lowest...highest : nil
    }
}
