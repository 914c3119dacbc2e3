import KullbackPlatform

/// An element of matrices in memory: of eight interleaved ones, or of a large one.
protocol MatrixElement: BitwiseCopyable {
    static var zero: Self { get }
    static var one: Self { get }
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
    init(repeating: Double)
    /// The numbers of a place in the caller's batch.
    static func read(_ data: UnsafePointer<Double>, _ numbers: kernel_numbers) -> Self
}

extension Double: MatrixElement {
    static var one: Double { 1 }
    @inline(__always) init(repeating x: Double) { self = x }

    @inline(__always)
    static func read(_ data: UnsafePointer<Double>, _ numbers: kernel_numbers) -> Double { data.pointee }
}

extension Lane: MatrixElement {
    static var one: Lane { Lane(repeating: 1) }

    @inline(__always)
    static func read(_ data: UnsafePointer<Double>, _ numbers: kernel_numbers) -> Lane {
        @inline(__always) func number(_ lane: Int) -> Double { data[lane < numbers.count ? lane * numbers.batch : 0] }
        return Lane(
            lowHalf: SIMD4(number(0), number(1), number(2), number(3)),
            highHalf: SIMD4(number(4), number(5), number(6), number(7)))
    }
}

/// Matrices in memory whose elements are of a type that is known when the code is compiled.
struct Matrix<Element: MatrixElement> {
    let shape: kernel_matrices
    let base: UnsafeMutablePointer<Element>

    @inline(__always)
    init(_ shape: kernel_matrices, _ data: UnsafePointer<Double>) {
        self.shape = shape
        base = UnsafeMutableRawPointer(mutating: data).assumingMemoryBound(to: Element.self)
    }

    /// Elements of a column are `shape.width` apart, those of a panel's row side by side.
    @inline(__always)
    func column(_ column: Int) -> UnsafeMutablePointer<Element> {
        base + (column / shape.width * shape.rows * shape.width + column % shape.width)
    }

    @inline(__always)
    subscript(row: Int, column: Int) -> Element {
        get { self.column(column)[row * shape.width] }
        nonmutating set { self.column(column)[row * shape.width] = newValue }
    }
}

extension kernel_matrices {
    /// Doubles from one row of a panel to the next.
    @inline(__always) var stride: Int { width * lanes }

    /// Where element (row, column) is.
    @inline(__always)
    func offset(_ row: Int, _ column: Int) -> Int { ((column / width * rows + row) * width + column % width) * lanes }

    /// Calls `body` with the shape as the compiler is to see it: its tiles are specialised for one and for eight lanes.
    @inline(__always)
    func specialized(one: (kernel_matrices) -> Void, eight: (kernel_matrices) -> Void) {
        var shape = self
        if lanes == 1 {
            (shape.width, shape.lanes) = (24, 1)
            one(shape)
        } else {
            (shape.width, shape.lanes) = (6, 8)
            eight(shape)
        }
    }

    /// Calls `body` with the offset within a row, and that within a group of interleaved matrices, of each tile of a panel.
    @inline(__always)
    func forEachTile(_ body: (_ offset: Int, _ lane: Int) -> Void) {
        var lane = 0
        while lane < lanes {
            var offset = lane
            while offset < stride {
                body(offset, lane)
                offset += Int(TILE_VECTORS) * tile_step(lanes)
            }
            lane += Int(NATIVE_LANES)
        }
    }
}
