/// The least upper bound D(φ ‖ ψ) + Σ φ_ab D(f_a ‖ g_b) among all φ and ψ with Σ_b φ_ab = π_a and Σ_a ψ_ab = ω_b
/// (Hershey & Olsen 2007, §7), by turns: given ψ, the best φ is π_a times the softmax over b of log ψ_ab - D_ab; given φ,
/// the best ψ is ω_b φ_ab / Σ_a φ_ab. It falls from turn to turn, and is an upper bound after each.
///
/// Stops once a turn wins less than 2^-40 of it, or after 1000.
func variationalUpperBound(
    _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ table: borrowing ComponentTable
) throws(DivergenceError) -> Double {
    // Logarithms of ψ_ab, and of φ_ab after each half turn.
    let joint = try Buffer(Double.self, p.count * q.count)
    let room = try LaneBuffer(max(p.count, q.count))
    for a in 0..<p.count {
        for b in 0..<q.count { joint.base[a * q.count + b] = p.logWeights.base[a] + q.logWeights.base[b] }
    }
    var bound = Double.infinity
    for _ in 0..<1000 {
        var next = 0.0
        for a in 0..<p.count where p.weights.base[a] > 0 {
            let logSum = logSum(room, q.count) { b in
                joint.base[a * q.count + b] - table.divergences.base[a * q.count + b]
            }
            for b in 0..<q.count {
                let place = a * q.count + b
                joint.base[place] += p.logWeights.base[a] - table.divergences.base[place] - logSum
            }
            next += p.weights.base[a] * (p.logWeights.base[a] - logSum)
        }
        next = next < 0 ? 0 : next
        let gain = bound - next
        bound = next < bound || next.isNaN ? next : bound
        if !(gain > 0x1p-40 * bound) { break }
        for b in 0..<q.count where q.weights.base[b] > 0 {
            let logSum = logSum(room, p.count) { a in joint.base[a * q.count + b] }
            if logSum == -.infinity { continue }
            for a in 0..<p.count { joint.base[a * q.count + b] += q.logWeights.base[b] - logSum }
        }
    }
    return bound
}

private func logSum(_ room: borrowing LaneBuffer, _ count: Int, _ term: (Int) -> Double) -> Double {
    for index in 0..<count { room.base[index] = Lane(repeating: term(index)) }
    return logSumExp(room.base, count)[0]
}
