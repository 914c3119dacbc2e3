/// With log k! = k log k - k + h(k), h(k) = log(2 π k) / 2 + S(k) of Binet's S and h(0) = 0, and D(k, m) = k log(k / m) - k + m,
/// in which the linear parts cancel, for counts X_i that are binomial:
///
///     H = -E log(n! Π p_i^X_i / X_i!) = Σ E (D(X_i, n p_i) + h(X_i)) - h(n).
///
/// Nothing is negative but h(n), which is taken with the h of the most probable outcome: where that has nearly all trials, both
/// nearly agree, and their difference is known from the count of the others.
func multinomialEntropy(_ p: VectorMember) -> Double {
    let total = p.sum
    var largest = 0
    for index in 0..<p.count where p.vector[index] > p.vector[largest] { largest = index }
    var sum = CompensatedSum<Double>()
    for index in 0..<p.count where index != largest && p.vector[index] > 0 {
        sum.add(entropyPart(p.scalar, p.shares(total, index)))
    }
    let (own, others) = p.shares(total, largest)
    sum.add(largestEntropyPart(p.scalar, own, others: others))
    return max(sum.value, 0)
}

/// E (D(X, n p) + h(X)).
private func entropyPart(_ trials: Double, _ share: (own: Double, others: Double)) -> Double {
    let mean = trials * share.own
    return expectation(trials, share.own, share.others) { k in
        poissonDivergence(k, Lane(repeating: mean)) + select(k .== 0, .zero, stirlingPart(k))
    }
}

/// E (D(n - Y, n - n q) + h(n - Y) - h(n)), of the trials Y that have other outcomes.
private func largestEntropyPart(_ trials: Double, _ own: Double, others: Double) -> Double {
    let n = Lane(repeating: trials)
    return expectation(trials, others, own) { y in
        let k = n - y
        let isNone = k .== 0
        let divergence = poissonDivergence(
            k, Lane(repeating: trials * own), difference: Lane(repeating: trials * others) - y)
        let some = select(isNone, n, k)
        let ofRatio = 0.5 * logRatio(ofAny: n, some, difference: select(isNone, .zero, y)).value
        let change = ofRatio + (stirlingError(n) - stirlingError(some))
        return divergence - select(isNone, stirlingPart(n), change)
    }
}

/// h(k) of k > 0.
private func stirlingPart(_ k: Lane) -> Lane {
    0.5 * (logOfTwoPi + logarithm(select(k .== 0, Lane(repeating: 1), k))) + stirlingError(k)
}

/// E f(K) of the binomial count K.
@inline(never)
private func expectation(_ trials: Double, _ probability: Double, _ rest: Double, _ f: (_ k: Lane) -> Lane) -> Double {
    let mean = trials * probability
    return sumOverCounts(around: mean, (mean * rest).squareRoot(), to: trials) { k in
        let logMass = logBinomialMass(k, Lane(repeating: trials), Lane(repeating: probability))
        return select(logMass .< -745, .zero, exponential(logMass) * f(k))
    }
}
