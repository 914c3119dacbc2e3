/// Approximations of D(p ‖ q), and bounds, from what is known of the components. docs/gaussian_mixtures.md has the proofs.
struct MixtureBounds {
    var variational = 0.0
    var product = 0.0
    /// Durrieu, Thiran & Kelly (2012).
    var durrieuLower = 0.0
    var durrieuUpper = 0.0
    /// Hershey & Olsen (2007).
    var variationalUpper = 0.0
    /// Goldberger, Gordon & Greenspan (2003).
    var matched = 0.0
    /// The best of all that are bounds.
    var lower = 0.0
    var upper = 0.0
}

/// The logarithms of sums over the components of one mixture, for one component a of p.
private struct ComponentSums: ~Copyable {
    private let terms: LaneBuffer
    private let others: LaneBuffer
    private let differences: LaneBuffer

    init(_ count: Int) throws(DivergenceError) {
        let terms = try LaneBuffer(count)
        let others = try LaneBuffer(count)
        let differences = try LaneBuffer(count)
        self.terms = terms
        self.others = others
        self.differences = differences
    }

    /// log Σ_b exp(factor · log w_b + sign · table(a, b)).
    func logSum(
        _ a: Int, _ q: borrowing PreparedMixture, _ table: borrowing Buffer<Double>, sign: Double, factor: Double = 1
    ) -> Double {
        for b in 0..<q.count {
            terms.base[b] = Lane(repeating: factor * q.logWeights.base[b] + sign * table.base[a * q.count + b])
        }
        return logSumExp(terms.base, q.count)[0]
    }

    /// log Σ_a' π_a' exp(-D(f_a ‖ f_a')) - log Σ_b ω_b exp(-D(f_a ‖ g_b)).
    func variational(
        _ a: Int, _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ own: borrowing ComponentTable,
        _ cross: borrowing ComponentTable, isPaired: Bool
    ) -> Double {
        let (ownRow, crossRow) = (own.divergences.base + a * p.count, cross.divergences.base + a * q.count)
        for k in 0..<p.count { terms.base[k] = Lane(repeating: p.logWeights.base[k] - ownRow[k]) }
        for b in 0..<q.count { others.base[b] = Lane(repeating: q.logWeights.base[b] - crossRow[b]) }
        if isPaired {
            for k in 0..<p.count {
                differences.base[k] = Lane(
                    repeating: logQuotient(p.weights.base[k], q.weights.base[k]) + (crossRow[k] - ownRow[k]))
            }
        }
        return logRatioOfSums(
            terms.base, p.count, others.base, q.count, differences: isPaired ? UnsafePointer(differences.base) : nil)[0]
    }
}

extension MixtureBounds {
    init(
        _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ own: borrowing ComponentTable,
        _ cross: borrowing ComponentTable
    ) throws(DivergenceError) {
        let sums = try ComponentSums(max(p.count, q.count))
        let isPaired = cross.isPaired
        var sharperLower = 0.0
        var (byGibbs, byChernoff) = (0.0, 0.0)
        for a in 0..<p.count where p.weights.base[a] > 0 {
            let (weight, entropy) = (p.weights.base[a], p.entropy(a))
            let variational = sums.variational(a, p, q, own, cross, isPaired: isPaired)
            // E log p and E log q under f_a, plus its entropy, are at least the first two, and at most the last two.
            let ownLower = sums.logSum(a, p, own.divergences, sign: -1)
            let crossLower = sums.logSum(a, q, cross.divergences, sign: -1)
            let ownUpper = entropy + sums.logSum(a, p, own.overlaps, sign: 1)
            let crossUpper = entropy + sums.logSum(a, q, cross.overlaps, sign: 1)
            let affinity = 2 * sums.logSum(a, q, cross.distances, sign: -1, factor: 0.5)
            self.variational += weight * variational
            product += weight * (ownUpper - crossUpper)
            durrieuLower += weight * (ownLower - crossUpper)
            durrieuUpper += weight * (ownUpper - crossLower)
            sharperLower += weight * (ownLower - min(crossUpper, affinity, 0))
            byGibbs += weight * (min(ownUpper, 0) - crossLower)
            byChernoff += weight * (sums.logSum(a, p, own.distances, sign: -1) - crossLower)
        }
        matched = matchedApproximation(p, q, cross)
        variationalUpper = try variationalUpperBound(p, q, cross)
        lower = larger(0, larger(durrieuLower, sharperLower))
        upper = smaller(smaller(durrieuUpper, byGibbs), smaller(byChernoff, variationalUpper))
        upper = smaller(upper, partneredBound(p, q, cross))
        // Both are rounded.
        upper = larger(upper, lower)
    }
}

/// NaN if one of them is, unlike `max`.
private func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || a > b ? a : b }
private func smaller(_ a: Double, _ b: Double) -> Double { a.isNaN || a < b ? a : b }

/// Σ π_a (log(π_a / ω_b) + D(f_a ‖ g_b)) with that b for each a for which the term is least.
private func matchedApproximation(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ table: borrowing ComponentTable
) -> Double {
    var sum = 0.0
    for a in 0..<p.count where p.weights.base[a] > 0 {
        var least = Double.infinity
        for b in 0..<q.count where q.weights.base[b] > 0 {
            let divergence = table.divergences.base[a * q.count + b]
            least = smaller(least, logQuotient(p.weights.base[a], q.weights.base[b]) + divergence)
        }
        sum += p.weights.base[a] * least
    }
    return sum
}

/// D(π ‖ ω) + Σ π_a D(f_a ‖ g_a): the chain rule's bound for as many components. Its terms are non-negative.
private func partneredBound(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ table: borrowing ComponentTable
) -> Double {
    guard p.count == q.count else { return .infinity }
    var sum = 0.0
    for a in 0..<p.count {
        let (weight, other) = (p.weights.base[a], q.weights.base[a])
        if weight > 0, other == 0 { return .infinity }
        sum += klTerm(weight, other, difference: weight - other)
        if weight > 0 { sum += weight * table.divergences.base[a * q.count + a] }
    }
    return sum
}
