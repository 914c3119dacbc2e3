/// What is known of D(p ‖ q) between two Gaussian mixtures, for which there is no closed form.
public struct MixtureDivergence: Equatable, Sendable, BitwiseCopyable {
    /// The divergence is not less than this: the best of all lower bounds.
    public let lower: Double
    /// The divergence is not more than this: the best of all upper bounds.
    public let upper: Double
    /// Hershey & Olsen's variational approximation (2007). No bound; may be negative.
    public let variational: Double
    /// The product of Gaussians (the same). No bound; may be negative.
    public let product: Double
    /// Bounds of Durrieu, Thiran & Kelly (2012); the lower one may be negative.
    public let durrieuLower: Double
    public let durrieuUpper: Double
    /// Hershey & Olsen's variational upper bound.
    public let variationalUpper: Double
    /// Each component of p with the closest of q (Goldberger, Gordon & Greenspan 2003). No bound.
    public let matched: Double
    /// The log ratio averaged over sigma points of p's components (Goldberger et al. 2003). No bound.
    public let unscented: Double
    /// Between the Gaussians with the mixtures' means and covariances. No bound.
    public let momentMatched: Double
    /// From samples of p, stratified by component.
    public let monteCarlo: Estimate
}

/// D(p ‖ q) of two Gaussian mixtures in all these ways.
package func mixtureDivergence(
    _ p: MixtureView, _ q: MixtureView, _ sampling: MixtureSampling, _ options: Options
) throws(DivergenceError) -> MixtureDivergence {
    let settings = try mixtureSettings(options)
    let first = try PreparedMixture(p, .p, settings)
    let second = try PreparedMixture(q, .q, settings)
    guard first.dimension == second.dimension else { throw DivergenceError(.shape, .q) }
    let own = try ComponentTable(first, first, threads: settings.threads)
    let cross = try ComponentTable(first, second, threads: settings.threads)
    let bounds = try MixtureBounds(first, second, own, cross)
    let isPaired = cross.isPaired
    let unscented = try unscentedDivergence(first, second, isPaired: isPaired)
    let momentMatched = try momentMatchedDivergence(first, second)
    let estimate = try stratifiedEstimate(first, second, sampling, isPaired: isPaired, settings)
    func inUnit(_ x: Double) -> Double { canonical(x / settings.unit) }
    return MixtureDivergence(
        lower: inUnit(bounds.lower), upper: inUnit(bounds.upper), variational: inUnit(bounds.variational),
        product: inUnit(bounds.product), durrieuLower: inUnit(bounds.durrieuLower),
        durrieuUpper: inUnit(bounds.durrieuUpper), variationalUpper: inUnit(bounds.variationalUpper),
        matched: inUnit(bounds.matched), unscented: inUnit(unscented), momentMatched: inUnit(momentMatched),
        monteCarlo: estimate)
}

/// Options that mean something here: weights have a tolerance.
func mixtureSettings(_ options: Options) throws(DivergenceError) -> Settings {
    guard options.space == .probabilities else { throw DivergenceError(.option, .options) }
    return try Settings(options, .f64)
}

/// Σ π_k / 2d Σ_j log p / q at the sigma points μ_k ± sqrt(d) times column j of L_k, which have the moments of component k up
/// to the third: exact where the log ratio is quadratic.
private func unscentedDivergence(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, isPaired: Bool
) throws(DivergenceError) -> Double {
    let d = p.dimension
    let ratio = try LogRatioOfMixtures(p, q, isPaired: isPaired)
    let points = try LaneBuffer(d)
    let root = Double(d).squareRoot()
    var sum = 0.0
    for component in 0..<p.count where p.weights.base[component] > 0 {
        let (mean, factor) = (p.mean(component), p.factor(component))
        var part = CompensatedSum<Double>()
        // Four columns at a time, with both signs.
        for first in stride(from: 0, to: d, by: 4) {
            let columns = min(4, d - first)
            for row in 0..<d {
                for lane in 0..<8 {
                    let step = root * factor[row * d + first + lane / 2 % columns]
                    points.base[row][lane] = lane % 2 == 0 ? mean[row] + step : mean[row] - step
                }
            }
            let values = ratio.values(p, q, points.base)
            for lane in 0..<(2 * columns) { part.add(values[lane]) }
        }
        sum += p.weights.base[component] * (part.value / Double(2 * d))
    }
    return sum
}

private func momentMatchedDivergence(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture
) throws(DivergenceError) -> Double {
    let first = try MomentMatch(p)
    let second = try MomentMatch(q)
    var value = 0.0
    try withUnsafeMutablePointer(to: &value) { value throws(DivergenceError) in
        try gaussianDivergences(
            .klDivergence, first.batch(p.dimension), second.batch(q.dimension), Options(threads: 1),
            ResultView(value, rows: 1, stride: 1))
    }
    return value
}
