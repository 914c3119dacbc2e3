/// The quantile of sorted numbers, linear between the two that it falls between (Hyndman & Fan 1996, type 7).
func quantile(_ sorted: UnsafeMutablePointer<Double>, _ count: Int, _ probability: Double) -> Double {
    let position = probability * Double(count - 1)
    let index = min(Int(position), count - 1)
    let (a, b) = (sorted[index], sorted[min(index + 1, count - 1)])
    let fraction = position - Double(index)
    // Infinity has no part where it has no weight.
    return a == b || fraction == 0 ? a : a + (b - a) * fraction
}

/// Heapsort: in place. The standard library's sort allocates, and stops the process where it cannot.
func sort(_ values: UnsafeMutablePointer<Double>, _ count: Int) {
    func sink(_ start: Int, _ end: Int) {
        let value = values[start]
        var parent = start
        while 2 * parent + 1 < end {
            var child = 2 * parent + 1
            if child + 1 < end, values[child] < values[child + 1] { child += 1 }
            if !(value < values[child]) { break }
            values[parent] = values[child]
            parent = child
        }
        values[parent] = value
    }
    for start in stride(from: count / 2 - 1, through: 0, by: -1) { sink(start, count) }
    for end in stride(from: count - 1, to: 0, by: -1) {
        (values[0], values[end]) = (values[end], values[0])
        sink(0, end)
    }
}
