/// Adapts the weight of a KL penalty to a target, in proportion (Ziegler et al. 2019):
/// weight ← weight · (1 + e · steps / horizon), e = kl / target - 1 limited to ±clip.
public struct AdaptiveKLController: Equatable, Sendable {
    public private(set) var weight: Double
    public let target: Double
    public let horizon: Double
    public let clip: Double

    /// - Throws: ``DivergenceError`` for an argument that is not positive and finite.
    public init(weight: Double, target: Double, horizon: Double, clip: Double = 0.2) throws(DivergenceError) {
        self.weight = try weight.positive(.weight)
        self.target = try target.positive(.target)
        self.horizon = try horizon.positive(.horizon)
        self.clip = try clip.positive(.clip)
    }

    /// Takes note of the divergence that so many steps led to. It may be an estimate, which may be negative.
    ///
    /// - Throws: ``DivergenceError`` for NaN, and if clip · steps is not less than the horizon, since weights could then
    ///   become negative.
    public mutating func update(kl: Double, steps: Double) throws(DivergenceError) {
        _ = try kl.checked(.kl, !kl.isNaN)
        _ = try steps.checked(.stepCount, steps > 0 && clip * steps < horizon)
        let error = min(max(kl / target - 1, -clip), clip)
        weight *= 1 + error * steps / horizon
    }
}

/// The adaptive penalty of PPO (Schulman et al. 2017): the weight is halved where kl < target / 1.5, and doubled where
/// kl > 1.5 · target.
public struct PPOPenalty: Equatable, Sendable {
    public private(set) var weight: Double
    public let target: Double

    /// - Throws: ``DivergenceError`` for an argument that is not positive and finite.
    public init(weight: Double, target: Double) throws(DivergenceError) {
        self.weight = try weight.positive(.weight)
        self.target = try target.positive(.target)
    }

    /// - Throws: ``DivergenceError`` for NaN.
    public mutating func update(kl: Double) throws(DivergenceError) {
        _ = try kl.checked(.kl, !kl.isNaN)
        if kl < target / 1.5 {
            weight /= 2
        } else if kl > 1.5 * target {
            weight *= 2
        }
    }
}

extension Double {
    func positive(_ argument: DivergenceError.Argument) throws(DivergenceError) -> Double {
        try checked(argument, self > 0 && self < .infinity)
    }
}
