/// How many of `good` items are among `drawn` ones, out of `total`; all integers up to 2^53.
package func drawHypergeometric(
    good: Double, drawn: Double, total: Double, _ random: inout RandomStream
) -> Double {
    // The smaller part of either division: at most half of the total.
    let (a, b) = (min(good, total - good), min(drawn, total - drawn))
    var k = min(a, b) <= 16 ? inverted(min(a, b), max(a, b), total, &random) : ratioOfUniforms(a, b, total, &random)
    if good > a { k = b - k }
    return drawn > b ? good - k : k
}

/// By inversion, from P(0) = Π (N - b - i) / (N - i) over i < a, which is in the range of doubles for a <= 18.
private func inverted(_ a: Double, _ b: Double, _ total: Double, _ random: inout RandomStream) -> Double {
    if a == 0 { return 0 }
    var (numerator, denominator, i) = (1.0, 1.0, 0.0)
    while i < a {
        numerator *= total - b - i
        denominator *= total - i
        i += 1
    }
    var mass = numerator / denominator
    var (u, _) = random.nextUniforms()
    var k = 0.0
    while u > mass, k < a {
        u -= mass
        mass *= ((a - k) * (b - k)) / ((k + 1) * (total - a - b + k + 1))
        k += 1
    }
    return k
}

/// Stadlober's ratio of uniforms with a table mountain hat (1990, "The ratio of uniforms approach for generating
/// discrete random variates"), HRUA*, with probabilities in deviance form.
private func ratioOfUniforms(_ a: Double, _ b: Double, _ total: Double, _ random: inout RandomStream) -> Double {
    let (p, q) = (b / total, (total - b) / total)
    let means = SIMD4(a * p, a * q, (total - a) * p, (total - a) * q)
    // The four cells of the table of 2 x 2 counts that k decides.
    func cells(_ k: Double) -> SIMD4<Double> { SIMD4(k, a - k, b - k, (total - a) - (b - k)) }
    let mode = Double(Int64((a + 1) * ((b + 1) / (total + 2))))
    let center = means[0] + 0.5
    let spread = (means[0] * q * ((total - a) / (total - 1)) + 0.5).squareRoot()
    let width = 1.7155277699214135 * spread + 0.8989161620588988
    let end = min(min(a, b) + 1, center + 16 * spread)
    while true {
        let (u, v) = random.nextUniforms()
        let x = center + width * (v - 0.5) / u
        guard x >= 0, x < end else { continue }
        let k = Double(Int64(x))
        let logRatio = logWeightRatio(cells(k), cells(mode), means: means)
        // Two bounds of 2 log(u) spare most of the logarithms.
        if u * (4 - u) - 3 <= logRatio { return k }
        if u * (u - logRatio) < 1, 2 * log(u) <= logRatio { return k }
    }
}
