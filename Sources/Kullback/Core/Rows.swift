/// A batch of rows of numbers, for the batched calls: element j of row i is
/// elements[offset + i · rowStride + j · stride]. A stride of 0 broadcasts, a negative one runs backwards.
public struct Rows<Element: RowElement>: Sendable {
    public let elements: [Element]
    public let rows: Int
    public let columns: Int
    public let offset: Int
    public let rowStride: Int
    public let stride: Int

    /// Contiguous rows of `columns` elements each, as many as there are whole ones.
    public init(_ elements: [Element], columns: Int) {
        let rows = columns > 0 ? elements.count / columns : 0
        self.init(elements, rows: rows, columns: columns, rowStride: columns, stride: 1)
    }

    /// Rows with strides. A batch that reaches outside `elements` is reported as an error by the functions
    /// that take it.
    public init(
        _ elements: [Element], rows: Int, columns: Int, offset: Int = 0, rowStride: Int, stride: Int
    ) {
        self.elements = elements
        self.rows = rows
        self.columns = columns
        self.offset = offset
        self.rowStride = rowStride
        self.stride = stride
    }

    /// Calls `body` with a view of the rows, all of which lie within `elements`.
    func withView<R>(
        _ argument: DivergenceError.Argument,
        _ body: (RowView) throws(DivergenceError) -> R
    ) throws(DivergenceError) -> R {
        let reach = RowView(
            data: nil, type: Element._type, rows: rows, count: columns, rowStride: rowStride, stride: stride)
        guard reach.lies(within: elements.count, from: offset) else { throw DivergenceError(.stride, argument) }
        return try elements.withUnsafeBufferPointer { buffer throws(DivergenceError) in
            try body(
                RowView(
                    data: buffer.baseAddress.map { $0 + offset }, type: Element._type, rows: rows, count: columns,
                    rowStride: rowStride, stride: stride))
        }
    }
}
