import CKullback
import Kullback

/// Writes the number that the body computes, or says in the slot why there is none.
private func result<Result>(
    _ slot: UnsafeMutablePointer<kullback_error>?, _ result: UnsafeMutablePointer<Result>?,
    _ body: () throws(DivergenceError) -> Result
) -> kullback_status {
    do throws(DivergenceError) {
        let place = try validated(result, rows: 1)
        place.pointee = try body()
        return kullback_status(KULLBACK_OK)
    } catch {
        slot?.pointee = kullback_error(error)
        return error.status.rawValue
    }
}

extension Schedule {
    fileprivate init(_ schedule: UnsafePointer<kullback_schedule>?) throws(DivergenceError) {
        guard let schedule = schedule?.pointee else { throw DivergenceError(.nullPointer, .schedule) }
        guard schedule.reserved == 0 else {
            throw DivergenceError(.option, .schedule, value: Double(schedule.reserved))
        }
        let shape: Shape
        switch schedule.shape {
        case kullback_schedule_shape(KULLBACK_LINEAR): shape = .linear
        case kullback_schedule_shape(KULLBACK_COSINE): shape = .cosine
        case kullback_schedule_shape(KULLBACK_SIGMOID):
            shape = schedule.steepness == 0 ? .sigmoid() : .sigmoid(steepness: schedule.steepness)
        default: throw DivergenceError(.option, .schedule, value: Double(schedule.shape))
        }
        try self.init(
            shape, from: schedule.start, to: schedule.end, steps: Int(clamping: schedule.steps),
            cycles: Int(clamping: schedule.cycles), ratio: schedule.ratio == 0 ? nil : schedule.ratio)
    }
}

@c @implementation
public func kullback_schedule_weight(
    _ schedule: UnsafePointer<kullback_schedule>!, _ step: UInt64, _ error: UnsafeMutablePointer<kullback_error>!,
    _ weight: UnsafeMutablePointer<Double>!
) -> kullback_status {
    result(error, weight) { () throws(DivergenceError) in try Schedule(schedule).weight(at: Int(clamping: step)) }
}

@c @implementation
public func kullback_adaptive_weight(
    _ weight: Double, _ kl: Double, _ target: Double, _ horizon: Double, _ steps: Double, _ clip: Double,
    _ error: UnsafeMutablePointer<kullback_error>!, _ next: UnsafeMutablePointer<Double>!
) -> kullback_status {
    result(error, next) { () throws(DivergenceError) in
        var controller = try AdaptiveKLController(
            weight: weight, target: target, horizon: horizon, clip: clip == 0 ? 0.2 : clip)
        try controller.update(kl: kl, steps: steps)
        return controller.weight
    }
}

@c @implementation
public func kullback_ppo_weight(
    _ weight: Double, _ kl: Double, _ target: Double, _ error: UnsafeMutablePointer<kullback_error>!,
    _ next: UnsafeMutablePointer<Double>!
) -> kullback_status {
    result(error, next) { () throws(DivergenceError) in
        var penalty = try PPOPenalty(weight: weight, target: target)
        try penalty.update(kl: kl)
        return penalty.weight
    }
}

@c @implementation
public func kullback_maximal_step(
    _ bound: Double, _ curvature: Double, _ error: UnsafeMutablePointer<kullback_error>!,
    _ step: UnsafeMutablePointer<Double>!
) -> kullback_status {
    result(error, step) { () throws(DivergenceError) in try maximalStep(bound: bound, curvature: curvature) }
}

@c @implementation
public func kullback_backtrack(
    _ evaluate: kullback_step_evaluation!, _ user: UnsafeMutableRawPointer!, _ bound: Double, _ shrink: Double,
    _ maximumTries: UInt64, _ error: UnsafeMutablePointer<kullback_error>!,
    _ found: UnsafeMutablePointer<kullback_line_search>!
) -> kullback_status {
    result(error, found) { () throws(DivergenceError) in
        guard let evaluate else { throw DivergenceError(.nullPointer, .evaluate) }
        let search = try backtrack(
            bound: bound, shrink: shrink == 0 ? 0.5 : shrink,
            maximumTries: maximumTries == 0 ? 10 : Int(clamping: maximumTries)
        ) { fraction, kl, improvement in evaluate(user, fraction, &kl, &improvement) }
        return kullback_line_search(
            fraction: search.fraction, kl: search.kl, improvement: search.improvement, tries: UInt64(search.tries),
            accepted: search.isAccepted ? 1 : 0, reserved: 0)
    }
}
