import KullbackPlatform

/// Matrices of one shape, as kernels take them, and the threads that work on each.
struct MatrixSpace {
    let shape: kernel_matrices
    let threads: Int

    /// Up to this dimension matrices are interleaved by eights. It decides by the dimension only, so that results do not
    /// depend on what else is in a batch.
    private static let largestInterleaved = 64

    init(dimension: Int, threads: Int) {
        let isSmall = dimension <= Self.largestInterleaved
        let width = isSmall ? 6 : 24
        shape = kernel_matrices(
            dimension: dimension, rows: (dimension + 5) / 6 * 6, width: width, panels: (dimension + width - 1) / width,
            lanes: isSmall ? 8 : 1)
        self.threads = threads
    }

    var lanes: Int { shape.lanes }
    var vectorSize: Int { shape.rows * shape.lanes }
    var matrixSize: Int { shape.panels * shape.width * shape.rows * shape.lanes }

    var functions: matrix_functions { platform_closed_forms().pointee.matrices }

    private func range(_ panels: Range<Int>, rows: Range<Int>? = nil) -> kernel_range {
        let rows = rows ?? 0..<shape.rows
        return kernel_range(
            first_row: rows.lowerBound, last_row: rows.upperBound, first_panel: panels.lowerBound,
            last_panel: panels.upperBound)
    }

    /// Calls `body` for all panels, on several threads one by one.
    private func forEachPanels(_ panels: Range<Int>? = nil, rows: Range<Int>? = nil, _ body: (kernel_range) -> Void) {
        let panels = panels ?? 0..<shape.panels
        if threads <= 1 || panels.count < 2 { return body(range(panels, rows: rows)) }
        parallel(panels.count, threads: threads) { index in
            let panel = panels.lowerBound + index
            body(range(panel..<(panel + 1), rows: rows))
        }
    }

    /// x = UᵀU, or with offset 1 x + 1 = (U + 1)ᵀ(U + 1).
    func factor(
        _ x: UnsafeMutablePointer<Double>, _ reciprocals: UnsafeMutablePointer<Double>, offset: Double = 0,
        _ tolerances: UnsafePointer<Double>
    ) -> kernel_pivots {
        let none: [8 of Double] = [-1, -1, -1, -1, -1, -1, -1, -1]
        var pivots = kernel_pivots()
        pivots.index = (none[0], none[1], none[2], none[3], none[4], none[5], none[6], none[7])
        withUnsafePointer(to: shape) { shape in
            // Blocks of rows: the diagonal one first, then those right of it by panels.
            let height = threads > 1 ? 4 * self.shape.width : max(self.shape.rows, 1)
            for first in stride(from: 0, to: self.shape.rows, by: height) {
                let rows = first..<min(first + height, self.shape.rows)
                let next = min(rows.upperBound + self.shape.width - 1, self.shape.panels * self.shape.width)
                let panels = 0..<(next / self.shape.width)
                withUnsafePointer(to: range(panels, rows: rows)) {
                    functions.factor(shape, x, reciprocals, offset, tolerances, $0, &pivots)
                }
                forEachPanels(panels.upperBound..<self.shape.panels, rows: rows) { part in
                    withUnsafePointer(to: part) { functions.solve(shape, x, reciprocals, x, 0, $0) }
                }
            }
        }
        return pivots
    }

    /// x := U⁻ᵀ x.
    func solve(
        _ upper: UnsafePointer<Double>, _ reciprocals: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>,
        isLower: Bool
    ) {
        withUnsafePointer(to: shape) { shape in
            forEachPanels { part in
                withUnsafePointer(to: part) {
                    functions.solve(shape, upper, reciprocals, x, isLower ? 1 : 0, $0)
                }
            }
        }
    }

    /// Calls a kernel that works panel by panel.
    func byPanels(_ kernel: (UnsafePointer<kernel_matrices>, UnsafePointer<kernel_range>) -> Void) {
        withUnsafePointer(to: shape) { shape in
            forEachPanels { part in
                withUnsafePointer(to: part) { kernel(shape, $0) }
            }
        }
    }

    /// Calls a kernel that works on one vector or diagonal.
    func whole<R>(_ kernel: (UnsafePointer<kernel_matrices>) -> R) -> R { withUnsafePointer(to: shape, kernel) }

    /// The sums per lane that a kernel writes.
    func sums(_ kernel: (UnsafePointer<kernel_matrices>, UnsafeMutablePointer<Double>) -> Void) -> Lane {
        var sums = Lane.zero
        withUnsafeMutablePointer(to: &sums) { sums in
            withUnsafePointer(to: shape) {
                kernel($0, UnsafeMutableRawPointer(sums).assumingMemoryBound(to: Double.self))
            }
        }
        return sums
    }
}
