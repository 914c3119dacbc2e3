import KullbackPlatform

/// A Dirichlet vector is one of independent gamma variables of rate 1 divided by their sum, which is itself a gamma variable
/// and independent of it: what is asked of the vector is that of the variables less that of their sum.
enum DirichletForms: GeodesicForms {
    static var hasScalar: Bool { false }

    static func fault(_ member: VectorMember, tolerance: Double) -> VectorFault? {
        if member.count == 0 { return VectorFault(status: .noMass, value: 0) }
        return member.firstIndex { $0 <= 0 || $0 == .infinity }
    }

    /// With R the Bregman divergence of log Γ(x) - x log x + x, the divergence of two gamma distributions of mean 1 and these
    /// shapes, and B(b, a) = R(b, a) + (b log(b / a) - b + a) that of log Γ, the linear parts of Σ B(b_i, a_i) - B(b0, a0) cancel:
    ///
    ///     D = b0 KL(b / b0 ‖ a / a0) + Σ R(b_i, a_i) - R(b0, a0).
    static func klDivergence(_ p: VectorMember, _ q: VectorMember) throws(DivergenceError) -> Double {
        // Totals may agree where the components do not, and their difference is that of the components.
        var difference = CompensatedSum(high: 0.0, low: 0)
        for index in 0..<p.count { difference.add(q.vector[index] - p.vector[index]) }
        let (a, b) = (p.total, q.total)
        let ofTotals = logGammaRemainder(
            Lane(repeating: b), Lane(repeating: a), difference: Lane(repeating: difference.value))[0]
        let means = try q.discreteDivergence(.klDivergence, from: p)
        let remainders = gammaSum(kernel_family_kl, (p.vector, p.vector, q.vector, q.vector), p.count)
        return b * means + (remainders - ofTotals)
    }

    static func geodesic(
        _ p: VectorMember, _ q: VectorMember, _ weight: Double, _ result: UnsafeMutablePointer<Double>
    ) -> VectorMember {
        for index in 0..<p.count {
            result[index] = p.vector[index] + weight * (q.vector[index] - p.vector[index])
        }
        return VectorMember(vector: result, count: p.count, scalar: 0)
    }

    /// Σ h(a_i) - h(a0) + (1 - d) ψ(a0), h the entropy of gamma distributions: the sum's log has mean ψ(a0), and d - 1
    /// powers of it are the Jacobian.
    static func entropy(_ p: VectorMember) throws(DivergenceError) -> Double {
        let ones = try Buffer(Double.self, p.count)
        ones.base.initialize(repeating: 1, count: p.count)
        let total = p.total
        let entropies = gammaSum(kernel_family_entropy, (p.vector, UnsafePointer(ones.base), nil, nil), p.count)
        let ofSum = gammaValue(kernel_family_entropy, (total, 1, nil, nil))
        return entropies - ofSum + Double(1 - p.count) * digamma(Lane(repeating: total))[0]
    }

    static func mean(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>) {
        let total = p.total
        for index in 0..<p.count { result[index] = p.vector[index] / total }
    }

    static func variance(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>) {
        let sum = p.sum
        for index in 0..<p.count {
            let (own, others) = p.shares(sum, index)
            result[index] = own * others / (sum.value + 1)
        }
    }

    static func logDensity(_ p: VectorMember, _ x: UnsafePointer<Double>) throws(DivergenceError) -> Double {
        let ones = try Buffer(Double.self, p.count)
        ones.base.initialize(repeating: 1, count: p.count)
        let sum = VectorMember(vector: x, count: p.count, scalar: 0).total
        if !(abs(sum - 1) <= 1e-6) { return sum.isNaN ? .nan : -.infinity }
        let densities = gammaSum(kernel_family_log_density, (p.vector, UnsafePointer(ones.base), x, nil), p.count)
        return densities - gammaValue(kernel_family_log_density, (p.total, 1, 1, nil)) + (sum - 1)
    }

    static func sample(
        _ p: VectorMember, _ random: inout RandomStream, _ result: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        random.drawDirichlet(p.vector, count: p.count, into: result)
    }
}
