/// Density proportional to e^(κ μ·x) on the unit sphere of d dimensions (Fisher 1953): with ν = d / 2 - 1 an exponential
/// family of natural parameter κ μ and log-normaliser log(I_ν(κ) κ^-ν). The vector has length 1 up to rounding.
enum VonMisesFisherForms: GeodesicForms {
    static var hasScalar: Bool { true }

    static func fault(_ member: VectorMember, tolerance: Double) -> VectorFault? {
        if member.scalar < 0 || member.scalar == .infinity {
            return VectorFault(isOfScalar: true, value: member.scalar)
        }
        if member.count < 2 { return VectorFault(status: .count, value: Double(member.count)) }
        if let fault = member.firstIndex(where: { $0.magnitude == .infinity }) { return fault }
        let length = length(member)
        return abs(length - 1) > tolerance ? VectorFault(value: length) : nil
    }

    private static func order(_ member: VectorMember) -> Double { 0.5 * Double(member.count) - 1 }

    private static func length(_ member: VectorMember) -> Double {
        var sum = CompensatedSum(high: 0.0, low: 0)
        for index in 0..<member.count { sum.add(member.vector[index] * member.vector[index]) }
        return sum.value.squareRoot()
    }

    /// 1 - cos of the angle between two vectors a and b: (|a - b|² - (|a| - |b|)²) / (2 |a| |b|), in which the difference of
    /// lengths is Σ (a - b) (a + b) / (|a| + |b|).
    private static func versine(_ p: VectorMember, _ x: UnsafePointer<Double>) -> Double {
        let (a, b) = (length(p), length(VectorMember(vector: x, count: p.count, scalar: 0)))
        var (square, ofSquares) = (CompensatedSum(high: 0.0, low: 0), CompensatedSum(high: 0.0, low: 0))
        for index in 0..<p.count {
            let difference = p.vector[index] - x[index]
            square.add(difference * difference)
            ofSquares.add(difference * (p.vector[index] + x[index]))
        }
        let ofLengths = ofSquares.value / (a + b)
        return max(0, 0.5 * (square.value - ofLengths * ofLengths) / (a * b))
    }

    /// F(κq) - F(κp) - (κq μq - κp μp)·A(κp) μp, in which 1 - μp·μq = |μp - μq|² / 2.
    static func klDivergence(_ p: VectorMember, _ q: VectorMember) throws(DivergenceError) -> Double {
        let resultant = SphericalMoments(order: order(p), p.scalar).resultant
        return sphericalBregman(order: order(p), q.scalar, p.scalar) + q.scalar * resultant * versine(p, q.vector)
    }

    static func geodesic(
        _ p: VectorMember, _ q: VectorMember, _ weight: Double, _ result: UnsafeMutablePointer<Double>
    ) -> VectorMember {
        for index in 0..<p.count {
            result[index] = (1 - weight) * p.scalar * p.vector[index] + weight * q.scalar * q.vector[index]
        }
        let concentration = length(VectorMember(vector: result, count: p.count, scalar: 0))
        for index in 0..<p.count {
            result[index] = concentration == 0 ? p.vector[index] : result[index] / concentration
        }
        return VectorMember(vector: result, count: p.count, scalar: concentration)
    }

    /// log of the sphere's area, less the divergence from the uniform distribution.
    static func entropy(_ p: VectorMember) throws(DivergenceError) -> Double {
        return logArea(p) - sphericalBregman(order: order(p), 0, p.scalar)
    }

    /// log(2 π^(d / 2) / Γ(d / 2))
    private static func logArea(_ p: VectorMember) -> Double {
        let half = 0.5 * Double(p.count)
        return log(2) + half * log(.pi) - logGamma(Lane(repeating: half))[0]
    }

    static func mean(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>) {
        let (resultant, length) = (SphericalMoments(order: order(p), p.scalar).resultant, length(p))
        for index in 0..<p.count { result[index] = resultant * (p.vector[index] / length) }
    }

    /// E x xᵀ = r I + (1 - d r) μ μᵀ with r = A / κ, 1 / d for κ = 0: the variance is r across μ and 1 - (d - 1) r - A²
    /// along it.
    static func variance(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>) {
        let (moments, length) = (SphericalMoments(order: order(p), p.scalar), length(p))
        let d = Double(p.count)
        let across = p.scalar == 0 ? 1 / d : moments.resultant / p.scalar
        let along = moments.variance * (1 + moments.resultant) - (d - 1) * across
        for index in 0..<p.count {
            let component = p.vector[index] / length
            let square = component * component
            result[index] = across * (1 - square) + along * square
        }
    }

    static func logDensity(_ p: VectorMember, _ x: UnsafePointer<Double>) throws(DivergenceError) -> Double {
        let length = length(VectorMember(vector: x, count: p.count, scalar: 0))
        if !(abs(length - 1) <= 1e-6) { return length.isNaN ? .nan : -.infinity }
        let moments = SphericalMoments(order: order(p), p.scalar)
        return -p.scalar * versine(p, x) - moments.logScaled - logArea(p)
    }

    static func sample(
        _ p: VectorMember, _ random: inout RandomStream, _ result: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        let direction = try Buffer(Double.self, p.count)
        let length = length(p)
        for index in 0..<p.count { direction.base[index] = p.vector[index] / length }
        random.drawVonMisesFisher(around: direction.base, concentration: p.scalar, count: p.count, into: result)
    }
}
