// Results that are written block by block.

extension ResultView {
    /// Where kernels may write part of a row, if they may.
    func direct(_ row: Int, _ range: Range<Int>) -> UnsafeMutablePointer<Double>? {
        guard type == .f64, stride == 1 else { return nil }
        return data.map { $0.assumingMemoryBound(to: Double.self) + (row * rowStride + range.lowerBound) }
    }
}
