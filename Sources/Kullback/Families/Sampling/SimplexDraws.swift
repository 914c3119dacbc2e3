extension RandomStream {
    /// The index of a category with probability proportional to its weight.
    package mutating func nextCategory(_ weights: UnsafePointer<Double>, count: Int) -> Int {
        var total = 0.0
        for index in 0..<count { total += weights[index] }
        let target = nextUniform() * total
        var (sum, last) = (0.0, 0)
        for index in 0..<count where weights[index] > 0 {
            sum += weights[index]
            if target < sum { return index }
            last = index
        }
        // The product may have been rounded to the total.
        return last
    }

    /// Counts of categories, as many as `trials`: one binomial draw for each, of those that are left.
    package mutating func drawMultinomial(
        trials: Double, _ weights: UnsafePointer<Double>, count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        // First the sums of the weights up to each, so that from the last one on nothing is subtracted.
        var sum = 0.0
        for index in 0..<count {
            sum += weights[index]
            result[index] = sum
        }
        var left = trials
        for index in stride(from: count - 1, through: 1, by: -1) {
            let outcome = BinomialDraws(successes: weights[index], failures: result[index - 1])
            result[index] = outcome.draw(trials: left, &self)
            left -= result[index]
        }
        if count > 0 { result[0] = left }
    }

    /// A point of the simplex: shares of gamma variables, by their logarithms.
    package mutating func drawDirichlet(
        _ concentration: UnsafePointer<Double>, count: Int, into result: UnsafeMutablePointer<Double>
    ) {
        var (total, largest) = (0.0, -Double.infinity)
        for index in 0..<count { total += concentration[index] }
        if isVertex(total) {
            let vertex = nextCategory(concentration, count: count)
            for index in 0..<count { result[index] = index == vertex ? 1 : 0 }
            return
        }
        for index in 0..<count {
            result[index] = nextLogGamma(shape: concentration[index])
            largest = max(largest, result[index])
        }
        var sum = 0.0
        for index in 0..<count {
            result[index] = exp(result[index] - largest)
            sum += result[index]
        }
        for index in 0..<count { result[index] /= sum }
    }
}
