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

/// Powers of two that values are multiplied with before they are summed and squared: none, or, where a sum or a
/// square would leave the range of a double, one that brings it back.
let momentScales: [3 of Double] = [1, 0x1p-600, 0x1p600]

/// The scale that is right for values with such moments, taken as they are.
func momentScale(after moments: kernel_moments) -> Double {
    let total = moments.total.value
    if !(abs(total) < .infinity) || moments.squares > 0x1p1000 { return momentScales[1] }
    return moments.squares < 0x1p-800 && abs(total) < 0x1p-300 ? momentScales[2] : 1
}

extension Estimate {
    init(unit: Double, _ moments: (_ scale: Double) -> kernel_moments) {
        let plain = moments(1)
        let scale = momentScale(after: plain)
        let moments = scale == 1 ? plain : moments(scale)
        let n = Double(moments.count)
        let variance = moments.count > 1 ? moments.squares / (n - 1) : .nan
        self.init(
            value: canonical(moments.total.value / n / scale / unit),
            standardError: canonical((variance / n).squareRoot() / scale / unit), count: moments.count)
    }
}

extension Options {
    /// Estimates take log ratios: there is nothing to normalise.
    func estimateSettings() throws(DivergenceError) -> Settings {
        guard space == .probabilities, !normalize, sumTolerance == nil else {
            throw DivergenceError(.option, .options)
        }
        return try Settings(self, .f64)
    }
}

/// One estimate per row of log ratios.
package func estimates(
    _ estimator: Estimator, _ logRatio: RowView, _ options: Options,
    _ store: (Int, Estimate) -> Void
) throws(DivergenceError) {
    let settings = try options.estimateSettings()
    let view = try logRatio.validated(as: .logRatio)
    guard view.count > 0 || view.rows == 0 else { throw DivergenceError(.count, .logRatio) }
    let plan = ThreadPlan(settings, rows: view.rows, count: view.count)
    try forEachRow(view.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        Estimate(unit: settings.unit) { scale in
            reduceBlocks(view.count, threads: plan.withinRow) { range in
                view.withRun(row, range) { momentsOfBlock(estimator, $0, range.count, scale) }
            }
        }
    } store: { row, estimate in
        store(row, estimate)
    }
}

func momentsOfBlock(
    _ estimator: Estimator, _ logRatio: UnsafePointer<Double>, _ count: Int, _ scale: Double
) -> kernel_moments {
    kernels.pointee.moments(estimator.kernel, logRatio, count, scale)
}
