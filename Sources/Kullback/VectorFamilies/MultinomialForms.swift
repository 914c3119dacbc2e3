enum MultinomialForms: VectorForms {
    static var hasScalar: Bool { true }

    static func fault(_ member: VectorMember, tolerance: Double) -> VectorFault? {
        let trials = member.scalar
        if !trials.isNaN, trials < 0 || trials != trials.rounded(.down) || trials > 0x1p53 {
            return VectorFault(isOfScalar: true, value: trials)
        }
        if var fault = member.firstIndex(where: { $0 < 0 || $0 == .infinity }) {
            fault.status = .probability
            return fault
        }
        if member.count == 0 { return VectorFault(status: .noMass, value: 0) }
        let sum = member.total
        return abs(sum - 1) > tolerance ? VectorFault(status: .sum, value: sum) : nil
    }

    /// Counts of another total are impossible.
    static func klDivergence(_ p: VectorMember, _ q: VectorMember) throws(DivergenceError) -> Double {
        if p.scalar != q.scalar { return .infinity }
        let ofOne = try p.discreteDivergence(.klDivergence, from: q)
        return p.scalar == 0 ? 0 : p.scalar * ofOne
    }

    /// As many times that of one trial.
    static func renyiDivergence(
        _ p: VectorMember, _ q: VectorMember, order: Double, _ room: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) -> Double {
        if p.scalar != q.scalar { return .infinity }
        let ofOne = try p.discreteDivergence(.renyiDivergence, from: q, order: order)
        return p.scalar == 0 ? 0 : p.scalar * ofOne
    }

    static func entropy(_ p: VectorMember) throws(DivergenceError) -> Double {
        if p.scalar == 0 { return 0 }
        if p.scalar > 1 { return multinomialEntropy(p) }
        return try withResult { result throws(DivergenceError) in
            try Kullback.entropy(.entropy, RowView(p.vector, count: p.count), Options(normalize: true), result)
        }
    }

    static func mean(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>) {
        let total = p.total
        for index in 0..<p.count { result[index] = p.scalar * (p.vector[index] / total) }
    }

    static func variance(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>) {
        let sum = p.sum
        for index in 0..<p.count {
            let (own, others) = p.shares(sum, index)
            result[index] = p.scalar * own * others
        }
    }

    /// log(n!) - Σ log(x_i!) + Σ x_i log p_i.
    static func logDensity(_ p: VectorMember, _ x: UnsafePointer<Double>) throws(DivergenceError) -> Double {
        let total = p.total
        var (sum, count) = (logFactorial(p.scalar), 0.0)
        for index in 0..<p.count {
            let share = p.vector[index] / total
            guard x[index] >= 0, x[index] == x[index].rounded(.down) else { return x[index].isNaN ? .nan : -.infinity }
            count += x[index]
            if x[index] > 0 { sum += x[index] * logarithm(Lane(repeating: share))[0] - logFactorial(x[index]) }
        }
        return count == p.scalar || sum.isNaN ? sum : -.infinity
    }

    private static func logFactorial(_ n: Double) -> Double { n < 2 ? 0 : logGamma(Lane(repeating: n + 1))[0] }

    static func sample(
        _ p: VectorMember, _ random: inout RandomStream, _ result: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        random.drawMultinomial(trials: p.scalar, p.vector, count: p.count, into: result)
    }
}
