/// A row of probabilities, log-probabilities or logits, divided by its sum element by element.
struct NormalizedRow {
    private let view: RowView
    private let row: Int
    /// Nil for probabilities.
    private var temperature: Double?
    /// The largest logarithm.
    private var shift = 0.0
    /// Weights are multiplied with 2^exponent, which makes their sum a number in [1, 2).
    private var exponent = 0
    private(set) var sum = 0.0

    init(_ rows: DiscreteRows, _ row: Int) throws(DivergenceError) {
        view = rows.view
        self.row = row
        switch rows.settings.space {
        case .probabilities:
            let weight = try rows.weight(row)
            (sum, exponent) = (weight.significand, Int(weight.exponent))
            return
        case .logProbabilities: temperature = 1
        case .logits(let temperature): self.temperature = temperature
        }
        shift = try rows.maximum(row)
        var total = CompensatedSum<Double>()
        if shift.isNaN { total.add(shift) } else { for index in 0..<view.count { total.add(weight(index)) } }
        sum = total.value
        if !rows.settings.normalize { try rows.check(row, sum: sum * exp(shift), invalid: 0) }
    }

    func isPositive(_ index: Int) -> Bool { view[row, index] > (temperature == nil ? 0 : -.infinity) }

    /// The element's probability.
    subscript(index: Int) -> Double { weight(index) / sum }

    /// The quotient of two probabilities, neither 0: within the range of positive doubles.
    func ratio(_ index: Int, to other: NormalizedRow) -> Double {
        let factor = other.sum / sum
        let ratio: Double
        if temperature == nil {
            let (a, b) = (view[row, index], other.view[row, index])
            let power = (a.exponent &- b.exponent) &+ (exponent &- other.exponent)
            ratio = Double(sign: .plus, exponent: power, significand: a.significand / b.significand * factor)
        } else {
            ratio = exp(logarithm(index) + -other.logarithm(index)) * factor
        }
        return min(max(ratio, .leastNonzeroMagnitude), .greatestFiniteMagnitude)
    }

    private func weight(_ index: Int) -> Double {
        if temperature != nil { return exp(logarithm(index)) }
        return Double(sign: .plus, exponent: exponent, significand: view[row, index])
    }

    /// Of the weight, which is at most one.
    private func logarithm(_ index: Int) -> DoubleDouble {
        let x = view[row, index]
        if x == -.infinity { return DoubleDouble(x) }
        return DoubleDouble(sum: x, -shift) / DoubleDouble(temperature ?? 1)
    }
}
