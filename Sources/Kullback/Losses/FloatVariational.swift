import KullbackPlatform

/// D(N(loc, exp(log_var)) ‖ N(0, 1)) of rows of narrow types, in floats.
struct FloatVariational {
    private let loc: RowView
    private let logVariance: RowView
    private let locGradient: ResultView?
    private let logVarianceGradient: ResultView?
    private let plan: LossPlan

    /// Nil where floats are not as good as doubles.
    init?(_ loss: NormalLoss, _ results: NormalResults) {
        let columns = loss.columns
        guard columns.family == .normalLogVariance, !columns.hasQ, loss.floor == .none, !loss.isElementwise else {
            return nil
        }
        for column in 0..<2 {
            // Rows without elements may have no address.
            guard columns.views[column].isNarrow, columns.count > 0 else { return nil }
            if let gradient = results.gradients[column], gradient.type.kernelType == nil { return nil }
        }
        (loc, logVariance) = (columns.views[0], columns.views[1])
        (locGradient, logVarianceGradient) = (results.gradients[0], results.gradients[1])
        plan = loss.plan
    }

    /// A row's value in nats, with its gradients written; or nil where a number or a result is out of the range in which
    /// the relative error is below 1e-6.
    func row(_ row: Int, weight: Double) -> Double? {
        let factor = weight * plan.gradientFactor
        guard abs(factor) > 0x1p-60, abs(factor) < 0x1p60 else { return nil }
        let sums = reduceBlocks(plan.count, threads: plan.threads.withinRow) { block(row, $0, Float(factor)) }
        // Squares of numbers below 2^-63 vanish.
        guard sums.total.value > 0x1p-80, sums.loc < (Float(0x1p40)).bitPattern, sums.log_var <= Float(80).bitPattern
        else { return nil }
        return sums.total.value
    }

    private func block(_ row: Int, _ range: Range<Int>, _ factor: Float) -> kernel_variational {
        // Room costs a row of 256 as much as its elements do.
        if loc.isContiguousFloats, logVariance.isContiguousFloats, locGradient == nil, logVarianceGradient == nil {
            return kernels.pointee.variational(
                loc.address(row, range).assumingMemoryBound(to: Float.self),
                logVariance.address(row, range).assumingMemoryBound(to: Float.self), range.count, factor, nil, nil)
        }
        return withFloatBlocks { a, b, ofLoc, ofLogVariance in
            let sums = kernels.pointee.variational(
                loc.floats(row, range, a), logVariance.floats(row, range, b), range.count, factor,
                locGradient == nil ? nil : ofLoc, logVarianceGradient == nil ? nil : ofLogVariance)
            locGradient?.store(row, range, ofLoc)
            logVarianceGradient?.store(row, range, ofLogVariance)
            return sums
        }
    }
}

extension kernel_variational: RunSums {
    mutating func merge(_ next: kernel_variational) {
        total.add(next.total)
        loc = max(loc, next.loc)
        log_var = max(log_var, next.log_var)
    }
}
