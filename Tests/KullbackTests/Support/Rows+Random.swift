import Kullback

/// Steele, Lea & Flood 2014: a seeded generator, so that a failure can be had again.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// A row of weights of very different size, with some zeros if asked for.
func randomWeights<Element: Scalar>(_ count: Int, seed: UInt64, zeros: Bool = false) -> [Element] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in
        let bits = generator.next()
        if zeros, bits % 7 == 0 { return 0 }
        let significand = Element(1 + Double(bits >> 12) * 0x1p-52)
        return significand * Element(sign: .plus, exponent: -Element.Exponent(bits % 20), significand: 1)
    }
}

/// Such a row, divided by its sum.
func randomRow<Element: Scalar>(_ count: Int, seed: UInt64, zeros: Bool = false) -> [Element] {
    let weights: [Element] = randomWeights(count, seed: seed, zeros: zeros)
    let sum = weights.reduce(0.0) { $0 + Double($1) }
    return weights.map { Element(Double($0) / sum) }
}
