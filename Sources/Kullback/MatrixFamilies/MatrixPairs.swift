/// What one thread works with.
struct MatrixWorkspace: ~Copyable {
    let pair: GaussianPair
    let covariances: ProductCovariances

    init(_ dimension: Int, _ space: MatrixSpace) throws(DivergenceError) {
        let pair = try GaussianPair(space)
        covariances = try ProductCovariances(dimension: dimension, lanes: space.lanes)
        self.pair = pair
    }
}

/// As many pairs of members as there are lanes, or fewer.
///
/// Wishart distributions of n degrees of freedom and mean S = n V, with b = n_q / 2 and a = n_p / 2:
///
///     D(p ‖ q) = n_q D(N(0, Sp) ‖ N(0, Sq)) + Σ R(b - i/2, a - i/2) + E_i(b, a),   0 <= i < d,
///
/// with R the Bregman divergence of log Γ(x) - x log x + x, and E that of `shiftedExcess`. A matrix normal distribution is that
/// of a vector; n is 1 there, and nothing is added.
struct MatrixPairs {
    /// Degrees of freedom, and how far they are above d - 1, where they end.
    private struct Degrees {
        var n: Lane
        var excess: Lane
    }

    private let arguments: (p: MatrixDistributions.Arguments, q: MatrixDistributions.Arguments)
    private let count: Int
    private let rows: Int
    private let isNormal: Bool
    private var p, q: Degrees

    init(
        _ p: MatrixDistributions, _ q: MatrixDistributions, _ first: Int, _ count: Int,
        _ work: borrowing MatrixWorkspace
    ) {
        arguments = (p.arguments, q.arguments)
        (self.count, rows, isNormal) = (count, p.rows, p.isNormal)
        var (a, b) = (Lane(repeating: 1), Lane(repeating: 1))
        for lane in 0..<count {
            work.covariances.fill(lane, first + lane, p, q)
            if !isNormal { (a[lane], b[lane]) = (p.df[first + lane, 0, 0], q.df[first + lane, 0, 0]) }
        }
        self.p = Degrees(n: a, excess: a - Double(rows - 1))
        self.q = Degrees(n: b, excess: b - Double(rows - 1))
    }

    func klDivergence(_ work: borrowing MatrixWorkspace) throws(DivergenceError) -> Lane {
        let covariances = try relate(work, 0, 1, difference: 2)
        if isNormal { return 0.5 * (covariances + work.pair.squaredDistance()) }
        return 0.5 * q.n * covariances + remainder(q, p, q.n - p.n)
    }

    /// -log ∫ p^a q^b with b = 1 - a, for 0 < a < 1. The member m between them has the degrees of freedom n = a n_p + b n_q; with
    /// α = a n_p / n and β = b n_q / n the precision of its mean is α Sp⁻¹ + β Sq⁻¹, and a D(m ‖ p) + b D(m ‖ q) is n times
    ///
    ///     (log det C - α log det Sq - β log det Sp) / 2 = β D(N(0, Sp) ‖ N(0, C)) + α D(N(0, Sq) ‖ N(0, C)),   C = α Sq + β Sp,
    ///
    /// and what degrees of freedom add. Nothing is inverted. C is where that sum is least, so that its rounding enters squared,
    /// and its differences from both are multiples of Sp - Sq, which are known as well as that.
    func affinityExponent(order a: Double, _ work: borrowing MatrixWorkspace) throws(DivergenceError) -> Lane {
        let b = 1 - a
        let m = degreesBetween(a, b)
        let (α, β) = (a * (p.n / m.n), b * (q.n / m.n))
        combine(work, α, β)
        scaleDifference(work, α)
        let ofP = try relate(work, 0, 3, difference: 4)
        let distance = isNormal ? work.pair.squaredDistance() : .zero
        scaleDifference(work, -β)
        let ofQ = try relate(work, 1, 3, difference: 4)
        let sum = 0.5 * (b * q.n * ofP + a * p.n * ofQ)
        if isNormal { return sum + (0.5 * a * b) * distance }
        let step = p.n - q.n
        return sum + (a * remainder(p, m, b * step) + b * remainder(q, m, -a * step))
    }

