/// How far it is from the parameters of one member to those of another, which may be known better than the latter are.
struct Steps {
    let first, second: Lane
    /// What these lack.
    private let low: Parameters

    /// q - p
    @inline(__always)
    init(from p: Parameters, to q: Parameters) {
        let (x, y) = (twoDifference(q.first, p.first), twoDifference(q.second, p.second))
        (first, second) = (x.high, y.high)
        low = Parameters(first: x.low, second: y.low)
    }

    /// The weight's part of q - p.
    @inline(__always)
    init(from p: Parameters, toward q: Parameters, _ weight: Double) {
        (first, second) = (weight * (q.first - p.first), weight * (q.second - p.second))
        low = Parameters(first: .zero, second: .zero)
    }

    @inline(__always)
    func added(to p: Parameters) -> Parameters { Parameters(first: p.first + first, second: p.second + second) }

    /// first · p.second - p.first · second = q.first p.second - p.first q.second, how different the parameters' quotients are,
    /// with small relative error; `other` where the products are not ordinary numbers.
    @inline(never)
    func crossDifference(_ p: Parameters, otherwise other: Lane) -> Lane {
        let (x, y) = (twoProduct(first, p.second), twoProduct(p.first, second))
        let rest = low.first * p.second - p.first * low.second
        let value = (x.high - y.high) + ((x.low - y.low) + rest)
        let (a, b) = (x.high.magnitude, y.high.magnitude)
        let isOrdinary = (a + b .> 0x1p-900) .& (a .< 0x1p900) .& (b .< 0x1p900)
        return select(isOrdinary, value, other)
    }
}
