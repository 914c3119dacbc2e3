/// Where a family's members have mass, as far as it does not depend on their parameters.
struct Support: Equatable {
    enum Points: Equatable {
        case integers
        case reals
        /// Angles.
        case circle
    }

    enum End: Equatable {
        case unbounded
        case zero
        case one
        /// Depends on the parameters.
        case parameter
        /// Depends on the parameters, and is positive.
        case positiveParameter
    }

    let points: Points
    let low: End
    let high: End

    static var realLine: Support { Support(points: .reals, low: .unbounded, high: .unbounded) }
    static var positive: Support { Support(points: .reals, low: .zero, high: .unbounded) }
    static var unitInterval: Support { Support(points: .reals, low: .zero, high: .one) }
    static var counts: Support { Support(points: .integers, low: .zero, high: .unbounded) }

    /// Whether every member has mass where no member of the other family has: D(p ‖ q) is infinite whatever the
    /// parameters are. A law of integers and one with a density are never absolutely continuous to each other.
    func escapes(_ other: Support) -> Bool {
        if points == .circle || other.points == .circle { return false }
        if points != other.points { return true }
        let below =
            low == .unbounded && other.low != .unbounded || low == .zero && other.low == .positiveParameter
        return below || high == .unbounded && other.high != .unbounded
    }
}
