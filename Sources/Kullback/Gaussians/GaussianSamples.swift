/// `count` draws from each of a batch. Draw i from Gaussian number b is row i batch + b of the result, and is from the stream
/// `first` + that number. Singular covariances have factors too.
package func gaussianSamples(
    _ p: GaussianBatch, seed: UInt64, first: UInt64, count: Int, _ options: Options,
    into result: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    try p.validate(.p)
    let d = p.dimension
    let (rows, isTooMany) = count.multipliedReportingOverflow(by: p.count)
    let (numbers, overflow) = rows.multipliedReportingOverflow(by: d)
    guard count >= 0, !isTooMany, !overflow, numbers <= largestCount else { throw DivergenceError(.count, .result) }
    let gaussians = try GaussianStore(p.count, d, .choleskyFactor)
    try gaussians.fill(p, .p, allowingSingular: true, settings)
    if numbers == 0 { return }
    // A normal number takes as long as a few dozen products.
    let work = Double(numbers) * Double(d + 32)
    let threads = threadCount(asked: settings.threads, elements: work < 0x1p60 ? Int(work) / 8 : 1 << 57)
    try forEachRow(rows, threads: threads) { row throws(DivergenceError) in
        let (index, place) = (row % p.count, result + row * d)
        var random = RandomStream(seed: seed, stream: first &+ UInt64(row))
        random.drawNormal(gaussians.loc(index), factor: gaussians.matrix(index), count: d, into: place)
        for i in 0..<d { place[i] = canonical(place[i]) }
        return true
    } store: { _, _ in
    }
}
