import CKullback
import Kullback

/// The entropies of a batch.
private func entropies<Rows: Batch, Element: Scalar>(
    _ quantity: kullback_quantity, _ p: UnsafePointer<Rows>?, _ options: UnsafePointer<kullback_options>?,
    _ result: UnsafeMutablePointer<Element>?, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let p = try RowView(p, .p)
        try entropy(quantity, p, options, ResultView(result, rows: p.rows, stride: resultStride))
    }
}

/// The divergences of two batches, row by row.
private func divergences<Rows: Batch, Element: Scalar>(
    _ quantity: kullback_quantity, _ p: UnsafePointer<Rows>?, _ q: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let (p, q) = (try RowView(p, .p), try RowView(q, .q))
        try divergence(quantity, p, q, options, ResultView(result, rows: p.rows, stride: resultStride))
    }
}

@c @implementation
public func kullback_entropy_rows_f64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    entropies(quantity, p, options, result, resultStride)
}

@c @implementation
public func kullback_entropy_rows_f32(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f32>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Float>!, _ resultStride: Int
) -> kullback_status {
    entropies(quantity, p, options, result, resultStride)
}

@c @implementation
public func kullback_divergence_rows_f64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f64>!,
    _ q: UnsafePointer<kullback_rows_f64>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    divergences(quantity, p, q, options, result, resultStride)
}

@c @implementation
public func kullback_divergence_rows_f32(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f32>!,
    _ q: UnsafePointer<kullback_rows_f32>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Float>!, _ resultStride: Int
) -> kullback_status {
    divergences(quantity, p, q, options, result, resultStride)
}

@c @implementation
public func kullback_divergence_rows_i64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_i64>!,
    _ q: UnsafePointer<kullback_rows_i64>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    divergences(quantity, p, q, options, result, resultStride)
}
