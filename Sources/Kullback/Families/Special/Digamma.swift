/// ψ(x) - log(x), which is negative, for positive finite x. Relative error below 1e-15.
///
/// The recursion's steps ψ(x) - log(x) - ψ(x + 1) + log(x + 1) = log(1 + 1/x) - 1/x have one sign.
@inline(never)
func digammaExcess(_ x: Lane) -> Lane {
    let one = Lane(repeating: 1)
    var sum = Lane.zero
    var y = x
    for step in 1...Int(stirlingBound) {
        let isSmall = y .< stirlingBound
        if !isSmall.isAnySet { break }
        let ratio = logRatio(ofAny: y + 1, y, difference: one)
        let inverse = one / y
        let excess = select(ratio.k .== 0, ratio.s * inverse - 2 * ratio.w, inverse - ratio.value)
        sum += select(isSmall, excess, .zero)
        y = select(isSmall, x + Double(step), y)
    }
    let inverse = one / y
    return -(sum + inverse * (0.5 + inverse * polynomial(inverse * inverse, digammaCoefficients)))
}

/// -x^2 S'(x) of the series of Binet's function.
let digammaCoefficients: [21 of Double] = [
    0.08333333333333327, -0.008333333333291662, 0.0039682539569369495, -0.004166665023894036, 0.007575609615428417,
    -0.021083731820642344, 0.08293075249607129, -0.42964157116170937, 2.6877084420303508, -18.282585216987908,
    122.53860156121762, -751.5239731896961, 4012.70927843115, -18030.161308940213, 66396.34977699522,
    -195402.1710547582, 446270.82637579006, -759799.6364044243, 905535.8054601965, -672955.9601652754,
    234435.48686747794,
]

/// The divergence of a gamma distribution from the normal distribution of its mean and variance,
///
///     log(2 π e a) / 2 - (a + lgΓ(a) + (1 - a) ψ(a)) = 1/2 + (a - 1) (ψ(a) - log a) - S(a),
///
/// near 1/(3 a) for large a, where it is computed from the series of both functions.
@inline(never)
func gammaNegentropy(_ a: Lane) -> Lane {
    let inverse = Lane(repeating: 1) / a
    let square = inverse * inverse
    let (slope, value) = (polynomial(square, digammaCoefficients), polynomial(square, binetCoefficients))
    let series = inverse * (0.5 - slope - value) + square * slope
    let isSmall = a .< stirlingBound
    if !isSmall.isAnySet { return series }
    return select(isSmall, 0.5 + (a - 1) * digammaExcess(a) - stirlingError(ofAny: a), series)
}

/// ψ(x) for positive finite x. Relative error below 2e-15, also near its zero.
@inline(never)
func digamma(_ x: Lane) -> Lane {
    let distance = (x - digammaZero) - digammaZeroLow
    return select(distance.magnitude .< 0.25, distance * nearZero(distance), logarithm(x) + digammaExcess(x))
}

private let digammaZero = 1.4616321449683622
private let digammaZeroLow = 9.549995429965697e-17

/// ψ(x) / (x - x0) for |x - x0| <= 1/4 as a polynomial, off by less than 2e-16 of itself.
@inline(__always)
private func nearZero(_ distance: Lane) -> Lane {
    polynomial(
        distance,
        [
            0.9676722454476212, -0.44276316898359813, 0.2584997609556688, -0.16394270543880232, 0.10782405068530725,
            -0.07219956187728545, 0.048804288923852635, -0.03316107938279683, 0.022597600701742035,
            -0.01542659553769368, 0.010540402677069462, -0.007166632996796356, 0.004896670362821703,
            -0.0037652396281756513, 0.0025947726328002423,
        ])
}
