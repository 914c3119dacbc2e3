import KullbackPlatform

private let tileRows = Int(tile_rows)

/// x := U⁻ᵀ x. Panels of a lower triangular x have zeros above their own rows.
@inline(__always)
func solve(
    _ m: kernel_matrices, _ upper: UnsafePointer<Double>, _ reciprocals: UnsafePointer<Double>,
    _ x: UnsafeMutablePointer<Double>, isLower: Bool, _ range: kernel_range
) {
    for panel in range.first_panel..<max(range.first_panel, range.last_panel) {
        let first = isLower ? panel * m.width : 0
        let column = x + m.offset(0, panel * m.width)
        var row = max(range.first_row, first)
        while row < range.last_row {
            let (coefficients, block) = (upper + m.offset(first, row), upper + m.offset(row, row))
            let (done, here) = (column + first * m.stride, column + row * m.stride)
            m.forEachTile { offset, lane in
                tile_solve(
                    coefficients + lane, done + offset, here + offset, row - first, block + lane, m.stride,
                    reciprocals + (row * m.lanes + lane), m.stride, m.lanes)
            }
            row += tileRows
        }
    }
}

/// x = UᵀU, or with `one` x + 1 = (U + 1)ᵀ(U + 1), in place: left-looking, six rows at a time.
@inline(__always)
func factor(
    _ m: kernel_matrices, _ x: UnsafeMutablePointer<Double>, _ reciprocals: UnsafeMutablePointer<Double>,
    offset one: Double, _ tolerances: UnsafePointer<Double>, _ range: kernel_range,
    _ pivots: UnsafeMutablePointer<kernel_pivots>
) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: tileRows * tileRows * 8) {
        guard let block = $0.baseAddress else { return }
        var row = range.first_row
        while row < range.last_row {
            let place = row * m.lanes
            factorBlock(m, x, reciprocals + place, one, tolerances + place, row, block, pivots)
            let right = kernel_range(
                first_row: row, last_row: row + tileRows, first_panel: row / m.width + 1, last_panel: range.last_panel)
            solve(m, x, reciprocals, x, isLower: false, right)
            row += tileRows
        }
    }
}

/// Six rows of the factor, in the panel of their diagonal block.
@inline(__always)
private func factorBlock(
    _ m: kernel_matrices, _ x: UnsafeMutablePointer<Double>, _ reciprocals: UnsafeMutablePointer<Double>, _ one: Double,
    _ tolerances: UnsafePointer<Double>, _ row: Int, _ block: UnsafeMutablePointer<Double>,
    _ pivots: UnsafeMutablePointer<kernel_pivots>
) {
    let diagonal = x + m.offset(row, row)
    let done = x + m.offset(0, row / m.width * m.width)
    let here = done + row * m.stride
    m.forEachTile { offset, lane in
        tile_reduce(x + (m.offset(0, row) + lane), done + offset, here + offset, row, m.stride, m.lanes)
    }
    let width = tileRows * m.lanes
    for i in 0..<tileRows { (block + i * width).update(from: diagonal + i * m.stride, count: width) }
    var lane = 0
    while lane < m.lanes {
        tile_factor(
            block + lane, reciprocals + lane, width, m.lanes, one, tolerances + lane, Double(row), pivots, lane)
        lane += Int(NATIVE_LANES)
    }
    // Of the tile, what is left of the block and the block itself are overwritten: the one says nothing, the other follows.
    m.forEachTile { offset, lane in
        tile_solve(here, here, here + offset, 0, block + lane, width, reciprocals + lane, m.stride, m.lanes)
    }
    for i in 0..<tileRows { (diagonal + i * m.stride).update(from: block + i * width, count: width) }
}

/// The upper half of factor (U + Uᵀ + UᵀU), panel by panel.
@inline(__always)
func gram<Element: MatrixElement>(
    _ m: kernel_matrices, _ upper: Matrix<Element>, factor: Double, _ to: Matrix<Element>, _ range: kernel_range
) {
    let (u, x) = (
        UnsafeMutableRawPointer(upper.base).assumingMemoryBound(to: Double.self),
        UnsafeMutableRawPointer(to.base).assumingMemoryBound(to: Double.self)
    )
    let negated = Element(repeating: -factor)
    for panel in range.first_panel..<range.last_panel {
        let first = panel * m.width
        let (from, target) = (upper.column(first), to.column(first))
        let end = min(first + m.width, m.rows)
        // Negated, because tiles subtract.
        for place in 0..<(end * m.width) { target[place] = .zero - from[place] }
        for row in first..<end {
            let place = row * m.width + (row - first)
            target[place] = target[place] + target[place]
        }
        for row in stride(from: 0, to: end, by: tileRows) {
            m.forEachTile { offset, lane in
                tile_reduce(
                    u + (m.offset(0, row) + lane), u + (m.offset(0, first) + offset),
                    x + (m.offset(row, first) + offset),
                    row + tileRows, m.stride, m.lanes)
            }
        }
        for place in 0..<(end * m.width) { target[place] = target[place] * negated }
    }
}
