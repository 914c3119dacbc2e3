import KullbackPlatform

// Entropies of a table. Each is a sum of non-negative terms: none is a difference of entropies.

extension TableLines {
    /// H of all elements.
    var jointEntropy: Double {
        var sums = kernel_entropy_sums()
        for line in 0..<lines.count { sums.merge(entropySums(line, exponent)) }
        return sums.entropy
    }

    /// H(last axis | others) = Σ P(line) H(line)
    var conditionalEntropy: Double {
        var sum = kernel_sum()
        for (index, line) in lines.enumerated() where line.sum.high > 0 {
            sum.add(line.weight.high * (line.sum.high / total.high) * entropySums(index, line.exponent).entropy)
        }
        return sum.value
    }

    private func entropySums(_ line: Int, _ exponent: Int) -> kernel_entropy_sums {
        reduceBlocks(view.length, threads: threads) { columns in
            withRun(line, columns, exponent) { entropySums($0, columns.count, exponent: -power) }
        }
    }

    /// H of a marginal of `count` indices.
    func entropy(_ marginal: UnsafePointer<DoubleDouble>, _ count: Int) -> Double {
        let high = RowView(
            data: UnsafeRawPointer(marginal), type: .f64, rows: 1, count: count, rowStride: 0,
            stride: MemoryLayout<DoubleDouble>.stride / MemoryLayout<Double>.stride)
        return reduceBlocks(count, threads: threads) { range in
            high.withRun(0, range) { entropySums($0, range.count, exponent: -power) }
        }.entropy
    }

    /// Of weights times 2^exponent, which brings their sum to about 1: in the entropy it cancels.
    func entropySums(_ weights: UnsafePointer<Double>, _ count: Int, exponent: Int) -> kernel_entropy_sums {
        var source = kernel_entropy_source()
        source.exponent = Int32(exponent)
        return kernels.pointee.entropy(&source, weights, count)
    }
}
