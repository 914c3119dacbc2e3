import KullbackPlatform

/// Memory for lanes, which begins at a cache line.
struct LaneBuffer: ~Copyable {
    private let memory: Buffer<Double>
    let base: UnsafeMutablePointer<Lane>

    init(_ count: Int) throws(DivergenceError) {
        let (numbers, overflow) = count.multipliedReportingOverflow(by: 8)
        guard !overflow, numbers < Int.max - 8 else { throw DivergenceError(.outOfMemory) }
        memory = try Buffer(Double.self, numbers + 8)
        base = UnsafeMutableRawPointer(memory.base).alignedUp(for: Lane.self).assumingMemoryBound(to: Lane.self)
    }
}

private func largest(_ terms: UnsafePointer<Lane>, _ count: Int) -> Lane {
    var maximum = terms[0]
    for k in 1..<max(count, 1) { maximum = select(terms[k] .> maximum, terms[k], maximum) }
    // Where all are -inf, their differences from it would be NaN.
    return select(maximum .== -.infinity, .zero, maximum)
}

/// log Σ exp a_k; -inf where all a_k are.
@inline(never)
func logSumExp(_ terms: UnsafePointer<Lane>, _ count: Int) -> Lane {
    let maximum = largest(terms, count)
    var sum = Lane.zero
    for k in 0..<count { sum += exp(terms[k] - maximum) }
    return maximum + logarithm(sum)
}

/// log Σ exp a_k - log Σ exp b_k.
///
/// With as many terms that belong together and their differences δ_k = a_k - b_k it is log(1 + Σ r_k (exp δ_k - 1)), r the
/// softmax of b: nothing cancels where a and b nearly agree. Where that sum is not small, the logarithms are subtracted.
@inline(never)
func logRatioOfSums(
    _ a: UnsafePointer<Lane>, _ aCount: Int, _ b: UnsafePointer<Lane>, _ bCount: Int,
    differences: UnsafePointer<Lane>?
) -> Lane {
    let direct = logSumExp(a, aCount) - logSumExp(b, bCount)
    guard let differences else { return direct }
    let maximum = largest(b, bCount)
    var (total, change) = (Lane.zero, Lane.zero)
    for k in 0..<bCount {
        let share = exp(b[k] - maximum)
        total += share
        change += select(share .== 0, exp(a[k] - maximum), share * expm1(differences[k]))
    }
    let x = change / total
    return select(x.magnitude .< 0.5, log1p(select(x.magnitude .< 0.5, x, .zero)), direct)
}

/// log(p / q) of two numbers that are not negative; 0 of two zeros.
func logQuotient(_ p: Double, _ q: Double) -> Double {
    if p == q { return 0 }
    if p == 0 || q == 0 { return p == 0 ? -.infinity : .infinity }
    return logQuotient(p, q, difference: p - q)
}
