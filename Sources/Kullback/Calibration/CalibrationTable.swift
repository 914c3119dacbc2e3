import KullbackPlatform

/// Rows by confidence.
struct CalibrationTable: ~Copyable {
    private let bins: Buffer<Bin>
    let binCount: Int
    /// Rows with a NaN, which are in no bin.
    private var missing = 0

    private struct Bin: BitwiseCopyable {
        var count = 0
        var accuracy = kernel_sum()
        var confidence = kernel_sum()
        /// Of accuracy - confidence.
        var excess = kernel_sum()
    }

    /// `nil` stands for the default of 15 (Guo et al. 2017).
    init(binCount: Int?) throws(DivergenceError) {
        let binCount = binCount ?? 15
        guard (1...(1 << 20)).contains(binCount) else {
            throw DivergenceError(.option, .binCount, value: Double(binCount))
        }
        bins = try Buffer(Bin.self, binCount)
        bins.base.initialize(repeating: Bin(), count: binCount)
        self.binCount = binCount
    }

    /// Adds a row whose largest weight is `largest`, beside which the others sum to `rest`.
    mutating func add(largest: Double, rest: Double, accuracy: Double) {
        let total = largest + rest
        let (confidence, complement) = (largest / total, rest / total)
        guard !confidence.isNaN, !accuracy.isNaN else {
            missing += 1
            return
        }
        let bin = bins.base + index(of: confidence)
        bin.pointee.count += 1
        bin.pointee.accuracy.add(accuracy)
        bin.pointee.confidence.add(confidence)
        // 1 - confidence has its digits where the confidence is almost 1.
        bin.pointee.excess.add(accuracy * complement)
        bin.pointee.excess.add((accuracy - 1) * confidence)
    }

    /// The bin (i / n, (i + 1) / n], with edges that are rounded.
    private func index(of confidence: Double) -> Int {
        let n = Double(binCount)
        var index = min(Int(confidence * n), binCount - 1)
        // The product is rounded: it may be one off.
        if index > 0, confidence <= Double(index) / n { index -= 1 }
        if index < binCount - 1, confidence > Double(index + 1) / n { index += 1 }
        return index
    }

    subscript(index: Int) -> CalibrationBin {
        let bin = bins.base[index]
        return CalibrationBin(
            accuracy: bin.accuracy.value / Double(bin.count), confidence: bin.confidence.value / Double(bin.count),
            count: bin.count)
    }

    var summary: CalibrationSummary {
        var (count, maximum) = (missing, 0.0)
        var (accuracy, confidence) = (kernel_sum(), kernel_sum())
        var expected = kernel_sum()
        for index in 0..<binCount {
            let bin = bins.base[index]
            if bin.count == 0 { continue }
            count += bin.count
            accuracy.add(bin.accuracy)
            confidence.add(bin.confidence)
            expected.add(abs(bin.excess.value))
            maximum = max(maximum, abs(bin.excess.value) / Double(bin.count))
        }
        let n = missing > 0 ? Double.nan : Double(count)
        return CalibrationSummary(
            expected: expected.value / n, maximum: missing > 0 ? .nan : maximum, accuracy: accuracy.value / n,
            confidence: confidence.value / n, count: count)
    }
}

package struct CalibrationSummary {
    package let expected: Double
    package let maximum: Double
    package let accuracy: Double
    package let confidence: Double
    package let count: Int
}
