/// Inequalities between divergences of the same two distributions. The raw values are those of the C header's
/// `kullback_bound`, which states formulas and sources.
public enum Bound: Int32, Sendable, CaseIterable {
    case totalVariationFromKLPinsker = 110
    case totalVariationFromKLBretagnolleHuber = 120
    /// The smaller of the two above.
    case totalVariationFromKL = 130
    /// The smallest upper bound there is.
    case totalVariationFromKLSharp = 140
    case totalVariationFromSquaredHellinger = 150
    case klFromTotalVariationPinsker = 210
    case klFromTotalVariationBretagnolleHuber = 220
    case klFromTotalVariationVajda = 230
    /// The largest lower bound there is.
    case klFromTotalVariationSharp = 240
    case klFromSquaredHellinger = 250
    case klFromPearsonChiSquared = 260
    case squaredHellingerFromTotalVariation = 310
    case squaredHellingerFromKL = 320
    case jensenShannonUpperFromTotalVariation = 410
    case jensenShannonLowerFromTotalVariation = 420
    case pearsonChiSquaredFromKL = 510

    /// The bound that `x` gives.
    ///
    /// - Parameters:
    ///   - x: What the case's name says last.
    ///   - unit: That of Kullback–Leibler and Jensen–Shannon divergences, given and returned.
    /// - Throws: ``DivergenceError`` for a negative number, and one above 1 for total variation and squared Hellinger.
    public func callAsFunction(_ x: Double, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try withNumber(x) { x, result throws(DivergenceError) in try values(x, 1, Options(unit: unit), result) }
    }

    /// The same, with divergences in units of `unit` nats each.
    func value(_ x: Double, unit: Double) -> Double {
        let nats = x * unit
        return switch self {
        case .totalVariationFromKLPinsker: min((nats / 2).squareRoot(), 1)
        case .totalVariationFromKLBretagnolleHuber: (0 - expm1(-nats)).squareRoot()
        case .totalVariationFromKL: largestTotalVariation(nats)
        case .totalVariationFromKLSharp: sharpTotalVariation(nats)
        case .totalVariationFromSquaredHellinger: (x * (2 - x)).squareRoot()
        case .klFromTotalVariationPinsker: 2 * x * x / unit
        case .klFromTotalVariationBretagnolleHuber: bretagnolleHuber(x) / unit
        case .klFromTotalVariationVajda: vajda(x) / unit
        case .klFromTotalVariationSharp: sharpKL(x).value / unit
        case .klFromSquaredHellinger: x == 1 ? .infinity : -2 * log1p(-x) / unit
        case .klFromPearsonChiSquared: logOfOnePlus(x) / unit
        case .squaredHellingerFromTotalVariation: x * x / (1 + ((1 - x) * (1 + x)).squareRoot())
        case .squaredHellingerFromKL: 0 - expm1(-nats / 2)
        case .jensenShannonUpperFromTotalVariation: x * logTwo / unit
        case .jensenShannonLowerFromTotalVariation: smallestJensenShannon(x) / unit
        case .pearsonChiSquaredFromKL: expm1(nats)
        }
    }

    /// The largest `x` there is: one for total variation and the squared Hellinger distance.
    var largest: Double {
        switch self {
        case .totalVariationFromKLPinsker, .totalVariationFromKLBretagnolleHuber, .totalVariationFromKL,
            .totalVariationFromKLSharp, .squaredHellingerFromKL, .klFromPearsonChiSquared, .pearsonChiSquaredFromKL:
            .infinity
        default: 1
        }
    }

    /// The bound that each of `count` numbers gives.
    package func values(
        _ x: UnsafePointer<Double>, _ count: Int, _ options: Options, _ result: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        let unit = try options.boundSettings().unit
        try check(x, count, as: .x, 0...largest)
        for index in 0..<count { result[index] = canonical(value(x[index], unit: unit)) }
    }
}

/// What D(p ‖ q) is at most, given the total variation and the smallest probability of q: log(1 + 2 V² / q_min)
/// (Sason 2015).
///
/// - Throws: ``DivergenceError`` for numbers that are not from 0 to 1.
public func largestKLDivergence(
    totalVariation: Double, smallestProbability: Double, unit: Unit = .nats
) throws(DivergenceError) -> Double {
    try withNumber(totalVariation) { x, result throws(DivergenceError) in
        try withNumber(smallestProbability) { smallest, _ throws(DivergenceError) in
            try klFromTotalVariation(x, smallest: smallest, 1, Options(unit: unit), result)
        }
    }
}

@discardableResult
private func withNumber(
    _ x: Double, _ body: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) throws(DivergenceError) -> Void
) throws(DivergenceError) -> Double {
    var (x, result) = (x, 0.0)
    try withUnsafePointer(to: &x) { x throws(DivergenceError) in
        try withUnsafeMutablePointer(to: &result) { result throws(DivergenceError) in try body(x, result) }
    }
    return result
}

/// The same for `count` pairs of numbers.
package func klFromTotalVariation(
    _ totalVariation: UnsafePointer<Double>, smallest: UnsafePointer<Double>, _ count: Int, _ options: Options,
    _ result: UnsafeMutablePointer<Double>
) throws(DivergenceError) {
    let unit = try options.boundSettings().unit
    try check(totalVariation, count, as: .x, 0...1)
    try check(smallest, count, as: .smallestQ, 0...1)
    for index in 0..<count {
        let (x, smallest) = (totalVariation[index], smallest[index])
        // Divided before it is squared: either may be tiny. At 0 / 0 the rows are equal.
        let ratio = x == 0 ? 0 : 2 * x * (x / smallest)
        result[index] = canonical(logOfOnePlus(ratio) / unit)
    }
}

private func check(
    _ x: UnsafePointer<Double>, _ count: Int, as argument: DivergenceError.Argument, _ range: ClosedRange<Double>
) throws(DivergenceError) {
    for index in 0..<count where x[index] < range.lowerBound || x[index] > range.upperBound {
        throw DivergenceError(.parameter, argument, index: index, value: x[index])
    }
}

extension Options {
    /// Bounds have a unit; there are no rows.
    fileprivate func boundSettings() throws(DivergenceError) -> Settings {
        guard space == .probabilities, !normalize, sumTolerance == nil, threads == 0 else {
            throw DivergenceError(.option, .options)
        }
        return try Settings(self, .f64)
    }
}
