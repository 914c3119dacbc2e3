/// A family of location and scale: location - scale (log W + shift), where W has a standard gamma distribution of a fixed
/// shape.
protocol LogGammaFamily: ParametricFamily {
    static var shape: Double { get }
    static var shift: Double { get }
    /// ψ(shape + 1)
    static var digammaNext: Double { get }
    /// Of the standard member: the deviation, and the divergence from the normal distribution of this mean and deviation.
    static var deviation: Double { get }
    static var negentropy: Double { get }
}

extension LogGammaFamily {
    static var support: Support { .realLine }

    static func isOutside(_ parameter: Int, _ p: Parameters) -> LaneMask {
        parameter == 0 ? .notFinite(p.first) : .notPositive(p.second)
    }

    static func divergence(_ p: Parameters, _ q: Parameters) -> Lane { divergence(p, q, to: Self.self) }

    static func divergence(to q: Family) -> PairFunction? { divergenceWithin(to: q) }

    /// To these families, and to normals.
    static func divergenceWithin(to q: Family) -> PairFunction? {
        switch q {
        case .gumbel: { p, q in divergence(p, q, to: Gumbel.self) }
        case .moyal: { p, q in divergence(p, q, to: Moyal.self) }
        default: divergence(to: q, moments)
        }
    }

    private static func moments(_ p: Parameters) -> MatchedMoments {
        MatchedMoments(mean: mean(p), deviation: p.second * deviation, negentropy: negentropy)
    }

    /// With respect to the variables log W, so that the ratio is that of scales.
    static func divergence<Other: LogGammaFamily>(_ p: Parameters, _ q: Parameters, to other: Other.Type) -> Lane {
        let distance = (q.first - p.first) / q.second
        let excess = (p.second - q.second) / q.second
        return logGammaDivergence(
            Lane(repeating: shape), Lane(repeating: Other.shape), ratio: (p.second, q.second),
            offset: distance + (excess * shift + (shift - Other.shift))
        ) { _ in Lane(repeating: digammaNext) }
    }
}
