/// P'(u) and the divided difference P[u, u, v] of a polynomial P(x) = c_0 x + c_1 x^2 + ..., by Horner's rule for all three
/// of P, P' and P[u, u, v]: P(v) = P(u) + (v - u) P'(u) + (v - u)^2 P[u, u, v], without cancellation.
struct DividedDifferences {
    /// P(u) / u, P'(u) and P[u, u, v]
    let quotient, slope, bend: Lane

    @inline(__always)
    init<let count: Int>(_ coefficients: InlineArray<count, Double>, _ u: Lane, _ v: Lane) {
        var (quotient, slope, bend) = (Lane.zero, Lane.zero, Lane.zero)
        for index in coefficients.indices.reversed() {
            (bend, slope) = (bend * v + slope, slope * u + quotient)
            quotient = quotient * u + coefficients[index]
        }
        (self.bend, self.slope) = (bend * v + slope, slope * u + quotient)
        self.quotient = quotient
    }

    /// That of P(x^2) at α, α and β, where u = α^2, v = β^2; `sum` is α + β. That of x P(x^2) is β times it, and 2 α P'(u).
    @inline(__always)
    func even(_ sum: Lane) -> Lane { slope + sum * sum * bend }
}
