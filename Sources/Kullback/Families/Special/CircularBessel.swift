// The log-normaliser F(κ) = log I0(κ) of von Mises distributions, whose mean resultant length is F'(κ) = A(κ) = I1(κ) /
// I0(κ).
//
// I0(κ) is the mean of e^(κ c), c = cos θ, over the circle. Up to κ = 64 it is taken by the trapezoid rule of 80
// points, which leaves out 2 I80(κ), 4e-20 of it. All sums are of positive terms: of weights e^(-κ v), v = 1 - c, and
// of points c and -c in pairs where signs differ. From κ = 32 on, by the asymptotic series
//
//     log I0(κ) = κ - log(2 π κ) / 2 + Σ c_m κ^-m,
//
// whose terms are positive, too. What follows the eighteenth changes the second derivative by less than 2e-16 of
// itself.

/// A(κ), 1 - A(κ) and log(e^-κ I0(κ)) for κ >= 0, the first two with relative error below 2e-15.
struct CircularMoments {
    var resultant: Lane
    var variance: Lane
    var logScaled: Lane

    @inline(never)
    init(_ concentration: Lane) {
        let large = concentration .> 32
        let series = CircularMoments(large: concentration)
        if large == LaneMask(repeating: -1) {
            self = series
            return
        }
        let sums = CircularMoments(small: select(large, .zero, concentration))
        resultant = select(large, series.resultant, sums.resultant)
        variance = select(large, series.variance, sums.variance)
        logScaled = select(large, series.logScaled, sums.logScaled)
    }

    @inline(__always)
    private init(small a: Lane) {
        var (weights, versines, cosines) = (Lane.zero, Lane.zero, Lane.zero)
        forEachPair(a) { v, near, far in
            weights += near + far
            versines += v * near + (2 - v) * far
            // near - far, which does not cancel for small κ.
            cosines += (v - 1) * (near * expm1((2 * a) * (v - 1)))
        }
        (resultant, variance) = (cosines / weights, versines / weights)
        logScaled = logQuotient(weights, Lane(repeating: 40))
    }

    @inline(__always)
    private init(large a: Lane) {
        let t = Lane(repeating: 1) / a
        var (sum, slope, m) = (Lane.zero, Lane.zero, 18.0)
        while m > 0 {
            let coefficient = asymptoticCoefficients[Int(m) - 1]
            (sum, slope) = (t * (sum + coefficient), t * (slope + m * coefficient))
            m -= 1
        }
        variance = t * (slope + 0.5)
        resultant = 1 - variance
        logScaled = sum - 0.5 * logQuotient(a, Lane(repeating: 0.5 / .pi))
    }
}

/// The Bregman divergence F(b) - F(a) - (b - a) A(a) of F = log I0, for a, b >= 0: what concentrations that differ
/// cost. Relative error below 3e-15, for b near a as anywhere else.
///
/// `difference` is b - a, which may be known better than by subtraction.
@inline(never)
func circularBregman(_ b: Lane, _ a: Lane, difference: Lane) -> Lane {
    let small = (b .<= 64) .& (a .<= 64)
    let large = (b .> 32) .& (a .> 32)
    var value = Lane.zero
    if small.isAnySet {
        value = bregmanBySum(select(small, difference, .zero), select(small, a, .zero))
    }
    if large.isAnySet {
        let one = Lane(repeating: 1)
        value = select(
            large, bregmanBySeries(select(large, b, one), select(large, a, one), select(large, difference, .zero)),
            value)
    }
    if (small .| large) == LaneMask(repeating: -1) { return value }
    // One is more than twice the other: two terms, the larger less than three times their sum.
    let (from, to) = (CircularMoments(a), CircularMoments(b))
    let direct = (to.logScaled - from.logScaled) + difference * from.variance
    return select(small .| large, value, direct)
}

/// With d = b - a and means over the density of a: log E e^(d (c - A)) = log(1 + E φ(d (c - A))), since E(c - A) = 0.
@inline(__always)
private func bregmanBySum(_ d: Lane, _ a: Lane) -> Lane {
    var (weights, versines) = (Lane.zero, Lane.zero)
    forEachPair(a) { v, near, far in
        weights += near + far
        versines += v * near + (2 - v) * far
    }
    let mean = versines / weights
    var excess = Lane.zero
    forEachPair(a) { v, near, far in
        excess += near * exponentialExcess(d * (mean - v)) + far * exponentialExcess(d * (mean - (2 - v)))
    }
    return log1p(excess / weights)
}

/// The Bregman divergence of κ^-m is (d / a)² / b P_m with P_m = Σ_i (m - i) b^-i a^(i + 1 - m), P_(m + 1) = P_m / b +
/// (m + 1) a^-m.
@inline(__always)
private func bregmanBySeries(_ b: Lane, _ a: Lane, _ difference: Lane) -> Lane {
    let one = Lane(repeating: 1)
    let (s, t) = (one / b, one / a)
    var (power, polynomial, sum) = (one, one, Lane.zero)
    for m in 0..<18 {
        sum += polynomial * asymptoticCoefficients[m]
        power = power * t
        polynomial = s * polynomial + power * Double(m + 2)
    }
    let d = difference * t
    return 0.5 * itakuraSaito(b, a, difference: difference) + d * (d * s) * sum
}

/// The points of the trapezoid rule in pairs of c and -c, c = 1 - v, with weights e^(-κ v) and e^(-κ (2 - v)).
@inline(__always)
private func forEachPair(_ a: Lane, _ body: (_ v: Lane, _ near: Lane, _ far: Lane) -> Void) {
    for index in 0...20 {
        let v = Lane(repeating: versines[index])
        // The ends of the half circle, and its middle, which is a pair by itself, count half.
        let share = index == 0 || index == 20 ? 0.5 : 1.0
        body(v, exponential(-a * v) * share, exponential(-a * (2 - v)) * share)
    }
}

/// 1 - cos(π i / 40)
private let versines: [21 of Double] = [
    0.0, 0.003082666266872024, 0.012311659404862273, 0.027630079602323398, 0.04894348370484643, 0.07612046748871325,
    0.10899347581163214, 0.14735983564590777, 0.19098300562505258, 0.23959403439996907, 0.2928932188134525,
    0.35055195166981634, 0.41221474770752686, 0.47750143528405115, 0.5460095002604533, 0.6173165676349103,
    0.6909830056250525, 0.7665546361440946, 0.8435655349597692, 0.9215409042721551, 1.0,
]

/// The c_m, from the logarithm of Hankel's series Σ ((2 k - 1)!!)² / (k! (8 κ)^k).
private let asymptoticCoefficients: [18 of Double] = [
    0.125, 0.0625, 0.06510416666666667, 0.1015625, 0.2095703125, 0.5364583333333334, 1.6380658830915178, 5.809814453125,
    23.475127749972874, 106.467822265625, 535.640519510616, 2960.739786783854, 17837.279688947478, 116339.24666050503,
    816737.8421910767, 6140798.86346674, 49232732.339998595, 419272864.964833,
]
