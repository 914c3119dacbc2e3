/// log(p / q), and p log(p / q) - p + q, of single positive numbers whose difference p - q is known exactly, or
/// better than by subtraction: with small relative error however close p and q are.

func logQuotient(_ p: Double, _ q: Double, difference: Double) -> Double {
    scaledRatio(p, q, difference).ratio.value[0]
}

/// p log(p / q) - p + q >= 0; q for p = 0.
func klTerm(_ p: Double, _ q: Double, difference: Double) -> Double {
    if p == 0 { return q }
    let (ratio, scale) = scaledRatio(p, q, difference)
    if ratio.k[0] == 0 {
        // (p + q) ((1 + s) atanh(s) - s), s = (p - q) / (p + q)
        let (s, w) = (ratio.s[0], ratio.w[0])
        return (p * scale + q * scale) * (s * s + (1 + s) * w) / scale
    }
    return p * ratio.value[0] - difference
}

/// Sums of numbers above 2^1000 might overflow: they are halved often enough.
private func scaledRatio(_ p: Double, _ q: Double, _ difference: Double) -> (ratio: LogRatio, scale: Double) {
    let scale = max(p, q) > 0x1p1000 ? 0x1p-64 : 1
    let ratio = logRatio(
        Lane(repeating: p * scale), Lane(repeating: q * scale), difference: Lane(repeating: difference * scale))
    return (ratio, scale)
}
