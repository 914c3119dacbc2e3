/// A batch of tables of numbers, one axis for each random variable: an element of table t is at elements[offset + t ·
/// tableStride + Σ index · stride]. A stride of 0 broadcasts, a negative one runs backwards.
public struct Tables<Element: Scalar>: Sendable {
    public let elements: [Element]
    public let count: Int
    /// From one to eight axes.
    public let shape: [Int]
    public let offset: Int
    public let tableStride: Int
    public let strides: [Int]

    /// Contiguous tables, the last axis the fastest, as many as there are whole ones.
    public init(_ elements: [Element], shape: [Int]) {
        var strides: [Int] = []
        var size = 1
        for length in shape.reversed() {
            strides.insert(size, at: 0)
            size = size.multipliedReportingOverflow(by: length).partialValue
        }
        let count = size > 0 ? elements.count / size : 0
        self.init(elements, count: count, shape: shape, tableStride: size, strides: strides)
    }

    /// Tables with strides. A batch that reaches outside `elements`, or has more or fewer strides than axes, is reported
    /// as an error by the functions that take it.
    public init(
        _ elements: [Element], count: Int, shape: [Int], offset: Int = 0, tableStride: Int, strides: [Int]
    ) {
        self.elements = elements
        self.count = count
        self.shape = shape
        self.offset = offset
        self.tableStride = tableStride
        self.strides = strides
    }

    /// The rows as one table of two axes.
    init(_ rows: Rows<Element>) {
        self.init(
            rows.elements, count: 1, shape: [rows.rows, rows.columns], offset: rows.offset, tableStride: 0,
            strides: [rows.rowStride, rows.stride])
    }

    /// Calls `body` with a view of the tables, all of which lie within `elements`.
    func withView<R>(
        _ argument: DivergenceError.Argument, _ body: (TableView) throws(DivergenceError) -> R
    ) throws(DivergenceError) -> R {
        guard (1...8).contains(shape.count), strides.count == shape.count else {
            throw DivergenceError(.shape, argument)
        }
        var view = TableView(
            data: nil, type: Element._type, tables: count, tableStride: tableStride, dimensions: shape.count,
            shape: InlineArray(repeating: 0), strides: InlineArray(repeating: 0))
        for axis in 0..<shape.count {
            view.shape[axis] = shape[axis]
            view.strides[axis] = strides[axis]
        }
        if count > 0 && shape.allSatisfy({ $0 > 0 }) {
            guard let reach = view.reach, offset >= 0, offset < elements.count, offset + reach.lowerBound >= 0,
                offset + reach.upperBound < elements.count
            else { throw DivergenceError(.stride, argument) }
        }
        return try elements.withUnsafeBufferPointer { buffer throws(DivergenceError) in
            view.data = buffer.baseAddress.map { UnsafeRawPointer($0 + max(0, min(offset, buffer.count))) }
            return try body(view)
        }
    }
}

/// A quantity of each table.
func information<Element: Scalar>(
    _ quantity: InformationQuantity, _ joint: Tables<Element>, _ options: Options
) throws(DivergenceError) -> [Element] {
    try joint.withView(.joint) { view throws(DivergenceError) in
        try withResults(max(view.tables, 0)) { result throws(DivergenceError) in
            try information(quantity, view, options, result)
        }
    }
}

/// A quantity of rows that are one table.
func information<Element: Scalar>(
    _ quantity: InformationQuantity, _ joint: Rows<Element>, _ options: Options
) throws(DivergenceError) -> Element {
    try information(quantity, Tables(joint), options)[0]
}
