import KullbackPlatform

// Sums of eight interleaved matrices or vectors, one per lane, and of a large one.

/// The sum of squares of each of eight interleaved vectors.
func squares(_ m: kernel_matrices, _ x: UnsafePointer<Lane>, _ sums: UnsafeMutablePointer<Double>) {
    var total = CompensatedSum<Lane>()
    for row in 0..<m.rows { total.add(x[row] * x[row]) }
    store(total, sums)
}

/// The sum of squares of one vector.
func squares(_ m: kernel_matrices, _ x: UnsafePointer<Double>, _ sums: UnsafeMutablePointer<Double>) {
    sums[0] = sumOfSquares(x, m.rows).value
}

/// The squares of lower triangular matrices' elements: column sums of each panel, then their sum.
func squares(_ x: Matrix<Lane>, _ sums: UnsafeMutablePointer<Double>) {
    let m = x.shape
    var total = CompensatedSum<Lane>()
    for panel in 0..<m.panels {
        let first = panel * m.width
        let column = x.column(first)
        for row in first..<m.rows {
            var sum = Lane.zero
            for place in 0..<m.width { sum += column[row * m.width + place] * column[row * m.width + place] }
            total.add(sum)
        }
    }
    store(total, sums)
}

func squares(_ x: Matrix<Double>, _ sums: UnsafeMutablePointer<Double>) {
    let m = x.shape
    var total = CompensatedSum<Double>()
    for panel in 0..<m.panels {
        let first = panel * m.width
        total.add(sumOfSquares(x.column(first) + first * m.width, max(0, m.rows - first) * m.width))
    }
    sums[0] = total.value
}

private func sumOfSquares(_ x: UnsafePointer<Double>, _ count: Int) -> CompensatedSum<Double> {
    var (sum, total) = (Lane.zero, CompensatedSum<Lane>())
    forEachGroup(count) { offset, lanes in
        let element = Lane.load(x + offset, count: lanes, padding: 0)
        sum += element * element
    } fold: {
        total.add(sum)
        sum = .zero
    }
    return total.total
}

/// Sums that are not finite have no rounding error to speak of.
private func store(_ sum: CompensatedSum<Lane>, _ to: UnsafeMutablePointer<Double>) {
    select(sum.high.magnitude .< .infinity, sum.high + sum.low, sum.high).store(to, count: 8)
}

/// 2 (f - log(1 + f)) of 1 + f = p / q and p - q: never negative, f² near 0.
@inline(__always)
private func excess(_ p: Lane, _ q: Lane, _ difference: Lane) -> Lane {
    let f = difference / q
    let ratio = logRatio(p, q, difference: difference)
    // With s = (p - q) / (p + q), f - 2 atanh(s) = s f - 2 (atanh(s) - s), of which the last is at most a tenth.
    return 2 * select(ratio.k .== 0, ratio.s * f - 2 * ratio.w, f - ratio.value)
}

/// The sums of excesses along the diagonals of eight matrices.
@inline(never)
func excesses(_ m: kernel_matrices, _ d: kernel_diagonals, _ sums: UnsafeMutablePointer<Double>) {
    var total = CompensatedSum<Lane>()
    for row in 0..<m.rows {
        total.add(excess(Lane.load(d.p + row * 8), Lane.load(d.q + row * 8), Lane.load(d.difference + row * 8)))
    }
    store(total, sums)
}

/// The sum of excesses along the diagonal of one matrix.
@inline(never)
func excess(_ m: kernel_matrices, _ d: kernel_diagonals, _ sums: UnsafeMutablePointer<Double>) {
    var total = CompensatedSum<Lane>()
    forEachGroup(m.rows) { offset, lanes in
        total.add(
            excess(
                Lane.load(d.p + offset, count: lanes, padding: 1), Lane.load(d.q + offset, count: lanes, padding: 1),
                Lane.load(d.difference + offset, count: lanes, padding: 0)))
    } fold: {
    }
    sums[0] = total.total.value
}
