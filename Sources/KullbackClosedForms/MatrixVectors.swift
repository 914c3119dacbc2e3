import KullbackPlatform

// Products and solutions with a single vector: each reads the matrix once, along its rows.

/// x := U⁻ᵀ x.
@inline(__always)
func solve<Element: MatrixElement>(
    _ upper: Matrix<Element>, _ reciprocals: UnsafePointer<Element>, _ x: UnsafeMutablePointer<Element>
) {
    for row in 0..<upper.shape.rows {
        x[row] = x[row] * reciprocals[row]
        let known = x[row]
        forEachRight(of: row, upper) { column, element in x[column] = x[column] - element * known }
    }
}

/// x := U⁻¹ x.
@inline(__always)
func solveTransposed<Element: MatrixElement>(
    _ upper: Matrix<Element>, _ reciprocals: UnsafePointer<Element>, _ x: UnsafeMutablePointer<Element>
) {
    for row in stride(from: upper.shape.rows - 1, through: 0, by: -1) {
        var sum = x[row]
        forEachRight(of: row, upper) { column, element in sum = sum - element * x[column] }
        x[row] = sum * reciprocals[row]
    }
}

/// to = (U + offset)ᵀ x.
@inline(__always)
func multiply<Element: MatrixElement>(
    _ upper: Matrix<Element>, offset: Double, _ x: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>
) {
    let rows = upper.shape.rows
    for row in 0..<rows { to[row] = (upper[row, row] + Element(repeating: offset)) * x[row] }
    for row in 0..<rows {
        let known = x[row]
        forEachRight(of: row, upper) { column, element in to[column] = to[column] + element * known }
    }
}

/// to = (U + offset) x.
@inline(__always)
func multiplyTransposed<Element: MatrixElement>(
    _ upper: Matrix<Element>, offset: Double, _ x: UnsafePointer<Element>, _ to: UnsafeMutablePointer<Element>
) {
    for row in 0..<upper.shape.rows {
        var sum = (upper[row, row] + Element(repeating: offset)) * x[row]
        forEachRight(of: row, upper) { column, element in sum = sum + element * x[column] }
        to[row] = sum
    }
}

/// Calls `body` with each column right of the diagonal and the row's element there.
@inline(__always)
private func forEachRight<Element: MatrixElement>(
    of row: Int, _ upper: Matrix<Element>, _ body: (_ column: Int, _ element: Element) -> Void
) {
    let (rows, width) = (upper.shape.rows, upper.shape.width)
    var column = row + 1
    while column < rows {
        let end = min((column / width + 1) * width, rows)
        let elements = upper.column(column) + row * width
        for next in column..<end { body(next, elements[next - column]) }
        column = end
    }
}
