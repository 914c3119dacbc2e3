import KullbackPlatform

/// Elements whose terms are summed in floats, four to a lane, before they go into doubles.
private let sumLength = 64

/// (loc^2 + phi(log_var)) / 2 summed over at most a block, and its gradients times a factor. Terms are right to 8e-7
/// where |log_var| <= 80 and no square leaves the range of a float.
@inline(__always)
func variational(
    _ loc: UnsafePointer<Float>, _ logVariance: UnsafePointer<Float>, _ count: Int, _ factor: Float,
    _ locGradient: UnsafeMutablePointer<Float>?, _ logVarianceGradient: UnsafeMutablePointer<Float>?
) -> kernel_variational {
    var result = kernel_variational()
    var sums = SixteenLanes()
    let whole = count - count % sumLength
    withPadding(loc + whole, logVariance + whole, count - whole) { locRest, logVarianceRest in
        for part in 0..<floatParts {
            var wide = WideSums()
            var (locRange, logVarianceRange) = (FloatBits(repeating: 0), FloatBits(repeating: 0))
            @inline(__always)
            func add(_ loc: UnsafePointer<Float>, _ logVariance: UnsafePointer<Float>, _ start: Int, _ end: Int) {
                var sum = FloatLane(repeating: 0)
                for group in stride(from: 0, to: end - start, by: 16) {
                    let offset = group + part * floatWidth
                    let (a, b) = (FloatLane.load(loc + offset), FloatLane.load(logVariance + offset))
                    let exponential = SplitExponential(b)
                    sum = sum + a.times(a, plus: exponential.phi)
                    locRange = float_larger_magnitude(locRange, a)
                    logVarianceRange = float_larger_magnitude(logVarianceRange, b)
                    if let locGradient { (a * FloatLane(repeating: factor)).store(locGradient + (start + offset)) }
                    if let logVarianceGradient {
                        (exponential.expm1 * FloatLane(repeating: 0.5 * factor)).store(
                            logVarianceGradient + (start + offset))
                    }
                }
                wide.add(sum)
            }
            for start in stride(from: 0, to: whole, by: sumLength) {
                add(loc + start, logVariance + start, start, start + sumLength)
            }
            if whole < count { add(locRest, logVarianceRest, whole, count) }
            sums.withPointer { wide.store($0, part) }
            result.loc = max(result.loc, float_bits_maximum(locRange))
            result.log_var = max(result.log_var, float_bits_maximum(logVarianceRange))
        }
    }
    result.total = kernel_sum(high: 0.5 * sums.treeSum, low: 0)
    return result
}

/// The last numbers, filled up with ones of no divergence.
@inline(__always)
private func withPadding(
    _ loc: UnsafePointer<Float>, _ logVariance: UnsafePointer<Float>, _ count: Int,
    _ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void
) {
    var padding = InlineArray<8, SIMD16<Float>>(repeating: .zero)
    withUnsafeMutableBytes(of: &padding) { bytes in
        let rest = bytes.baseAddress!.assumingMemoryBound(to: Float.self)
        for index in 0..<count {
            rest[index] = loc[index]
            rest[sumLength + index] = logVariance[index]
        }
        body(rest, rest + sumLength)
    }
}
