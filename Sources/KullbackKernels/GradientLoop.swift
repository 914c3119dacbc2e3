import KullbackPlatform

// Gradients of losses, block by block, from the constants that a pass over the whole row has found. One loop serves all
// of them: a gradient is a combination of what `kernel_gradient_side` lists, and nearly all coefficients are 0.

func gradient(
    _ gradient: kernel_gradient, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ count: Int,
    _ pGradient: UnsafeMutablePointer<Double>?, _ qGradient: UnsafeMutablePointer<Double>?
) {
    _ = forEachStage(withPowers: false, gradient.source, p, q, count) { stage, start in
        let length = min(Stage.length, count - start)
        if let pGradient { stage.store(gradient, gradient.p, isQ: false, p + start, pGradient + start, length) }
        if let qGradient { stage.store(gradient, gradient.q, isQ: true, q + start, qGradient + start, length) }
    }
}

/// One side's normalised probabilities x beside the other's, y.
private struct GradientPair {
    let x: Lane
    let y: Lane
    /// x - y, with small relative error.
    let difference: Lane
    /// log(x / y), with small relative error, where both are positive.
    let logRatio: Lane
    let noX: LaneMask
    let noY: LaneMask

    @inline(__always)
    init(_ checked: CheckedPair, _ gradient: kernel_gradient, isQ: Bool) {
        let pair = checked.pair
        let (p, q) = (pair.p * gradient.p_unit, pair.q * gradient.q_unit)
        let difference = (pair.difference + pair.q * gradient.balance) * gradient.p_unit
        let ratio = pair.logRatio + Lane(repeating: gradient.offset)
        self.difference = isQ ? -difference : difference
        logRatio = isQ ? -ratio : ratio
        (x, y) = isQ ? (q, p) : (p, q)
        (noX, noY) = isQ ? (checked.noQ, checked.noP) : (checked.noP, checked.noQ)
    }

    /// log(x / y), or log(x / m) with m the weighted sum of both, and its limits; 0 where there is neither.
    @inline(__always)
    func logarithm(weight: Double, otherWeight: Double) -> Lane {
        var value = logRatio
        var atInfinity = Lane(repeating: .infinity)
        if weight != 0 {
            let mixture = x * weight + y * otherWeight
            let ratio = logQuotient(x, mixture, difference * otherWeight)
            // x may be too small for a double.
            value = select(x .== 0, Lane(repeating: -.infinity), ratio)
            atInfinity = value
        }
        let single = select(noX, Lane(repeating: -.infinity), select(noY, atInfinity, value))
        return select(noX .& noY, .zero, single)
    }
}

/// log(x / y)
@inline(__always)
private func logQuotient(_ x: Lane, _ y: Lane, _ difference: Lane) -> Lane {
    logRatio(x, y, difference: difference).value
}

extension Stage {
    /// Writes one side's gradient; `numbers` are that side's, as they are read.
    @inline(never)
    fileprivate func store(
        _ gradient: kernel_gradient, _ side: kernel_gradient_side, isQ: Bool, _ numbers: UnsafePointer<Double>,
        _ result: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        for group in 0..<groups {
            let pair = GradientPair(pairs[group], gradient, isQ: isQ)
            var sum = Lane.zero
            if side.log != 0 { sum += side.log * side.centred(pair) }
            if side.difference != 0 { sum += side.difference * side.difference(pair) }
            if side.entropy != 0 { sum += side.entropy * side.entropy(pair, pairs[group].pair.p, gradient) }
            if side.mass != 0 { sum += side.mass * side.times(pair.x, Lane(repeating: 1)) }
            if side.constant != 0 {
                sum +=
                    side.constant * (side.is_of_probabilities != 0 ? Lane(repeating: 1) / pair.x : Lane(repeating: 1))
            }
            let (offset, lanes) = (8 * group, min(8, count - 8 * group))
            if side.is_of_probabilities == 0 {
                // A masked logit has no gradient; one whose probability is too small for a double may have a constant.
                let isMasked = Lane.load(numbers + offset, count: lanes, padding: 0) .== -.infinity
                sum = select(isMasked, .zero, sum)
            }
            // NaN has one bit pattern.
            select(sum.isNaN, Lane(repeating: .nan), sum).store(result + offset, count: lanes)
        }
    }
}

extension kernel_gradient_side {
    /// x value, where 0 times infinity is 0, or the value alone.
    @inline(__always)
    fileprivate func times(_ x: Lane, _ value: Lane) -> Lane {
        is_of_probabilities != 0 ? value : select(x .== 0, .zero, x * value)
    }

    /// x (log(x / y) - mean). Where the mean is infinite because of an element, so is the element's own.
    @inline(__always)
    fileprivate func centred(_ pair: GradientPair) -> Lane {
        let logarithm = pair.logarithm(weight: weight, otherWeight: other_weight)
        return times(pair.x, select(logarithm .== .infinity, logarithm, logarithm - Lane(repeating: mean)))
    }

    /// x - y; of probabilities 1 - y / x, with 0 / 0 = 0.
    @inline(__always)
    fileprivate func difference(_ pair: GradientPair) -> Lane {
        if is_of_probabilities == 0 { return pair.difference }
        let limit = select(pair.noY, Lane(repeating: 1), Lane(repeating: -.infinity))
        return select(pair.noX, limit, pair.difference / pair.x)
    }

    /// x (-log x - entropy)
    @inline(__always)
    fileprivate func entropy(_ pair: GradientPair, _ p: Lane, _ gradient: kernel_gradient) -> Lane {
        let ratio = logRatio(ofAny: Lane(repeating: gradient.largest), p).value
        let information = select(p .== 0, Lane(repeating: .infinity), ratio + Lane(repeating: gradient.others))
        return times(pair.x, information - Lane(repeating: gradient.entropy))
    }
}
