/// The length s of a step along x for which the quadratic model s² xᵀHx / 2 of the divergence is `bound`
/// (Schulman et al. 2015).
///
/// - Parameter curvature: xᵀHx.
/// - Throws: ``DivergenceError`` for an argument that is not positive, or not finite.
public func maximalStep(bound: Double, curvature: Double) throws(DivergenceError) -> Double {
    let ratio = 2 * (try bound.positive(.bound) / (try curvature.positive(.curvature)))
    if ratio.isNormal { return ratio.squareRoot() }
    // The ratio is no double; its root is.
    return bound.squareRoot() / curvature.squareRoot() * 2.0.squareRoot()
}

/// What a line search found.
public struct LineSearch: Equatable, Sendable, BitwiseCopyable {
    /// Of the step to take; 0 if none was accepted.
    public let fraction: Double
    /// At the last fraction tried, as is `improvement`.
    public let kl: Double
    /// ∞ where there is no loss to improve.
    public let improvement: Double
    /// Evaluations.
    public let tries: Int
    public let isAccepted: Bool
}

/// The first of the fractions 1, shrink, shrink² … of a step with kl ≤ bound and improvement > 0 (Schulman et al. 2015).
/// NaN is not accepted. `evaluate` returns 0, or another number to stop.
package func backtrack(
    bound: Double, shrink: Double, maximumTries: Int,
    _ evaluate: (_ fraction: Double, _ kl: inout Double, _ improvement: inout Double) -> Int32
) throws(DivergenceError) -> LineSearch {
    _ = try bound.checked(.bound, bound >= 0)
    _ = try shrink.checked(.shrink, shrink > 0 && shrink < 1)
    guard maximumTries >= 1 else { throw DivergenceError(.parameter, .largestTryCount, value: Double(maximumTries)) }
    var (fraction, tries) = (1.0, 0)
    while true {
        var (kl, improvement) = (Double.nan, Double.infinity)
        let code = evaluate(fraction, &kl, &improvement)
        if code != 0 { throw DivergenceError(.callback, .evaluate, value: Double(code)) }
        tries += 1
        let isAccepted = kl <= bound && improvement > 0
        if isAccepted || tries == maximumTries {
            return LineSearch(
                fraction: isAccepted ? fraction : 0, kl: canonical(kl), improvement: canonical(improvement),
                tries: tries,
                isAccepted: isAccepted)
        }
        fraction *= shrink
    }
}

// Closures that throw any error need existentials, which Embedded Swift, and so the shared library, lacks.
#if !hasFeature(Embedded)
    /// The first of the fractions 1, shrink, shrink² … of a step whose divergence is at most `bound` and which improves the
    /// loss (Schulman et al. 2015). NaN is not accepted.
    ///
    /// - Parameters:
    ///   - evaluate: The divergence of a fraction of the step, and by how much it improves the loss: ∞ where there is none.
    /// - Throws: What `evaluate` throws, or ``DivergenceError`` for an argument outside its domain.
    public func backtrack(
        bound: Double, shrink: Double = 0.5, maximumTries: Int = 10,
        evaluate: (_ fraction: Double) throws -> (kl: Double, improvement: Double)
    ) throws -> LineSearch {
        var failure: (any Error)?
        do {
            return try backtrack(bound: bound, shrink: shrink, maximumTries: maximumTries) {
                fraction, kl, improvement in
                do {
                    (kl, improvement) = try evaluate(fraction)
                    return 0
                } catch {
                    failure = error
                    return 1
                }
            }
        } catch {
            throw failure ?? error
        }
    }
#endif
