/// Where results go: one per row, or one per element of a row.
package struct ResultView<Element: Scalar> {
    var data: UnsafeMutablePointer<Element>?
    var rows: Int
    var count: Int
    var rowStride: Int
    var stride: Int

    /// One result per row.
    package init(_ data: UnsafeMutablePointer<Element>?, rows: Int, stride: Int) {
        self.init(data, rows: rows, count: 1, rowStride: stride, stride: 1)
    }

    package init(_ data: UnsafeMutablePointer<Element>?, rows: Int, count: Int, rowStride: Int, stride: Int) {
        self.data = data
        self.rows = rows
        self.count = count
        self.rowStride = rowStride
        self.stride = stride
    }

    /// Results that exist, each in a place of its own.
    func validated() throws(DivergenceError) {
        let view = RowView(
            data: UnsafePointer(data), rows: rows, count: count, rowStride: rowStride, stride: stride)
        _ = try view.validated(as: .result)
        if (rows > 1 && rowStride == 0 || count > 1 && stride == 0) && rows > 0 && count > 0 {
            throw DivergenceError(.stride, .result)
        }
    }

    func store(_ row: Int, _ index: Int = 0, _ value: Double) {
        data![row * rowStride + index * stride] = Element(value)
    }
}
