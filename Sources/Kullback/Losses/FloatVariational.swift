import KullbackPlatform

/// From this many elements on, gradients go past the caches.
private let streamLength = 1 << 21

/// D(N(loc, exp(log_var)) ‖ N(0, 1)) of contiguous rows of narrow types, in floats.
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
        func isNarrow(_ type: _ElementType, _ stride: Int) -> Bool { type.kernelType != nil && stride == 1 }
        for column in 0..<2 {
            let (view, gradient) = (columns.views[column], results.gradients[column])
            guard isNarrow(view.type, view.stride) else { return nil }
            if let gradient, !isNarrow(gradient.type, gradient.stride) { return nil }
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
        withRoom { room in
            let floats = UnsafeMutableRawPointer(room).assumingMemoryBound(to: Float.self)
            func place(_ index: Int) -> UnsafeMutablePointer<Float> { floats + index * Int(kernel_block_length) }
            let sums = kernels.pointee.variational(
                loc.floats(row, range, place(0)), logVariance.floats(row, range, place(1)), range.count, factor,
                locGradient == nil ? nil : place(2), logVarianceGradient == nil ? nil : place(3))
            let isStream = plan.rows * plan.count >= streamLength
            locGradient?.store(row, range, floats: place(2), isStream)
            logVarianceGradient?.store(row, range, floats: place(3), isStream)
            return sums
        }
    }
}

extension RowView {
    /// Part of a row of a narrow type as floats: where they are, or copied.
    fileprivate func floats(
        _ row: Int, _ range: Range<Int>, _ room: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Float> {
        guard let kernelType = type.kernelType, let data else { return UnsafePointer(room) }
        let start = data + (row * rowStride + range.lowerBound) * type.size
        if type == .f32 { return start.assumingMemoryBound(to: Float.self) }
        kernels.pointee.widen_floats(kernelType, start, range.count, room)
        return UnsafePointer(room)
    }
}

extension ResultView {
    fileprivate func store(_ row: Int, _ range: Range<Int>, floats: UnsafePointer<Float>, _ isStream: Bool) {
        guard let kernelType = type.kernelType, let data else { return }
        let start = data + (row * rowStride + range.lowerBound) * type.size
        kernels.pointee.narrow_floats(kernelType, floats, range.count, start, isStream ? 1 : 0)
    }
}

extension kernel_variational: RunSums {
    mutating func merge(_ next: kernel_variational) {
        total.add(next.total)
        loc = max(loc, next.loc)
        log_var = max(log_var, next.log_var)
    }
}
