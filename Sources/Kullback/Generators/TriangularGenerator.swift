/// The conjugate of f(t) = (t - 1)² / (t + 1), whose slopes go from -3 at t = 0 to 1: with r = √(1 - u),
///
///     f*(u) = 4 - 4 r - u = u (3 - r) / (1 + r),   t = 2 / r - 1 = (3 + u) / (r (2 + r)).
enum TriangularGenerator {
    static func conjugate(_ u: Double) -> Double {
        if u < -3 || u > 1 { return u > 1 ? .infinity : -1 }
        let r = (1 - u).squareRoot()
        return u * ((3 - r) / (1 + r))
    }

    static func conjugateDerivative(_ u: Double) -> Double {
        if u < -3 || u >= 1 { return u >= 1 ? .infinity : 0 }
        let r = (1 - u).squareRoot()
        return (3 + u) / (r * (2 + r))
    }
}
