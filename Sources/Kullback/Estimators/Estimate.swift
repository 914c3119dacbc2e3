import KullbackPlatform

/// A Monte-Carlo estimate.
public struct Estimate: Equatable, Sendable, BitwiseCopyable {
    public let value: Double
    /// sqrt(v / n) with the sample variance v; NaN for a single sample.
    public let standardError: Double
    /// Samples used.
    public let count: Int
}

/// What a Monte-Carlo estimator of D(p ‖ q) averages over samples of p, as a function of the log ratio
/// l = log p - log q (Schulman 2020). The raw values are those of the C header's `kullback_estimator`.
public enum Estimator: Int32, Sendable {
    /// l: unbiased, of either sign.
    case k1 = 10
    /// l² / 2: biased, low variance, never negative.
    case k2 = 20
    /// exp(-l) - 1 + l: unbiased, low variance, never negative.
    case k3 = 30

    var kernel: kernel_estimator {
        switch self {
        case .k1: kernel_k1
        case .k2: kernel_k2
        case .k3: kernel_k3
        }
    }
}

extension Estimate {
    init(_ moments: kernel_moments, unit: Double) {
        let n = Double(moments.count)
        let variance = moments.count > 1 ? moments.squares / (n - 1) : .nan
        self.init(
            value: moments.total.value / n / unit, standardError: (variance / n).squareRoot() / unit,
            count: moments.count)
    }
}

extension Options {
    /// Estimates take log ratios: there is nothing to normalise.
    func estimateSettings() throws(DivergenceError) -> Settings {
        guard space == .probabilities, !normalize, sumTolerance == nil else {
            throw DivergenceError(.option, .options)
        }
        return try Settings(self, defaultTolerance: 0)
    }
}

/// One estimate per row of log ratios.
package func estimates<Element: Scalar>(
    _ estimator: Estimator, _ logRatio: RowView<Element>, _ options: Options,
    _ store: (Int, Estimate) -> Void
) throws(DivergenceError) {
    let settings = try options.estimateSettings()
    let view = try logRatio.validated(as: .logRatio)
    guard view.count > 0 || view.rows == 0 else { throw DivergenceError(.count, .logRatio) }
    let plan = ThreadPlan(settings, rows: view.rows, count: view.count)
    try forEachRow(view.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        let moments = reduceBlocks(view.count, threads: plan.withinRow) { range in
            view.withRun(row, range) { momentsOfBlock(estimator, $0, range.count) }
        }
        return Estimate(moments, unit: settings.unit)
    } store: { row, estimate in
        store(row, estimate)
    }
}

func momentsOfBlock<Element: Scalar>(
    _ estimator: Estimator, _ logRatio: UnsafePointer<Element>, _ count: Int
) -> kernel_moments {
    Element._traits.functions.pointee.moments(estimator.kernel, logRatio, count)
}
