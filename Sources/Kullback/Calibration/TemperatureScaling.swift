/// The temperature of logits that minimises the loss of labels, and what it changes.
public struct TemperatureFit: Equatable, Sendable, BitwiseCopyable {
    /// In 0...∞; NaN where a number is NaN.
    public let temperature: Double
    /// At the temperature that the search starts with.
    public let lossBefore: Double
    public let lossAfter: Double
    /// Expected calibration errors.
    public let calibrationErrorBefore: Double
    public let calibrationErrorAfter: Double
    /// Rows that count.
    public let count: Int
    /// Passes over the logits in search of the temperature.
    public let iterations: Int
    public let isConverged: Bool
}

/// The temperature of rows of logits (or of log-probabilities, which are logits) that minimises the loss of labels.
package func fitTemperature(
    _ logits: RowView, _ labels: ClassifierLabels, binCount: Int?, _ options: Options
) throws(DivergenceError) -> TemperatureFit {
    var options = options
    if options.space == .logProbabilities { options.space = .logits }
    guard case .logits(let temperature) = options.space else { throw DivergenceError(.option, .logits) }
    let view = try logits.validated(as: .logits)
    let settings = try Settings(options, view.type)
    let plan = ThreadPlan(settings, rows: view.rows, count: view.count)
    let rows = DiscreteRows(view: view, argument: .logits, settings: settings, threads: plan.withinRow)
    let labelled = try LabelledLogits(rows, try CheckedLabels(labels, of: view, options), plan)
    let before = try labelled.evaluate(rate: 1 / temperature, binCount)
    let found = try labelled.bestRate(startingAt: 1 / temperature)
    let isSame = found.rate == 1 / temperature
    let after = isSame ? before : try labelled.evaluate(rate: found.rate, binCount)
    return TemperatureFit(
        temperature: canonical(isSame ? temperature : 1 / found.rate), lossBefore: before.loss / settings.unit,
        lossAfter: after.loss / settings.unit, calibrationErrorBefore: before.error, calibrationErrorAfter: after.error,
        count: labelled.count, iterations: found.iterations, isConverged: found.isConverged)
}

extension LabelledLogits {
    fileprivate func evaluate(rate: Double, _ binCount: Int?) throws(DivergenceError) -> (loss: Double, error: Double) {
        let loss = try objective(rate: rate).loss
        var table = try CalibrationTable(binCount: binCount)
        add(to: &table)
        return (canonical(loss), canonical(table.summary.expected))
    }

    /// The rate r = 1 / T at which the loss, convex in r, is least: where D = Σ E d, which falls from its value for the
    /// uniform distribution to 0, is G = Σ d[label].
    fileprivate func bestRate(startingAt start: Double) throws(DivergenceError) -> RateSearch {
        let uniform = try objective(rate: 0)
        // For n classes r E d = entropy - log Σ exp(-r d) is at most log n.
        let upper = log(Double(classes)) * Double(count) / uniform.gap
        var search = RateSearch(start, upper: upper)
        if uniform.slope.isNaN {
            search.rate = .nan
        } else if uniform.mean == 0 {
            search.isConverged = true
        } else if uniform.gap == 0 || uniform.slope >= 0 {
            search.rate = uniform.gap == 0 ? .infinity : 0
            search.isConverged = true
        } else {
            search.rate = min(start, upper)
            repeat { search.advance(try objective(rate: search.rate)) } while !search.isOver
        }
        return search
    }
}

/// Newton's method for D(r) = G, kept between rates on both sides of the solution.
///
/// Where D changes little, it is nearly linear, and the step is for D itself. Elsewhere it is for log D as a function of
/// log r: exact for D = k / r, the mean energy of k degrees of freedom, which that of many classes resembles, where
/// steps for D would double r at most, or make it negative.
private struct RateSearch {
    var rate: Double
    var isConverged = false
    var iterations = 0
    var isOver = false
    private var lower = 0.0
    private var upper: Double
    private var lastStep = Double.infinity

    init(_ rate: Double, upper: Double) {
        self.rate = rate
        self.upper = upper
    }

    mutating func advance(_ objective: LogitObjective) {
        iterations += 1
        let (slope, mean, variance) = (objective.slope, objective.mean, objective.variance)
        if slope < 0 { lower = rate } else { upper = rate }
        var step = -slope / variance
        var next = rate * (1 + step)
        if !(mean > 2 * variance) {
            step = log1p(-slope / objective.gap) * mean / variance
            next = rate * exp(step)
        }
        // Steps shrink quadratically until they are rounding.
        isConverged = abs(step) < 0x1p-50 || abs(step) < 0x1p-26 && abs(step) > abs(lastStep) / 2
        if !isConverged, !(lower < next && next < upper) {
            next = lower > 0 ? lower.squareRoot() * upper.squareRoot() : upper / 16
            step = .infinity
        }
        lastStep = step
        isOver = isConverged || iterations == 100 || !(next > 0 && next < .infinity)
        if next > 0, next < .infinity { rate = next }
    }
}
