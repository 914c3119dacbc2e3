import KullbackPlatform

/// Sums over the columns of some lines.
struct LineSums: RunSums {
    /// Of share · D(line ‖ mixture · factor)
    var divergence = kernel_sum()
    /// Of the mixture.
    var entropy = kernel_entropy_sums()

    mutating func merge(_ next: LineSums) {
        divergence.add(next.divergence)
        entropy.merge(next.entropy)
    }
}

extension TableLines {
    /// Compares lines with their mixture: Σ share · (generalised) D(line ‖ mixture · factor), by blocks of columns.
    ///
    /// With m the mixture to twice the precision, p - factor · m keeps its digits where the two nearly agree, and the
    /// terms p log(p / q) - p + q are never negative. All but about 2^-100 of their linear parts cancels in the sum over
    /// all lines, because mixtures and factors come from the same sums; what they leave is not added.
    func mixture(_ range: Range<Int>, entropy: Bool = false) -> LineSums {
        reduceBlocks(view.length, threads: threads) { columns in
            var (high, low) = (Block(), Block())
            return withUnsafeMutablePointer(to: &high) { high in
                withUnsafeMutablePointer(to: &low) { low in
                    mixture(
                        range, columns, UnsafeMutableRawPointer(high).assumingMemoryBound(to: Double.self),
                        UnsafeMutableRawPointer(low).assumingMemoryBound(to: Double.self), entropy: entropy)
                }
            }
        }
    }

    private func mixture(
        _ range: Range<Int>, _ columns: Range<Int>, _ high: UnsafeMutablePointer<Double>,
        _ low: UnsafeMutablePointer<Double>, entropy: Bool
    ) -> LineSums {
        var sums = LineSums()
        for index in range where lines[index].share > 0 {
            let line = lines[index]
            withRun(index, columns, line.exponent, weight: line.weight.high) {
                kernels.pointee.accumulate($0, columns.count, line.weight.high, line.weight.low, high, low)
            }
        }
        for index in range where lines[index].share > 0 {
            let line = lines[index]
            let terms = withRun(index, columns, line.exponent, weight: line.weight.high) {
                kernels.pointee.expanded($0, high, low, columns.count, line.factor.high, line.factor.low)
            }
            let divergence = terms.term.value + line.logExcess * terms.p.value
            sums.divergence.add(line.share * divergence.scaled(by: -power))
        }
        if entropy { sums.entropy = entropySums(high, columns.count, exponent: -power) }
        return sums
    }
}
