import CKullback
import Kullback

/// A row of results for each row of a batch.
private func elements<Rows: Batch, Element: Scalar>(
    _ quantity: kullback_quantity, _ p: UnsafePointer<Rows>?, _ options: UnsafePointer<kullback_options>?,
    _ result: UnsafeMutablePointer<Element>?, _ rowStride: Int, _ stride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let p = try RowView(p, .p)
        let results = ResultView(result, rows: p.rows, count: p.count, rowStride: rowStride, stride: stride)
        try entropyElements(quantity, p, options, results)
    }
}

/// A row of results for each pair of rows.
private func elements<Rows: Batch, Element: Scalar>(
    _ quantity: kullback_quantity, _ p: UnsafePointer<Rows>?, _ q: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?, _ rowStride: Int,
    _ stride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let (p, q) = (try RowView(p, .p), try RowView(q, .q))
        let results = ResultView(result, rows: p.rows, count: p.count, rowStride: rowStride, stride: stride)
        try divergenceElements(quantity, p, q, options, results)
    }
}

@c @implementation
public func kullback_entropy_elements_f64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    elements(quantity, p, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_divergence_elements_f64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f64>!,
    _ q: UnsafePointer<kullback_rows_f64>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int, _ resultStride: Int
) -> kullback_status {
    elements(quantity, p, q, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_entropy_elements_f32(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f32>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Float>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    elements(quantity, p, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_divergence_elements_f32(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_f32>!,
    _ q: UnsafePointer<kullback_rows_f32>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Float>!, _ resultRowStride: Int, _ resultStride: Int
) -> kullback_status {
    elements(quantity, p, q, options, result, resultRowStride, resultStride)
}
