import KullbackPlatform

/// Results of kernels for two runs of one row, merged into the result for both.
///
/// Merging is where the order of additions is fixed: blocks within a chunk, then chunks, always from the first
/// to the last.
protocol RunSums {
    mutating func merge(_ next: Self)
}

extension kernel_sum {
    init(_ sum: CompensatedSum<Double>) { self.init(high: sum.high, low: sum.low) }

    var value: Double { CompensatedSum(high: high, low: low).value }

    mutating func add(_ next: kernel_sum) {
        var sum = CompensatedSum(high: high, low: low)
        sum.add(CompensatedSum(high: next.high, low: next.low))
        self = kernel_sum(sum)
    }

    mutating func add(_ x: Double) { add(kernel_sum(high: x, low: 0)) }
}

extension kernel_divergence_sums: RunSums {
    mutating func merge(_ next: kernel_divergence_sums) {
        term.add(next.term)
        p.add(next.p)
        difference.add(next.difference)
        invalid |= next.invalid
    }
}

extension kernel_entropy_sums: RunSums {
    mutating func merge(_ next: kernel_entropy_sums) {
        rest.add(next.rest)
        term.add(next.term)
        if next.largest > largest {
            rest.add(largest)
            term.add(largest_term)
            (largest, largest_term) = (next.largest, next.largest_term)
        } else {
            rest.add(next.largest)
            term.add(next.largest_term)
        }
        invalid |= next.invalid
    }
}

extension kernel_total: RunSums {
    mutating func merge(_ next: kernel_total) {
        total.add(next.total)
        invalid |= next.invalid
    }
}

extension kernel_maximum: RunSums {
    mutating func merge(_ next: kernel_maximum) {
        maximum = next.maximum.isNaN || next.maximum > maximum ? next.maximum : maximum
        invalid |= next.invalid
    }
}

extension kernel_moments: RunSums {
    /// Chan, Golub & LeVeque (1983): the squares of both, and of the distance between their means.
    mutating func merge(_ next: kernel_moments) {
        if next.count == 0 { return }
        if count == 0 {
            self = next
            return
        }
        let (n, m) = (Double(count), Double(next.count))
        // n m / (n + m) (total / n - next / m)^2, with the rounding errors of the totals and the products.
        let (a, b) = (total.high * m, next.total.high * n)
        let errors = (-a).addingProduct(total.high, m) - (-b).addingProduct(next.total.high, n)
        let raw = (a - b) + (errors + (total.low * m - next.total.low * n))
        // As with deviations from a mean, less than that is rounding.
        let distance = abs(raw) <= abs(a) * 0x1p-98 ? 0 : raw
        squares += next.squares + distance / (n * m) * distance / (n + m)
        total.add(next.total)
        count += next.count
    }
}
