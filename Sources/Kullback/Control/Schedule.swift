/// The weight of a KL term, step by step: from `start` to `end`, once or in cycles.
///
/// With x the part of a ramp that is done, it is start + (end - start) f(x). Without cycles the ramp takes `ratio` of
/// `steps`, after which the weight stays `end`. With them (cyclical annealing, Fu et al. 2019), that is repeated in each of
/// `cycles` parts of `steps`.
public struct Schedule: Equatable, Sendable {
    /// The course of a ramp.
    public enum Shape: Equatable, Sendable {
        /// f(x) = x
        case linear
        /// f(x) = (1 - cos πx) / 2
        case cosine
        /// f(x) = 1 / (1 + exp(-k (x - ½))), k the steepness (Bowman et al. 2016). Without cycles it goes on after the
        /// ramp, towards `end`.
        case sigmoid(steepness: Double = 12)
    }

    public let shape: Shape
    public let start: Double
    public let end: Double
    public let steps: Int
    /// 0 for none.
    public let cycles: Int
    public let ratio: Double

    /// - Parameters:
    ///   - start: At least 0 and finite, like `end`.
    ///   - steps: At least 1.
    ///   - ratio: In 0...1, not 0; nil is 1, or ½ with cycles.
    /// - Throws: ``DivergenceError`` for the argument that is outside its domain.
    public init(
        _ shape: Shape = .linear, from start: Double = 0, to end: Double = 1, steps: Int, cycles: Int = 0,
        ratio: Double? = nil
    ) throws(DivergenceError) {
        self.shape = shape
        self.start = try start.checked(.start, start >= 0 && start < .infinity)
        self.end = try end.checked(.end, end >= 0 && end < .infinity)
        guard steps >= 1 else { throw DivergenceError(.parameter, .steps, value: Double(steps)) }
        // The position within a cycle is exact.
        let (product, overflow) = steps.multipliedReportingOverflow(by: max(cycles, 1))
        guard cycles >= 0, !overflow, product < 1 << 53 else {
            throw DivergenceError(
                .parameter, cycles == 0 ? .steps : .cycles, value: Double(cycles == 0 ? steps : cycles))
        }
        self.steps = steps
        self.cycles = cycles
        let ratio = ratio ?? (cycles == 0 ? 1 : 0.5)
        self.ratio = try ratio.checked(.ratio, ratio > 0 && ratio <= 1)
        if case .sigmoid(let steepness) = shape {
            _ = try steepness.checked(.steepness, steepness > 0 && steepness < .infinity)
        }
    }

    /// The weight at a step, from 0; earlier ones have that of 0.
    public func weight(at step: Int) -> Double {
        let step = max(step, 0)
        let isEndless = cycles == 0 && shape != .linear && shape != .cosine
        if step >= steps, !isEndless { return end }
        let position = cycles == 0 ? step : step * cycles % steps
        let x = Double(position) / (Double(steps) * ratio)
        if x >= 1, !isEndless { return end }
        return switch shape {
        case .linear: mixed(x, 1 - x)
        case .cosine: mixed(squaredSine(x), squaredSine(1 - x))
        case .sigmoid(let steepness): mixed(logistic(steepness * (x - 0.5)), logistic(steepness * (0.5 - x)))
        }
    }

    /// With the part done and the one that is not, each with its digits: no weight is outside start...end by more than
    /// rounding, and equal ends give no other number.
    private func mixed(_ done: Double, _ left: Double) -> Double {
        start == end ? start : start * left + end * done
    }
}

/// sin²(πx / 2) for x in 0...1, exactly ½ for ½.
private func squaredSine(_ x: Double) -> Double {
    if x > 0.75 { return 1 - squaredSine(1 - x) }
    if x > 0.25 { return 0.5 - 0.5 * sine(0.5 - x) }
    let half = sine(x / 2)
    return half * half
}

/// sin πx for |x| ≤ ¼, by Taylor's series: what it leaves out is below 2e-18 of it.
private func sine(_ x: Double) -> Double {
    let coefficients: [8 of Double] = [
        -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362_880, -1.0 / 39_916_800, 1.0 / 6_227_020_800,
        -1.0 / 1_307_674_368_000, 1.0 / 355_687_428_096_000,
    ]
    let angle = x * .pi
    let square = angle * angle
    var sum = 0.0
    for index in (0..<8).reversed() { sum = (sum + coefficients[index]) * square }
    return angle + angle * sum
}

/// 1 / (1 + exp(-x))
private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

extension Double {
    /// The number, if it is in its domain.
    func checked(_ argument: DivergenceError.Argument, _ isInDomain: Bool) throws(DivergenceError) -> Double {
        guard isInDomain else { throw DivergenceError(.parameter, argument, value: self) }
        return self
    }
}
