import KullbackPlatform

/// A type of number that kernels read: eight at a time, as doubles.
protocol KernelElement: BinaryFloatingPoint {
    associatedtype Eight
    static func widen(_ eight: Eight) -> Lane
}

extension Double: KernelElement {
    @inline(__always)
    static func widen(_ eight: SIMD8<Double>) -> Lane { eight }
}

extension Float: KernelElement {
    @inline(__always)
    static func widen(_ eight: SIMD8<Float>) -> Lane { lane_widen8(eight) }
}

extension KernelElement {
    @inline(__always)
    static func load(_ pointer: UnsafePointer<Self>) -> Lane {
        widen(UnsafeRawPointer(pointer).loadUnaligned(as: Eight.self))
    }

    /// The last `count` < 8 numbers, then `padding`. Built from halves: elements stored one by one and then loaded
    /// as a vector would have to wait for the stores.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<Self>, count: Int, padding: Double) -> Lane {
        func element(_ index: Int) -> Double { index < count ? Double(pointer[index]) : padding }
        let low = SIMD4(element(0), element(1), element(2), element(3))
        let high = SIMD4(element(4), element(5), element(6), padding)
        return Lane(lowHalf: low, highHalf: high)
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
