/// What Stirling's formula lacks: log Γ(x + 1) - (x log x - x + log(2 π x) / 2), for any x > 0, off by less than 3e-16
/// and 2e-16 of itself.
///
/// Below 16 as the sum of its differences, δ(y) - δ(y + 1) = (y + 1/2) log((y + 1) / y) - 1 = atanh(s) / s - 1 with s =
/// 1 / (2 y + 1), all positive.
func stirlingError(ofAny x: Double) -> Double {
    if x >= 16 { return stirlingError(Lane(repeating: x))[0] }
    let y = x + Lane(0, 1, 2, 3, 4, 5, 6, 7)
    return stirlingSteps(y).treeSum + (stirlingSteps(y + 8).treeSum + stirlingError(Lane(repeating: x + 16))[0])
}

private func stirlingSteps(_ y: Lane) -> Lane {
    let small = y .< 2
    let s = Lane(repeating: 1) / (2 * select(small, Lane(repeating: 2), y) + 1)
    return select(small, (y + 0.5) * logRatio(ofAny: y + 1, y).value - 1, atanhExcess(s) / s)
}
