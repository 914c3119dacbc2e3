import KullbackPlatform

/// Samples drawn per call of a sampler. A multiple of the block and a divisor of the chunk that log ratios are
/// reduced in, so that an estimate from callbacks has the bits of one from the same log ratios in an array.
let monteCarloBatch = 4096

/// Draws samples of p in batches and averages. The callbacks return 0, or another number to stop.
package func monteCarlo<Element: Scalar>(
    _ estimator: Estimator, dimension: Int, count: Int, _ options: Options,
    sampler: (_ count: Int, UnsafeMutablePointer<Element>) -> Int32,
    logDensityP: (UnsafePointer<Element>, _ count: Int, UnsafeMutablePointer<Element>) -> Int32,
    logDensityQ: (UnsafePointer<Element>, _ count: Int, UnsafeMutablePointer<Element>) -> Int32
) throws(DivergenceError) -> Estimate {
    let settings = try options.estimateSettings()
    guard count > 0, (1...largestCount).contains(dimension) else { throw DivergenceError(.count) }
    let batch = min(count, monteCarloBatch)
    let (numbers, overflow) = batch.multipliedReportingOverflow(by: dimension)
    guard !overflow, let samples = allocate(Element.self, numbers) else { throw DivergenceError(.outOfMemory) }
    defer { platform_free(samples) }
    guard let densities = allocate(Element.self, 2 * batch) else { throw DivergenceError(.outOfMemory) }
    defer { platform_free(densities) }

    // The scale that is needed is known at the end only.
    var accumulators: [3 of MomentsAccumulator] = [.init(), .init(), .init()]
    var done = 0
    while done < count {
        let size = min(batch, count - done)
        try call(.sampler, sampler(size, samples))
        try call(.logDensityP, logDensityP(samples, size, densities))
        try call(.logDensityQ, logDensityQ(samples, size, densities + batch))
        for index in 0..<size { densities[index] -= densities[batch + index] }
        let logRatios = RowView(UnsafePointer(densities), count: size)
        for start in stride(from: 0, to: size, by: Int(kernel_block_length)) {
            let range = start..<min(start + Int(kernel_block_length), size)
            logRatios.withRun(0, range) { run in
                for index in 0..<3 {
                    accumulators[index].add(momentsOfBlock(estimator, run, range.count, momentScales[index]))
                }
            }
        }
        done += size
    }
    return Estimate(unit: settings.unit) { scale in
        for index in 1..<3 where momentScales[index] == scale { return accumulators[index].total }
        return accumulators[0].total
    }
}

private func call(_ argument: DivergenceError.Argument, _ code: Int32) throws(DivergenceError) {
    if code != 0 { throw DivergenceError(.callback, argument, value: Double(code)) }
}

/// Merges blocks into chunks and chunks into the total, as `reduce` does with an array.
private struct MomentsAccumulator {
    private var chunk = kernel_moments()
    private var chunks = kernel_moments()

    mutating func add(_ block: kernel_moments) {
        chunk.merge(block)
        if chunk.count == chunkLength {
            chunks.merge(chunk)
            chunk = kernel_moments()
        }
    }

    var total: kernel_moments {
        var total = chunks
        total.merge(chunk)
        return total
    }
}
