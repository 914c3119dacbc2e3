/// How counts are resampled.
package struct Resampling {
    /// How often.
    package var count: Int
    /// The same seed gives the same resamples.
    package var seed: UInt64
    /// Added to every count, of the data and of each resample, before the divergence.
    package var pseudocount: Double

    package init(count: Int = 9999, seed: UInt64 = 0, pseudocount: Double = 0) {
        self.count = count
        self.seed = seed
        self.pseudocount = pseudocount
    }
}

/// Two rows of counts and their divergence.
struct CountPair: ~Copyable {
    let p: CountRow
    let q: CountRow
    let divergence: CountDivergence
    let pseudocount: Double
    let threads: Int

    var count: Int { p.count }

    init(
        _ quantity: Quantity, _ p: RowView, _ q: RowView, _ options: Options, _ resampling: Resampling
    ) throws(DivergenceError) {
        try options.requireCounts(unit: false)
        let divergence = try CountDivergence(quantity, options)
        let p = try p.validated(as: .p)
        let q = try q.validated(as: .q)
        guard p.rows == 1, q.rows == 1, p.count == q.count else { throw DivergenceError(.shape, .q) }
        guard resampling.count > 0 else { throw DivergenceError(.count, .resampling) }
        guard resampling.pseudocount >= 0, resampling.pseudocount < .infinity else {
            throw DivergenceError(.option, .resampling, value: resampling.pseudocount)
        }
        let pCounts = try CountRow(p, .p)
        let qCounts = try CountRow(q, .q)
        self.p = pCounts
        self.q = qCounts
        self.divergence = divergence
        pseudocount = resampling.pseudocount
        threads = options.threads
    }

    /// The divergence of the counts themselves.
    func value() throws(DivergenceError) -> Double {
        let copies = try Buffer(Double.self, 2 * count)
        for index in 0..<count {
            copies.base[index] = p.values[index]
            copies.base[count + index] = q.values[index]
        }
        return smoothed(divergence, pseudocount, copies.base, copies.base + count, count)
    }
}

private func smoothed(
    _ divergence: CountDivergence, _ pseudocount: Double, _ p: UnsafeMutablePointer<Double>,
    _ q: UnsafeMutablePointer<Double>,
    _ count: Int
) -> Double {
    if pseudocount > 0 {
        for index in 0..<count {
            p[index] += pseudocount
            q[index] += pseudocount
        }
    }
    return divergence.value(p, q, count)
}

/// Bins that a thread resamples before progress is reported: about a tenth of a second.
private let binsPerReport = 1 << 20

extension CountPair {
    /// The divergences of `resamples` pairs of rows that `draw` fills in. Resample i has random stream i, so that it is
    /// the same on any number of threads.
    ///
    /// `progress` is called on the calling thread with the fraction done, and returns 0, or another number to stop.
    func replicates(
        _ resampling: Resampling,
        draw: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, inout RandomStream) -> Void,
        progress: (Double) -> Int32
    ) throws(DivergenceError) -> Buffer<Double> {
        let (resamples, count) = (resampling.count, self.count)
        let results = try Buffer(Double.self, resamples)
        let (bins, overflow) = resamples.multipliedReportingOverflow(by: 2 * count)
        let threads = min(threadCount(asked: self.threads, elements: overflow ? .max : bins), resamples, 256)
        let rows = try Buffer(Double.self, threads * 2 * count)
        let batch = max(1, binsPerReport / count) * threads
        let (values, scratch, divergence, pseudocount) = (results.base, rows.base, self.divergence, self.pseudocount)
        var done = 0
        while done < resamples {
            let size = min(batch, resamples - done)
            parallel(threads, threads: threads) { thread in
                let p = scratch + thread * 2 * count
                // Thread t takes every resample t modulo their number: all get as many, but for one.
                for index in stride(from: done + thread, to: done + size, by: threads) {
                    var random = RandomStream(seed: resampling.seed, stream: UInt64(index))
                    draw(p, p + count, &random)
                    values[index] = smoothed(divergence, pseudocount, p, p + count, count)
                }
            }
            done += size
            let code = progress(Double(done) / Double(resamples))
            if code != 0 { throw DivergenceError(.callback, .progress, value: Double(code)) }
        }
        return results
    }
}
