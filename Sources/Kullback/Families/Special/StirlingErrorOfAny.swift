/// What Stirling's formula lacks: log Γ(x + 1) - (x log x - x + log(2 π x) / 2), for any x > 0, off by less than 3e-16 and
/// 2e-16 of itself.
///
/// Below 16 as the sum of its differences, δ(y) - δ(y + 1) = (y + 1/2) log((y + 1) / y) - 1 = atanh(s) / s - 1 with
/// s = 1 / (2 y + 1), all positive.
@inline(never)
func stirlingError(ofAny x: Lane) -> Lane {
    var (y, sum) = (x, Lane.zero)
    for _ in 0..<16 {
        let isSmall = y .< 16
        if !isSmall.isAnySet { break }
        let ratio = logRatio(ofAny: y + 1, y, difference: Lane(repeating: 1))
        let step = select(ratio.k .== 0, ratio.w / ratio.s, (y + 0.5) * ratio.value - 1)
        (sum, y) = (sum + select(isSmall, step, .zero), select(isSmall, y + 1, y))
    }
    return sum + stirlingError(y)
}

func stirlingError(ofAny x: Double) -> Double { stirlingError(ofAny: Lane(repeating: x))[0] }
