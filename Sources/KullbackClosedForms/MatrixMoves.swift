import KullbackPlatform

// All of these go through the panels of what they write, row by row: what they read of the other matrix's columns then
// stays in the first-level cache.

/// Calls `body` with each row of some panels, from the panel's own first row on or up to its last one, its elements, and
/// how many of them are left of and on the diagonal.
@inline(__always)
private func forEachRow<Element: MatrixElement>(
    _ to: Matrix<Element>, _ range: kernel_range, isLower: Bool,
    _ body: (_ row: Int, _ first: Int, _ elements: UnsafeMutablePointer<Element>, _ count: Int) -> Void
) {
    let (rows, width) = (to.shape.rows, to.shape.width)
    for panel in range.first_panel..<range.last_panel {
        let first = panel * width
        for row in (isLower ? first : 0)..<(isLower ? max(rows, first) : min(first + width, rows)) {
            body(row, first, to.column(first) + row * width, max(0, min(row - first + 1, width)))
        }
    }
}

/// The lower half of the caller's matrices, as the upper one.
@inline(__always)
func gather<Element: MatrixElement>(_ numbers: kernel_numbers, _ upper: Matrix<Element>, _ range: kernel_range) {
    let (dimension, width) = (upper.shape.dimension, upper.shape.width)
    forEachRow(upper, range, isLower: false) { row, first, to, _ in
        guard row < dimension else {
            for place in 0..<width { to[place] = first + place == row ? .one : .zero }
            return
        }
        let from = numbers.data + row * numbers.column
        for place in 0..<width {
            let column = first + place
            to[place] =
                column < row || column >= dimension ? .zero : Element.read(from + column * numbers.row, numbers)
        }
    }
}

@inline(__always)
func gatherVector<Element: MatrixElement>(
    _ m: kernel_matrices, _ numbers: kernel_numbers, _ to: UnsafeMutablePointer<Element>
) {
    for row in 0..<m.rows {
        to[row] = row < m.dimension ? Element.read(numbers.data + row * numbers.row, numbers) : .zero
    }
}

@inline(__always)
func diagonal<Element: MatrixElement>(
    _ x: Matrix<Element>, offset: Double, _ diagonal: UnsafeMutablePointer<Element>,
    _ reciprocals: UnsafeMutablePointer<Element>
) {
    for row in 0..<x.shape.rows {
        let element = x[row, row] + Element(repeating: offset)
        diagonal[row] = element
        reciprocals[row] = .one / element
    }
}

@inline(__always)
func toLower<Element: MatrixElement>(
    _ from: Matrix<Element>, minus: Matrix<Element>?, _ to: Matrix<Element>, _ range: kernel_range
) {
    let width = to.shape.width
    forEachRow(to, range, isLower: true) { row, first, to, count in
        let a = from.column(row) + first * width
        if let minus {
            let b = minus.column(row) + first * width
            for place in 0..<count { to[place] = a[place * width] - b[place * width] }
        } else {
            for place in 0..<count { to[place] = a[place * width] }
        }
        for place in count..<width { to[place] = .zero }
    }
}

@inline(__always)
func toUpper<Element: MatrixElement>(_ from: Matrix<Element>, _ to: Matrix<Element>, _ range: kernel_range) {
    let (rows, width) = (to.shape.rows, to.shape.width)
    forEachRow(to, range, isLower: false) { row, first, to, _ in
        let a = from.column(row) + first * width
        for place in 0..<width {
            to[place] = first + place < row || first + place >= rows ? .zero : a[place * width]
        }
    }
}

/// Sets each element of some panels to what `element` says of its row and column.
@inline(__always)
private func fill<Element: MatrixElement>(
    _ to: Matrix<Element>, _ range: kernel_range, _ element: (_ row: Int, _ column: Int) -> Element
) {
    let (rows, width) = (to.shape.rows, to.shape.width)
    for panel in range.first_panel..<range.last_panel {
        let target = to.column(panel * width)
        for row in 0..<rows {
            for place in 0..<width {
                let column = panel * width + place
                target[row * width + place] = column < rows ? element(row, column) : .zero
            }
        }
    }
}

@inline(__always)
func toSymmetric<Element: MatrixElement>(
    _ from: Matrix<Element>, minus: Matrix<Element>, _ to: Matrix<Element>, _ range: kernel_range
) {
    fill(to, range) { row, column in
        let (row, column) = (min(row, column), max(row, column))
        return from[row, column] - minus[row, column]
    }
}

@inline(__always)
func transpose<Element: MatrixElement>(_ from: Matrix<Element>, _ to: Matrix<Element>, _ range: kernel_range) {
    fill(to, range) { row, column in from[column, row] }
}
