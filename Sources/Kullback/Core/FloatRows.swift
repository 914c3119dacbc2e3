import KullbackPlatform

/// Calls `body` with room for four blocks of floats.
@inline(__always)
func withFloatBlocks<R>(
    _ body: (
        UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>,
        UnsafeMutablePointer<Float>
    ) -> R
) -> R {
    withRoom { room in
        let first = UnsafeMutableRawPointer(room).assumingMemoryBound(to: Float.self)
        let length = Int(kernel_block_length)
        return body(first, first + length, first + 2 * length, first + 3 * length)
    }
}

extension RowView {
    /// Whether kernels for floats may read the rows where they are.
    var isContiguousFloats: Bool { type == .f32 && stride == 1 }

    /// Whether kernels for floats may read the rows.
    var isNarrow: Bool { type.kernelType != nil }

    /// Where part of a row begins.
    func address(_ row: Int, _ range: Range<Int>) -> UnsafeRawPointer {
        data! + (row * rowStride + range.lowerBound * stride) * type.size
    }

    /// Part of a narrow row without gaps: where it lies, or copied to the end of `block`, so that it may be widened into
    /// the same block: the floats that are written overtake none that is still to be read.
    func gathered(
        _ row: Int, _ range: Range<Int>, _ block: UnsafeMutablePointer<Float>
    ) -> UnsafeRawPointer {
        if stride == 1 { return address(row, range) }
        let place = UnsafeMutableRawPointer(block + Int(kernel_block_length)) - range.count * type.size
        if type.size == 4 {
            gather(row, range, place.assumingMemoryBound(to: UInt32.self))
        } else {
            gather(row, range, place.assumingMemoryBound(to: UInt16.self))
        }
        return UnsafeRawPointer(place)
    }

    private func gather<Bits>(_ row: Int, _ range: Range<Int>, _ place: UnsafeMutablePointer<Bits>) {
        let first = address(row, range).assumingMemoryBound(to: Bits.self)
        for index in 0..<range.count { place[index] = first[index * stride] }
    }

    /// Part of a narrow row as floats: where it lies, or copied to `block`.
    func floats(
        _ row: Int, _ range: Range<Int>, _ block: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Float> {
        guard let kernelType = type.kernelType else { return UnsafePointer(block) }
        let place = gathered(row, range, block)
        if type == .f32 { return place.assumingMemoryBound(to: Float.self) }
        kernels.pointee.widen_floats(kernelType, place, range.count, block)
        return UnsafePointer(block)
    }
}

/// Results of more bytes go past the caches: they would only drive out other data.
private let streamedBytes = 1 << 23

extension ResultView {
    var isStreamed: Bool { rows.multipliedReportingOverflow(by: count * type.size).partialValue >= streamedBytes }

    /// Where kernels may write part of a row of floats themselves.
    func floats(_ row: Int, _ range: Range<Int>) -> UnsafeMutablePointer<Float>? {
        guard type == .f32, stride == 1, let data else { return nil }
        return data.assumingMemoryBound(to: Float.self) + (row * rowStride + range.lowerBound)
    }

    /// Stores part of a row of floats.
    func store(_ row: Int, _ range: Range<Int>, _ values: UnsafePointer<Float>) {
        guard let data else { return }
        let first = row * rowStride + range.lowerBound * stride
        if stride == 1, let kernelType = type.kernelType {
            kernels.pointee.narrow_floats(
                kernelType, values, range.count, data + first * type.size, isStreamed ? 1 : 0)
        } else {
            for index in 0..<range.count { type.store(Double(values[index]), data, first + index * stride) }
        }
    }
}
