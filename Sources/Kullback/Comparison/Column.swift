import KullbackPlatform

/// One number of each of many tokens, in memory of the caller's.
struct Column {
    let values: UnsafeMutablePointer<Double>
    private(set) var count = 0

    init(_ values: UnsafeMutablePointer<Double>) { self.values = values }

    /// Takes the numbers of those of `rows` tokens that have one.
    mutating func fill(_ rows: Int, _ number: (Int) -> Double?) {
        count = 0
        for row in 0..<rows {
            guard let number = number(row) else { continue }
            values[count] = number
            count += 1
        }
    }

    var mean: Estimate { estimate(.k1) }

    /// NaN of no numbers.
    func estimate(_ estimator: Estimator) -> Estimate {
        if count == 0 { return Estimate(value: .nan, standardError: .nan, count: 0) }
        return Estimate(unit: 1) { scale in
            reduceBlocks(count, threads: 1) { range in
                momentsOfBlock(estimator, values + range.lowerBound, range.count, scale)
            }
        }
    }

    /// Sorts the numbers.
    func quantiles() -> ComparisonReport.Quantiles {
        var result = [13 of Double](repeating: .nan)
        for index in 0..<count where values[index].isNaN { return ComparisonReport.Quantiles(values: result) }
        if count > 0 {
            sort(values, count)
            let probabilities = ComparisonReport.Quantiles.probabilities
            for index in 0..<13 { result[index] = quantile(values, count, probabilities[index]) }
        }
        return ComparisonReport.Quantiles(values: result)
    }
}
