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
