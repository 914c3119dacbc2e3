import KullbackPlatform

/// The lower half of the caller's matrices, as the upper one.
@inline(__always)
func gather<Element: MatrixElement>(_ numbers: kernel_numbers, _ upper: Matrix<Element>) {
    let m = upper.shape
    for row in 0..<m.rows {
        if row >= m.dimension {
            let column = upper.column(row)
            for above in 0..<row { column[above * m.width] = .zero }
            column[row * m.width] = .one
            continue
        }
        let (from, to) = (numbers.data + row * numbers.row, upper.column(row))
        for column in 0...row { to[column * m.width] = Element.read(from + column * numbers.column, numbers) }
    }
    // Columns that fill the last panel.
    for column in stride(from: m.rows, to: m.panels * m.width, by: 1) {
        for row in 0..<m.rows { upper[row, column] = .zero }
    }
}

@inline(__always)
func gatherVector<Element: MatrixElement>(_ m: kernel_matrices, _ numbers: kernel_numbers, _ to: UnsafeMutablePointer<Element>) {
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
func toLower<Element: MatrixElement>(
    _ from: Matrix<Element>, minus: Matrix<Element>?, _ to: Matrix<Element>, _ range: kernel_range
) {
    if let minus {
        fill(to, range) { row, column in column <= row ? from[column, row] - minus[column, row] : .zero }
    } else {
        fill(to, range) { row, column in column <= row ? from[column, row] : .zero }
    }
}

@inline(__always)
func toUpper<Element: MatrixElement>(_ from: Matrix<Element>, _ to: Matrix<Element>, _ range: kernel_range) {
    fill(to, range) { row, column in row <= column ? from[column, row] : .zero }
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
