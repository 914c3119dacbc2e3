/// What two models say of one token: P and Q are their distributions for it, in nats. Every number is NaN where a logit
/// was.
public struct TokenComparison: Equatable, Sendable, BitwiseCopyable {
    /// D(P ‖ Q)
    public let kl: Double
    /// What they say of the token that did come, if that is known.
    public let label: LabelComparison?
    /// Whether P and Q are largest at the same place, the first of several.
    public let hasSameTop: Bool

    package init(kl: Double, label: LabelComparison?, hasSameTop: Bool) {
        self.kl = kl
        self.label = label
        self.hasSameTop = hasSameTop
    }
}

/// What two models say of the token that did come.
public struct LabelComparison: Equatable, Sendable, BitwiseCopyable {
    /// -log P[label]
    public let nllP: Double
    /// -log Q[label]
    public let nllQ: Double
    /// nllQ - nllP, without its cancellation; NaN where both are infinite.
    public let nllChange: Double
    /// P[label]
    public let probabilityP: Double
    /// Q[label]
    public let probabilityQ: Double
    /// probabilityQ - probabilityP, without its cancellation.
    public let probabilityChange: Double

    package init(
        nllP: Double, nllQ: Double, nllChange: Double, probabilityP: Double, probabilityQ: Double,
        probabilityChange: Double
    ) {
        self.nllP = nllP
        self.nllQ = nllQ
        self.nllChange = nllChange
        self.probabilityP = probabilityP
        self.probabilityQ = probabilityQ
        self.probabilityChange = probabilityChange
    }

    /// Of a row with a NaN.
    static var nan: LabelComparison {
        LabelComparison(
            nllP: .nan, nllQ: .nan, nllChange: .nan, probabilityP: .nan, probabilityQ: .nan, probabilityChange: .nan)
    }
}