    /// D(p ‖ q) + D(p ‖ m) / (a - 1), infinite where there is no m. With the above α > 1 and β < 0 the covariances' part of
    /// D(p ‖ m) is n D(N(0, C) ‖ N(0, Sq)), since Sp Sm⁻¹ = C Sq⁻¹ but for a similarity.
    func renyiDivergence(orderAbove1 a: Double, _ work: borrowing MatrixWorkspace) throws(DivergenceError) -> Lane {
        let b = 1 - a
        var m = degreesBetween(a, b)
        var exists = LaneMask(repeating: -1)
        var (α, β) = (a * (p.n / m.n), b * (q.n / m.n))
        func exclude(_ lane: Int) { (exists[lane], α[lane], β[lane]) = (0, 1, 0) }
        for lane in 0..<count where !isNormal && m.excess[lane] <= 0 {
            exclude(lane)
            (m.n[lane], m.excess[lane]) = (p.n[lane], p.excess[lane])
        }
        var whole = 0.5 * q.n * (try relate(work, 0, 1, difference: 2))
        var part = Lane.zero
        while true {
            combine(work, α, β)
            scaleDifference(work, β)
            do throws(DivergenceError) {
                part = 0.5 * m.n * (try relate(work, 3, 1, difference: 4))
                break
            } catch {
                guard error.status == .notPositiveDefinite, exists[error.row] != 0 else { throw error }
                exclude(error.row)
            }
        }
        if isNormal {
            scaleDifference(work, α)
            _ = try relate(work, 0, 3, difference: 4)
            whole += (0.5 * a) * work.pair.squaredDistance()
        } else {
            let step = q.n - p.n
            whole += remainder(q, p, step)
            part += remainder(m, p, b * step)
        }
        // What is NaN of p and q makes the first part NaN.
        return select(exists, whole + part / Lane(repeating: a - 1), whole + Lane(repeating: .infinity))
    }

    /// The excess is combined by itself: near 0 it is known better than n is.
    private func degreesBetween(_ a: Double, _ b: Double) -> Degrees {
        let step = q.n - p.n
        if b < 0.5 { return Degrees(n: p.n + b * step, excess: p.excess + b * step) }
        return Degrees(n: q.n - a * step, excess: q.excess - a * step)
    }

    private func combine(_ work: borrowing MatrixWorkspace, _ α: Lane, _ β: Lane) {
        for lane in 0..<count { work.covariances.combine(lane, β[lane], α[lane]) }
    }

    private func scaleDifference(_ work: borrowing MatrixWorkspace, _ weight: Lane) {
        for lane in 0..<count { work.covariances.scaleDifference(lane, weight[lane]) }
    }

    /// Twice the divergence of the Gaussians of two groups but for their means.
    private func relate(
        _ work: borrowing MatrixWorkspace, _ from: Int, _ to: Int, difference: Int
    ) throws(DivergenceError) -> Lane {
        func group(_ index: Int) -> GaussianGroup {
            work.covariances.group(index, index == 1 ? arguments.q.second : arguments.p.second, count: count)
        }
        return try work.pair.relate(group(from), group(to), difference: group(difference))
    }

    /// Of degrees of freedom q and p and their difference.
    private func remainder(_ q: Degrees, _ p: Degrees, _ step: Lane) -> Lane {
        let (b, a, difference) = (0.5 * q.n, 0.5 * p.n, 0.5 * step)
        var sum = CompensatedSum<Lane>()
        for i in 0..<rows {
            let rest = Double(rows - 1 - i)
            let (x, y) = (0.5 * (q.excess + rest), 0.5 * (p.excess + rest))
            sum.add(logGammaRemainder(x, y, difference: difference))
            if i > 0 { sum.add(shiftedExcess(b, a, (x, y), difference, 0.5 * Double(i))) }
        }
        return select(sum.high .== .infinity, sum.high, sum.high + sum.low)
    }
}

/// Of b, a and both less s: X(b - s, a - s) - X(b, a) with X(b, a) = b log(b / a) - b + a, for 0 < s < a, b: the Bregman divergence of
/// (x - s) log(x - s) - x log x, which is convex, its second derivative being s / (x (x - s)). With 1 + u = (b - s) a / ((a - s) b)
/// and I(c) = c - 1 - log c:
///
///     X(b - s, a - s) - X(b, a) = (b - s) log(1 + u) - s log(b / a)
///                               = s^2 d^2 / (a b (a - s)) + s I(b / a) - (b - s) I(1 + u),   d = b - a,  u = s d / (b (a - s)).
///
/// For |u| <= 1/2 what is subtracted is at most 3/4 of the first term; beyond, the first line's terms are at most six times
/// their difference.
private func shiftedExcess(_ b: Lane, _ a: Lane, _ shifted: (Lane, Lane), _ d: Lane, _ s: Double) -> Lane {
    let (x, y) = shifted
    let (share, other) = (x / b, y / a)
    let step = (s / a) * (d / b)
    let u = step / other
    let subtracted = x * itakuraSaito(share, other, difference: step)
    let near = (s * (d / a)) * u + s * itakuraSaito(b, a, difference: d) - subtracted
    let far =
        x * logRatio(ofAny: share, other, difference: step).value - s * logRatio(ofAny: b, a, difference: d).value
    return select(u.magnitude .< 0.5, near, far)
}
