import KullbackPlatform

/// Elements whose terms are summed in floats, four to a lane, before they go into doubles.
private let sumLength = 64

/// exp(x) - 1 and exp(x) - 1 - x for |x| <= 80, with relative errors below 3e-7.
///
/// Up to 1 they come from one polynomial without a reduction, so that nothing cancels; beyond, the difference that is
/// left is at least a third of its terms.
private struct FloatExcesses {
    let phi: FloatLane
    let expm1: FloatLane

    @inline(__always)
    init(_ x: FloatLane) {
        let far = SplitExponential(x)
        let near = x * wholePhiOverSquare(x)
        phi = float_where_small(x, 1, x * near, far.phi)
        expm1 = float_where_small(x, 1, x.times(near, plus: x), far.expm1)
    }
}

/// phi(x) / x^2 for |x| <= 1, with a relative error below 1e-8 before rounding.
@inline(__always)
private func wholePhiOverSquare(_ x: FloatLane) -> FloatLane {
    FloatLane(repeating: 0x1.74168cp-19).times(x, plus: 0x1.a9622ap-16).times(x, plus: 0x1.a028cep-13).times(
        x, plus: 0x1.6bffb0p-10
    )
    .times(x, plus: 0x1.1110e0p-7).times(x, plus: 0x1.55557ap-5).times(x, plus: 0x1.555556p-3).times(x, plus: 0.5)
}

/// (loc^2 + phi(log_var)) / 2 summed over at most a block, and its gradients times a factor. Terms are right to 4e-7
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
                    let excesses = FloatExcesses(b)
                    sum = sum + a.times(a, plus: excesses.phi)
                    locRange = float_larger_magnitude(locRange, a)
                    logVarianceRange = float_larger_magnitude(logVarianceRange, b)
                    if let locGradient { (a * FloatLane(repeating: factor)).store(locGradient + (start + offset)) }
                    if let logVarianceGradient {
                        (excesses.expm1 * FloatLane(repeating: 0.5 * factor)).store(
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
            for lane in 0..<floatWidth {
                result.loc = max(result.loc, locRange[lane])
                result.log_var = max(result.log_var, logVarianceRange[lane])
            }
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
