import CKullback
import Kullback

// The simple floor: single contiguous rows.

/// One quantity of single contiguous rows.
private func simple<Element: Scalar>(
    _ quantity: Quantity, _ p: UnsafePointer<Element>?, _ q: UnsafePointer<Element>?, _ count: Int,
    _ result: UnsafeMutablePointer<Element>?, space: Space = .probabilities, order: Double? = nil
) -> kullback_status {
    if space == .probabilities, let result, isAligned(result), let measure = Measure(withoutOptions: quantity),
        let value = quickDivergence(measure, p, q, count)
    {
        result.pointee = Element(canonical(value))
        return kullback_status(KULLBACK_OK)
    }
    return boundary(nil) { options throws(DivergenceError) in
        var options = options
        options.space = space
        options.order = order
        try divergence(
            quantity, RowView(p, count: count), RowView(q, count: count), options,
            ResultView(result, rows: 1, stride: 1))
    }
}

private func simple<Element: Scalar>(
    entropy p: UnsafePointer<Element>?, _ count: Int, _ result: UnsafeMutablePointer<Element>?
) -> kullback_status {
    if let result, isAligned(result), let value = quickEntropy(p, count) {
        result.pointee = Element(canonical(value))
        return kullback_status(KULLBACK_OK)
    }
    return simple(.entropy, p, count, result, order: nil)
}

private func simple<Element: Scalar>(
    _ quantity: Quantity, _ p: UnsafePointer<Element>?, _ count: Int, _ result: UnsafeMutablePointer<Element>?,
    order: Double?
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        var options = options
        options.order = order
        try entropy(quantity, RowView(p, count: count), options, ResultView(result, rows: 1, stride: 1))
    }
}

private func isAligned<Element>(_ pointer: UnsafeMutablePointer<Element>) -> Bool {
    UInt(bitPattern: pointer) % UInt(MemoryLayout<Element>.alignment) == 0
}

@c @implementation
public func kullback_entropy_f64(
    _ p: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(entropy: p, count, result)
}

@c @implementation
public func kullback_entropy_f32(
    _ p: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(entropy: p, count, result)
}

@c @implementation
public func kullback_cross_entropy_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.crossEntropy, p, q, count, result)
}

@c @implementation
public func kullback_cross_entropy_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.crossEntropy, p, q, count, result)
}

@c @implementation
public func kullback_kl_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.klDivergence, p, q, count, result)
}

@c @implementation
public func kullback_kl_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.klDivergence, p, q, count, result)
}

@c @implementation
public func kullback_jeffreys_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.jeffreysDivergence, p, q, count, result)
}

@c @implementation
public func kullback_jeffreys_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.jeffreysDivergence, p, q, count, result)
}

@c @implementation
public func kullback_js_divergence_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.jensenShannonDivergence, p, q, count, result)
}

@c @implementation
public func kullback_js_divergence_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.jensenShannonDivergence, p, q, count, result)
}

@c @implementation
public func kullback_js_distance_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.jensenShannonDistance, p, q, count, result)
}

@c @implementation
public func kullback_js_distance_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.jensenShannonDistance, p, q, count, result)
}

@c @implementation
public func kullback_total_variation_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.totalVariation, p, q, count, result)
}

@c @implementation
public func kullback_total_variation_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.totalVariation, p, q, count, result)
}

@c @implementation
public func kullback_pearson_chi2_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.pearsonChiSquared, p, q, count, result)
}

@c @implementation
public func kullback_pearson_chi2_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.pearsonChiSquared, p, q, count, result)
}

@c @implementation
public func kullback_hellinger_distance_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.hellingerDistance, p, q, count, result)
}

@c @implementation
public func kullback_hellinger_distance_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.hellingerDistance, p, q, count, result)
}

@c @implementation
public func kullback_bhattacharyya_distance_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.bhattacharyyaDistance, p, q, count, result)
}

@c @implementation
public func kullback_bhattacharyya_distance_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.bhattacharyyaDistance, p, q, count, result)
}

@c @implementation
public func kullback_renyi_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ order: Double,
    _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.renyiDivergence, p, q, count, result, order: order)
}

@c @implementation
public func kullback_renyi_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ order: Double,
    _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.renyiDivergence, p, q, count, result, order: order)
}

@c @implementation
public func kullback_renyi_entropy_f64(
    _ p: UnsafePointer<Double>!, _ count: Int, _ order: Double, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.renyiEntropy, p, count, result, order: order)
}

@c @implementation
public func kullback_renyi_entropy_f32(
    _ p: UnsafePointer<Float>!, _ count: Int, _ order: Double, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.renyiEntropy, p, count, result, order: order)
}

@c @implementation
public func kullback_kl_logits_f64(
    _ p: UnsafePointer<Double>!, _ q: UnsafePointer<Double>!, _ count: Int, _ temperature: Double,
    _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.klDivergence, p, q, count, result, space: .logits(temperature: Double(temperature)))
}

@c @implementation
public func kullback_kl_logits_f32(
    _ p: UnsafePointer<Float>!, _ q: UnsafePointer<Float>!, _ count: Int, _ temperature: Float,
    _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.klDivergence, p, q, count, result, space: .logits(temperature: Double(temperature)))
}
