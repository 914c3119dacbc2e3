import KullbackPlatform

/// Gradients of D(P ‖ Q) with respect to logits, for at most a block of pairs; p may be nil.
///
/// With L = log(q / p) = d - shift and D the divergence: q - p = p (exp(L) - 1), and -p (L + D).
@inline(__always)
func logitGradient(
    _ pair: kernel_logits, _ factor: Float, _ divergence: Float, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ count: Int, _ p: UnsafeMutablePointer<Float>?, _ q: UnsafeMutablePointer<Float>, _ isStream: Bool
) {
    @inline(__always)
    func gradients(_ a: FloatLane, _ b: FloatLane) -> (weight: FloatLane, difference: FloatLane) {
        let d = AnyRate.difference(a, b, pair) - FloatLane(repeating: pair.shift_low)
        let weight = logitWeight(AnyRate.self, a, pair).weight * FloatLane(repeating: factor)
        return (float_where_at_least(a, FloatLane(repeating: pair.lowest), weight), d)
    }
    if let p {
        forEachRegister(a, b, count) { a, b, offset, lanes in
            let (weight, difference) = gradients(a, b)
            (weight * SplitExponential(difference).expm1).store(q + offset, lanes, isStream)
            (weight * (FloatLane(repeating: -divergence) - difference)).store(p + offset, lanes, isStream)
        }
    } else {
        forEachRegister(a, b, count) { a, b, offset, lanes in
            let (weight, difference) = gradients(a, b)
            (weight * SplitExponential(difference).expm1).store(q + offset, lanes, isStream)
        }
    }
    if isStream { float_stream_end() }
}

extension FloatLane {
    /// Writes the first `lanes` ones, past the caches if asked to.
    @inline(__always)
    fileprivate func store(_ pointer: UnsafeMutablePointer<Float>, _ lanes: Int, _ isStream: Bool) {
        if lanes == floatWidth {
            float_store(self, pointer, isStream ? 1 : 0)
        } else {
            for lane in 0..<lanes { pointer[lane] = self[lane] }
        }
    }
}

@inline(__always)
private func forEachRegister(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int,
    _ body: (FloatLane, FloatLane, _ offset: Int, _ lanes: Int) -> Void
) {
    var offset = 0
    while offset + floatWidth <= count {
        body(.load(a + offset), .load(b + offset), offset, floatWidth)
        offset += floatWidth
    }
    if offset < count {
        var (last, other) = (FloatLane(repeating: 0), FloatLane(repeating: 0))
        for lane in 0..<(count - offset) {
            last[lane] = a[offset + lane]
            other[lane] = b[offset + lane]
        }
        body(last, other, offset, count - offset)
    }
}

/// Numbers of a narrow type as floats.
@inline(__always)
func widen(_ type: kernel_type, _ from: UnsafeRawPointer, _ count: Int, _ to: UnsafeMutablePointer<Float>) {
    switch type {
    case kernel_f16: widen(from.assumingMemoryBound(to: UInt16.self), count, to, float_from_f16)
    case kernel_bf16: widen(from.assumingMemoryBound(to: UInt16.self), count, to, float_from_bf16)
    default: to.update(from: from.assumingMemoryBound(to: Float.self), count: count)
    }
}

@inline(__always)
private func widen(
    _ from: UnsafePointer<UInt16>, _ count: Int, _ to: UnsafeMutablePointer<Float>,
    _ convert: (float_halves_t) -> FloatLane
) {
    var offset = 0
    while offset + floatWidth <= count {
        convert(UnsafeRawPointer(from + offset).loadUnaligned(as: float_halves_t.self)).store(to + offset)
        offset += floatWidth
    }
    while offset < count {
        to[offset] = convert(float_halves_t(repeating: from[offset]))[0]
        offset += 1
    }
}

/// Floats as a narrow type, rounded to nearest.
@inline(__always)
func narrow(
    _ type: kernel_type, _ from: UnsafePointer<Float>, _ count: Int, _ to: UnsafeMutableRawPointer, _ isStream: Bool
) {
    let size = type == kernel_f32 ? 4 : 2
    var offset = 0
    while offset + floatWidth <= count {
        let (lane, place) = (FloatLane.load(from + offset), to + offset * size)
        switch type {
        case kernel_f16: float_store_f16(lane, place)
        case kernel_bf16: float_store_bf16(lane, place)
        default: float_store(lane, place, isStream ? 1 : 0)
        }
        offset += floatWidth
    }
    while offset < count {
        let (lane, place) = (FloatLane(repeating: from[offset]), to + offset * size)
        switch type {
        case kernel_f16: place.storeBytes(of: float_first_f16(lane), as: UInt16.self)
        case kernel_bf16: place.storeBytes(of: float_to_bf16(lane)[0], as: UInt16.self)
        default: place.storeBytes(of: from[offset], as: Float.self)
        }
        offset += 1
    }
    if isStream { float_stream_end() }
}
