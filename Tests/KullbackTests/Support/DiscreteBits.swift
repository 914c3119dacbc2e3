import Kullback

/// Every discrete quantity of two rows of weights, as bits.
func discreteBits<Element: Scalar>(
    _ p: [Element], _ q: [Element], space: Space = .probabilities, threads: Int = 1
) throws -> [UInt64] {
    [
        try entropy(of: p, space: space, normalize: true, threads: threads).bits,
        try crossEntropy(of: p, from: q, space: space, normalize: true, threads: threads).bits,
        try klDivergence(of: p, from: q, space: space, normalize: true, threads: threads).bits,
        try jeffreysDivergence(between: p, and: q, space: space, normalize: true, threads: threads).bits,
        try jensenShannonDivergence(between: p, and: q, space: space, normalize: true, threads: threads).bits,
        try jensenShannonDistance(between: p, and: q, space: space, normalize: true, threads: threads).bits,
    ]
}

/// The same for each row of two batches: quantity by quantity, row by row.
func discreteBits<Element: Scalar>(
    _ p: Rows<Element>, _ q: Rows<Element>, space: Space = .probabilities, threads: Int = 1
) throws -> [[UInt64]] {
    [
        try entropy(of: p, space: space, normalize: true, threads: threads).map(\.bits),
        try crossEntropy(of: p, from: q, space: space, normalize: true, threads: threads).map(\.bits),
        try klDivergence(of: p, from: q, space: space, normalize: true, threads: threads).map(\.bits),
        try jeffreysDivergence(between: p, and: q, space: space, normalize: true, threads: threads).map(\.bits),
        try jensenShannonDivergence(between: p, and: q, space: space, normalize: true, threads: threads).map(\.bits),
        try jensenShannonDistance(between: p, and: q, space: space, normalize: true, threads: threads).map(\.bits),
    ]
}
