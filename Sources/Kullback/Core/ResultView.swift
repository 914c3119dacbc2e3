import KullbackPlatform

/// Where results go: one per row, or one per element of a row.
package struct ResultView {
    var data: UnsafeMutableRawPointer?
    let type: _ElementType
    var rows: Int
    var count: Int
    var rowStride: Int
    var stride: Int

    /// One result per row.
    @inline(__always)
    package init<Element: RowElement>(_ data: UnsafeMutablePointer<Element>?, rows: Int, stride: Int) {
        self.init(data, rows: rows, count: 1, rowStride: stride, stride: 1)
    }

    @inline(__always)
    package init<Element: RowElement>(
        _ data: UnsafeMutablePointer<Element>?, rows: Int, count: Int, rowStride: Int, stride: Int
    ) {
        self.init(
            data: UnsafeMutableRawPointer(data), type: Element._type, rows: rows, count: count, rowStride: rowStride,
            stride: stride)
    }

    package init(
        data: UnsafeMutableRawPointer?, type: _ElementType, rows: Int, count: Int, rowStride: Int, stride: Int
    ) {
        self.data = data
        self.type = type
        self.rows = rows
        self.count = count
        self.rowStride = rowStride
        self.stride = stride
    }

    /// Results that exist, each in a place of its own.
    package func validated(as argument: DivergenceError.Argument = .result) throws(DivergenceError) {
        let view = RowView(
            data: data, type: type, rows: rows, count: count, rowStride: rowStride, stride: stride)
        _ = try view.validated(as: argument)
        if overlaps { throw DivergenceError(.stride, argument) }
    }

    /// Two results share a place if and only if i · rowStride = j · stride for some |i| < rows and |j| < count that
    /// are not both 0; the smallest such i and j are the strides divided by their greatest common divisor.
    private var overlaps: Bool {
        if rows == 0 || count == 0 || rows == 1 && count == 1 { return false }
        let divisor = greatestCommonDivisor(rowStride.magnitude, stride.magnitude)
        if divisor == 0 { return rows > 1 || count > 1 }
        return stride.magnitude / divisor < UInt(rows) && rowStride.magnitude / divisor < UInt(count)
    }

    func store(_ row: Int, _ index: Int = 0, _ value: Double) {
        type.store(canonical(value), data!, row * rowStride + index * stride)
    }

    /// Stores part of a row. NaN has its one bit pattern already.
    func store(_ row: Int, _ range: Range<Int>, _ values: UnsafePointer<Double>) {
        guard let data else { return }
        let first = row * rowStride + range.lowerBound * stride
        if stride == 1, let kernelType = type.kernelType {
            kernels.pointee.narrow(kernelType, values, range.count, data + first * type.size)
        } else {
            for index in 0..<range.count { type.store(values[index], data, first + index * stride) }
        }
    }
}

private func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}

/// NaN with one bit pattern: which of several NaN an operation passes on differs between processors.
package func canonical(_ x: Double) -> Double { x.isNaN ? .nan : x }
