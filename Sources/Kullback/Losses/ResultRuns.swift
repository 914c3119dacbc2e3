// Results that are written block by block.

extension ResultView {
    /// Where kernels may write part of a row, if they may.
    func direct(_ row: Int, _ range: Range<Int>) -> UnsafeMutablePointer<Double>? {
        guard type == .f64, stride == 1 else { return nil }
        return data.map { $0.assumingMemoryBound(to: Double.self) + (row * rowStride + range.lowerBound) }
    }

    /// Stores part of a row.
    func store(_ row: Int, _ range: Range<Int>, _ values: UnsafePointer<Double>) {
        guard type == .f32, stride == 1, let data else {
            for index in 0..<range.count { store(row, range.lowerBound + index, values[index]) }
            return
        }
        let target = data.assumingMemoryBound(to: Float.self) + (row * rowStride + range.lowerBound)
        for index in 0..<range.count { target[index] = Float(values[index]) }
    }

    /// Whether a byte of the results may be one of the rows'.
    func overlaps(_ rows: RowView) -> Bool {
        let own = RowView(data: data, type: type, rows: self.rows, count: count, rowStride: rowStride, stride: stride)
        guard let a = own.extent, let b = rows.extent else { return false }
        return a.overlaps(b)
    }
}

extension RowView {
    /// The addresses between the first and the last byte, of valid rows.
    fileprivate var extent: Range<UInt>? {
        guard let data, rows > 0, count > 0 else { return nil }
        let (lastRow, lastIndex) = ((rows - 1) * rowStride, (count - 1) * stride)
        let first = UInt(bitPattern: data) &+ UInt(bitPattern: (min(0, lastRow) + min(0, lastIndex)) * type.size)
        let last = UInt(bitPattern: data) &+ UInt(bitPattern: (max(0, lastRow) + max(0, lastIndex) + 1) * type.size)
        return first <= last ? first..<last : nil
    }
}
