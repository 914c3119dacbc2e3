import KullbackPlatform

extension Lane {
    @inline(__always)
    static func load(_ pointer: UnsafePointer<Double>) -> Lane {
        UnsafeRawPointer(pointer).loadUnaligned(as: Lane.self)
    }

    /// The last `count` < 8 numbers, then `padding`. Built from halves: elements stored one by one and then loaded
    /// as a vector would have to wait for the stores.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<Double>, count: Int, padding: Double) -> Lane {
        if count == 8 { return load(pointer) }
        func element(_ index: Int) -> Double { index < count ? pointer[index] : padding }
        let low = SIMD4(element(0), element(1), element(2), element(3))
        let high = SIMD4(element(4), element(5), element(6), padding)
        return Lane(lowHalf: low, highHalf: high)
    }

    /// Writes the first `count` lanes.
    @inline(__always)
    func store(_ pointer: UnsafeMutablePointer<Double>, count: Int) {
        if count == 8 {
            UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Lane.self)
        } else {
            for lane in 0..<count { pointer[lane] = self[lane] }
        }
    }
}

/// Elements (a multiple of eight) whose sums are carried in plain lanes before they are folded into compensated
/// ones: the rounding error within a block is at most 128 u, and far less on average.
let blockLength = Int(kernel_block_length)

/// Calls `body(offset, lanes)` for each group of eight among `count` elements, the last one padded, and
/// `fold` after each block.
@inline(__always)
func forEachGroup(_ count: Int, _ body: (_ offset: Int, _ lanes: Int) -> Void, fold: () -> Void) {
    var start = 0
    while start < count {
        let end = min(start + blockLength, count)
        while start < end {
            body(start, min(8, end - start))
            start += 8
        }
        fold()
        start = end
    }
}
