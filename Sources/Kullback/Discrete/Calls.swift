// From the public functions' arguments to the engine.

// Arrays are read through their own `withUnsafeBufferPointer`, not through their spans: Swift 6.3.1 may otherwise
// drop the stores into an array that only the call refers to (Tests/KullbackTests/TemporaryArrayTests.swift).

func single<Element: Scalar>(
    _ quantity: Quantity, _ p: [Element], _ options: Options
) throws(DivergenceError) -> Element {
    try p.withUnsafeBufferPointer { p throws(DivergenceError) in try single(quantity, p, options) }
}

func single<Element: Scalar>(
    _ quantity: Quantity, _ p: Span<Element>, _ options: Options
) throws(DivergenceError) -> Element {
    try p.withUnsafeBufferPointer { p throws(DivergenceError) in try single(quantity, p, options) }
}

private func single<Element: Scalar>(
    _ quantity: Quantity, _ p: UnsafeBufferPointer<Element>, _ options: Options
) throws(DivergenceError) -> Element {
    try withResult { result throws(DivergenceError) in try entropy(quantity, RowView(p), options, result) }
}

func single<Element: Scalar>(
    _ quantity: Quantity, _ p: [Element], _ q: [Element], _ options: Options
) throws(DivergenceError) -> Element {
    try p.withUnsafeBufferPointer { p throws(DivergenceError) in
        try q.withUnsafeBufferPointer { q throws(DivergenceError) in try single(quantity, p, q, options) }
    }
}

func single<Element: Scalar>(
    _ quantity: Quantity, _ p: Span<Element>, _ q: Span<Element>, _ options: Options
) throws(DivergenceError) -> Element {
    try p.withUnsafeBufferPointer { p throws(DivergenceError) in
        try q.withUnsafeBufferPointer { q throws(DivergenceError) in try single(quantity, p, q, options) }
    }
}

private func single<Element: Scalar>(
    _ quantity: Quantity, _ p: UnsafeBufferPointer<Element>, _ q: UnsafeBufferPointer<Element>, _ options: Options
) throws(DivergenceError) -> Element {
    try withResult { result throws(DivergenceError) in
        try divergence(quantity, RowView(p), RowView(q), options, result)
    }
}

func batch<Element: Scalar>(
    _ quantity: Quantity, _ p: Rows<Element>, _ options: Options
) throws(DivergenceError) -> [Element] {
    try p.withView(.p) { pView throws(DivergenceError) in
        try withResults(pView.rows) { result throws(DivergenceError) in
            try entropy(quantity, pView, options, result)
        }
    }
}

func batch<Element: Scalar>(
    _ quantity: Quantity, _ p: Rows<Element>, _ q: Rows<Element>, _ options: Options
) throws(DivergenceError) -> [Element] {
    try p.withView(.p) { pView throws(DivergenceError) in
        try q.withView(.q) { qView throws(DivergenceError) in
            try withResults(pView.rows) { result throws(DivergenceError) in
                try divergence(quantity, pView, qView, options, result)
            }
        }
    }
}

/// One result, written through a view.
func withResult<Element: Scalar>(
    _ body: (ResultView) throws(DivergenceError) -> Void
) throws(DivergenceError) -> Element {
    var value: Element = 0
    try withUnsafeMutablePointer(to: &value) { result throws(DivergenceError) in
        try body(ResultView(result, rows: 1, stride: 1))
    }
    return value
}

/// One result per row, written through a view.
func withResults<Element: Scalar>(
    _ count: Int, _ body: (ResultView) throws(DivergenceError) -> Void
) throws(DivergenceError) -> [Element] {
    var failure: DivergenceError?
    let values = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
        do throws(DivergenceError) {
            try body(ResultView(buffer.baseAddress, rows: count, stride: 1))
            initialized = count
        } catch {
            failure = error
        }
    }
    if let failure { throw failure }
    return values
}

/// One row of results, one per element, written through a view.
func withElements<Element: Scalar>(
    _ count: Int, _ body: (ResultView) throws(DivergenceError) -> Void
) throws(DivergenceError) -> [Element] {
    var values = [Element](repeating: 0, count: count)
    try values.withUnsafeMutableBufferPointer { buffer throws(DivergenceError) in
        try body(ResultView(buffer.baseAddress, rows: 1, count: count, rowStride: count, stride: 1))
    }
    return values
}
