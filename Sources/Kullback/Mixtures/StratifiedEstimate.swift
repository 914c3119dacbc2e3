import KullbackPlatform

/// How D(p ‖ q) is to be estimated from samples.
public struct MixtureSampling: Equatable, Sendable {
    /// ``Estimator/k1`` always has a variance; that of ``Estimator/k3`` is smaller for mixtures that nearly agree, and may be
    /// infinite for others.
    public var estimator: Estimator
    /// Samples to draw at least; 0 for none, and an estimate of NaN.
    public var count: Int
    public var seed: UInt64

    public init(estimator: Estimator = .k1, count: Int = 10_000, seed: UInt64 = 0) {
        (self.estimator, self.count, self.seed) = (estimator, count, seed)
    }
}

/// Samples of p by components: of each that has weight as many as its share, rounded up, and two at least, so that its
/// variance is known. Sample i of component k is drawn from stream i of all samples.
private struct Strata: ~Copyable {
    /// Where samples of each component begin, and how many there are.
    let starts: Buffer<Int>
    let count: Int

    init(_ p: borrowing PreparedMixture, samples: Int) throws(DivergenceError) {
        starts = try Buffer(Int.self, p.count + 1)
        var start = 0
        for component in 0..<p.count {
            starts.base[component] = start
            let weight = p.weights.base[component]
            if weight > 0 { start += max(2, Int((weight * Double(samples)).rounded(.up))) }
        }
        starts.base[p.count] = start
        count = start
    }

    func range(_ component: Int) -> Range<Int> { starts.base[component]..<starts.base[component + 1] }

    func component(ofSample index: Int) -> Int {
        var component = 0
        while starts.base[component + 1] <= index { component += 1 }
        return component
    }
}

/// Samples that are drawn by one task.
private let samplesPerTask = 4096

/// More could not be counted, let alone drawn.
private let largestSampleCount = 1 << 40

/// The estimate Σ π_k m_k with the mean m_k over the samples of component k, which is unbiased, and its standard error
/// sqrt(Σ π_k² v_k / n_k).
func stratifiedEstimate(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ sampling: MixtureSampling, isPaired: Bool,
    _ settings: Settings
) throws(DivergenceError) -> Estimate {
    guard (0...largestSampleCount).contains(sampling.count) else { throw DivergenceError(.count, .resampling) }
    if sampling.count == 0 { return Estimate(value: .nan, standardError: .nan, count: 0) }
    let strata = try Strata(p, samples: sampling.count)
    let logRatios = try logRatios(p, q, strata, seed: sampling.seed, isPaired: isPaired, settings)
    var (value, variance) = (0.0, 0.0)
    for component in 0..<p.count where p.weights.base[component] > 0 {
        let weight = p.weights.base[component]
        let estimate = Estimate(unit: settings.unit) { scale in
            let range = strata.range(component)
            return reduceBlocks(range.count, threads: 1) {
                momentsOfBlock(sampling.estimator, logRatios.base + (range.lowerBound + $0.lowerBound), $0.count, scale)
            }
        }
        value += weight * estimate.value
        variance += (weight * estimate.standardError) * (weight * estimate.standardError)
    }
    return Estimate(value: canonical(value), standardError: canonical(variance.squareRoot()), count: strata.count)
}

private func logRatios(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ strata: borrowing Strata, seed: UInt64,
    isPaired: Bool, _ settings: Settings
) throws(DivergenceError) -> Buffer<Double> {
    let values = try Buffer(Double.self, strata.count)
    let tasks = (strata.count + samplesPerTask - 1) / samplesPerTask
    let errors = try Buffer(DivergenceError?.self, tasks)
    let work = (p.count + q.count) * p.dimension
    let (elements, overflow) = strata.count.multipliedReportingOverflow(by: work)
    let threads = threadCount(asked: settings.threads, elements: overflow ? .max : elements)
    let (valuesBase, errorsBase) = (values.base, errors.base)
    parallel(tasks, threads: threads) { task in
        (errorsBase + task).initialize(to: nil)
        let range = task * samplesPerTask..<min((task + 1) * samplesPerTask, strata.count)
        do throws(DivergenceError) {
            try fill(valuesBase, range, p, q, strata, seed: seed, isPaired: isPaired)
        } catch {
            errorsBase[task] = error
        }
    }
    for task in 0..<tasks {
        if let error = errors.base[task] { throw error }
    }
    return values
}

private func fill(
    _ values: UnsafeMutablePointer<Double>, _ range: Range<Int>, _ p: borrowing PreparedMixture,
    _ q: borrowing PreparedMixture, _ strata: borrowing Strata, seed: UInt64, isPaired: Bool
) throws(DivergenceError) {
    let ratio = try LogRatioOfMixtures(p, q, isPaired: isPaired)
    let points = try LaneBuffer(p.dimension)
    let point = try Buffer(Double.self, p.dimension)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let count = min(8, range.upperBound - start)
        for lane in 0..<8 {
            if lane < count {
                let component = strata.component(ofSample: start + lane)
                var stream = RandomStream(seed: seed, stream: UInt64(start + lane))
                stream.drawNormal(p.mean(component), factor: p.factor(component), count: p.dimension, into: point.base)
            }
            for row in 0..<p.dimension { points.base[row][lane] = point.base[row] }
        }
        let result = ratio.values(p, q, points.base)
        for lane in 0..<count { values[start + lane] = result[lane] }
    }
}
