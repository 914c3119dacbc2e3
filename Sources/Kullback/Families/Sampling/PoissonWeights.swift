/// The logarithm of Π w(x_i) / Π w(y_i) for four pairs of counts, where w(x) = mean^x / x!.
///
/// Binomial and hypergeometric probabilities are products of such weights and of a factor that does not depend on x.
/// By Loader's deviance form (2000, "Fast and accurate computation of binomial probabilities"), up to another such factor
///
///     -log w(x) = d(x) + log(x / mean) / 2 + δ(x)
///
/// with the deviance d = x log(x / mean) - x + mean and Stirling's error δ. Nothing cancels in it, where logarithms of
/// factorials are wrong by more than one from counts of 10^15 on.
func logWeightRatio(_ x: SIMD4<Double>, _ y: SIMD4<Double>, means: SIMD4<Double>) -> Double {
    let weights = negatedLogWeights(Lane(lowHalf: x, highHalf: y), means: Lane(lowHalf: means, highHalf: means))
    let differences = weights.highHalf - weights.lowHalf
    return (differences[0] + differences[1]) + (differences[2] + differences[3])
}

/// The logarithm of a Poisson probability.
func logPoissonProbability(_ count: Double, mean: Double) -> Double {
    -negatedLogWeights(Lane(repeating: count), means: Lane(repeating: mean))[0] - (halfLogTau + 0.5 * log(mean))
}

/// d(x) + log(x / mean) / 2 + δ(x)
private func negatedLogWeights(_ counts: Lane, means: Lane) -> Lane {
    let isZero = counts .< 1
    let positive = select(isZero, Lane(repeating: 1), counts)
    let ratio = logRatio(normal: positive, means, difference: positive - means)
    // With s = (x - mean) / (x + mean), d is (x + mean) ((1 + s) atanh(s) - s).
    let near = (positive + means) * (ratio.s * ratio.s + (ratio.w + ratio.s * ratio.w))
    let far = positive * ratio.value - (positive - means)
    let deviance = select(isZero, means, select(ratio.k .== 0, near, far))
    return deviance + 0.5 * ratio.value + stirlingError(counts)
}
