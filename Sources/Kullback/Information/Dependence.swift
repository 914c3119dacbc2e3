// What lines are compared with, for each quantity: a line's weight in the mixture, the factor of the mixture, and the
// share of the comparison in the result.

extension TableLines {
    /// Total correlation of the axes from `first` on, given the earlier ones; of two axes, the mutual information:
    ///
    ///     Σ p log(p s^(d-1) / Π m_k)
    ///
    /// with s and m_k the sum and the marginals of p for the same indices on the given axes. The mixture of the lines of
    /// such a plane is the marginal of the last axis, and the factor is Π m_k / s^(d-1) over the others, which need
    /// room for as many numbers as they have indices.
    func totalCorrelation(
        from first: Int, _ marginals: UnsafeMutablePointer<DoubleDouble>, entropy: Bool
    ) -> LineSums {
        let count = view.lines(from: first)
        var sums = LineSums()
        for start in stride(from: 0, to: lines.count, by: max(count, 1)) {
            let plane = start..<start + count
            let total = sumMarginals(plane, first, marginals)
            for line in plane { compare(line, first, marginals, total) }
            sums.merge(mixture(plane, entropy: entropy))
        }
        return sums
    }

    /// The marginals of all axes from `first` on but the last, one after the other; returns their sum.
    func sumMarginals(
        _ plane: Range<Int>, _ first: Int, _ marginals: UnsafeMutablePointer<DoubleDouble>
    ) -> DoubleDouble {
        var total = DoubleDouble(0)
        var marginal = marginals
        for axis in first..<view.dimensions - 1 {
            marginal.initialize(repeating: DoubleDouble(0), count: view.shape[axis])
            for line in plane {
                let index = view.index(ofLine: line, onAxis: axis)
                marginal[index] = marginal[index] + mass(line)
            }
            marginal += view.shape[axis]
        }
        for line in plane { total = total + mass(line) }
        return total
    }

    /// Sum of a line, times 2^exponent.
    private func mass(_ line: Int) -> DoubleDouble { lines[line].sum.scaled(by: exponent - lines[line].exponent) }

    private func compare(
        _ line: Int, _ first: Int, _ marginals: UnsafeMutablePointer<DoubleDouble>, _ total: DoubleDouble
    ) {
        lines[line].share = lines[line].weight.high / self.total.high.scaled(by: -self.power)
        var factor = DoubleDouble(1)
        var power = lines[line].exponent - exponent
        var marginal = marginals
        for axis in first..<view.dimensions - 1 {
            factor = factor * (marginal[view.index(ofLine: line, onAxis: axis)] / total)
            // All that the line is compared with is 0, and so is the line, at least beside the table.
            if !(factor.high > 0) { return lines[line].share = 0 }
            let size = Int(factor.high.exponent)
            factor = factor.scaled(by: -size)
            power += size
            marginal += view.shape[axis]
        }
        // Where the mixture would vanish beside the line, its own part in the sum has.
        let excess = lines[line].sum.high > 0 ? max(-700 - power, 0) : 0
        lines[line].factor = factor.scaled(by: power + excess)
        lines[line].logExcess = Double(excess) * logTwo
    }

    /// Jensen–Shannon divergence among the lines, Σ w D(p / s ‖ m) with m = Σ w p / s: each line is compared with m s, and
    /// counts w / s.
    func jensenShannon(_ weights: (Int) -> DoubleDouble) -> Double {
        for line in 0..<lines.count {
            let sum = lines[line].sum
            let share = weights(line) / sum.scaled(by: -power)
            lines[line].weight = share
            lines[line].factor = sum.scaled(by: -power)
            lines[line].share = share.high
        }
        return mixture(0..<lines.count).divergence.value
    }
}
