import KullbackPlatform

/// Work, in elements, below which starting a thread costs more than it saves.
private let elementsPerThread = 1 << 17

/// How many threads to use for so many elements: as many as asked for, or by the amount of work.
func threadCount(asked: Int, elements: Int) -> Int {
    if asked > 0 { return asked }
    if elements < 2 * elementsPerThread { return 1 }
    return min(Int(platform_thread_count()), elements / elementsPerThread)
}

/// Calls `body` for each index below `count`, on at most `threads` threads, in any order.
func parallel(_ count: Int, threads: Int, _ body: (Int) -> Void) {
    if threads <= 1 || count <= 1 {
        for index in 0..<count { body(index) }
        return
    }
    withoutActuallyEscaping(body) { body in
        withUnsafePointer(to: body) { context in
            platform_parallel(
                Int32(clamping: count), Int32(clamping: threads),
                { context, index in context!.assumingMemoryBound(to: ((Int) -> Void).self).pointee(Int(index)) },
                UnsafeMutableRawPointer(mutating: context))
        }
    }
}

/// Memory for `count` values of a trivial type, or nil.
func allocate<Value>(_ type: Value.Type, _ count: Int) -> UnsafeMutablePointer<Value>? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
    guard !overflow, let memory = platform_allocate(max(bytes, 1)) else { return nil }
    return memory.bindMemory(to: type, capacity: count)
}

/// Gives back what `allocate` gave.
func release<Value>(_ memory: UnsafeMutablePointer<Value>) { platform_free(memory) }

/// Computes one value per row and stores them all, or throws the first row's error and stores nothing.
///
/// Values are kept aside until the last one is there, so `store` may overwrite what `compute` reads.
@inline(__always)
func forEachRow<Value>(
    _ rows: Int, threads: Int, compute: (Int) throws(DivergenceError) -> Value, store: (Int, Value) -> Void
) throws(DivergenceError) {
    if rows == 1 {
        store(0, try compute(0))
        return
    }
    guard let values = allocate(Value.self, rows) else { throw DivergenceError(.outOfMemory) }
    defer { platform_free(values) }
    try computeRows(rows, threads: threads, into: values, compute)
    for row in 0..<rows { store(row, values[row]) }
}

@inline(__always)
private func computeRows<Value>(
    _ rows: Int, threads: Int, into values: UnsafeMutablePointer<Value>,
    _ compute: (Int) throws(DivergenceError) -> Value
) throws(DivergenceError) {
    if threads <= 1 {
        for row in 0..<rows { (values + row).initialize(to: try compute(row)) }
        return
    }
    // Several groups per thread even out the load; each stops at its first error.
    let groups = min(rows, 8 * min(threads, 256))
    guard let errors = allocate(DivergenceError?.self, groups) else { throw DivergenceError(.outOfMemory) }
    defer { platform_free(errors) }
    parallel(groups, threads: threads) { group in
        let first = rows / groups * group + min(rows % groups, group)
        let last = first + rows / groups + (group < rows % groups ? 1 : 0)
        (errors + group).initialize(to: nil)
        do throws(DivergenceError) {
            for row in first..<last { (values + row).initialize(to: try compute(row)) }
        } catch {
            errors[group] = error
        }
    }
    for group in 0..<groups {
        if let error = errors[group] { throw error }
    }
}

/// Threads go across rows where there are enough of them, else into each row.
struct ThreadPlan {
    let acrossRows: Int
    let withinRow: Int

    init(_ settings: Settings, rows: Int, count: Int) {
        let (elements, overflow) = rows.multipliedReportingOverflow(by: count)
        let threads = threadCount(asked: settings.threads, elements: overflow ? .max : elements)
        acrossRows = rows >= threads ? threads : 1
        withinRow = rows >= threads ? 1 : threads
    }
}
