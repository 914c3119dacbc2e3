import CKullback
import Kullback

private func smooth<Rows: Batch, Element: Scalar>(
    _ method: kullback_smoothing, _ amount: Double, _ p: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?, _ rowStride: Int,
    _ stride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let smoothing: Smoothing
        switch method {
        case kullback_smoothing(KULLBACK_ADDITIVE): smoothing = .additive(amount)
        case kullback_smoothing(KULLBACK_MIXING): smoothing = .mixing(amount)
        default: throw DivergenceError(.quantity, .quantity, value: Double(method))
        }
        let p = try RowView(p, .p)
        try Kullback.smooth(
            smoothing, p, options,
            ResultView(result, rows: p.rows, count: p.count, rowStride: rowStride, stride: stride))
    }
}

private func coarseGrain<Rows: Batch, Element: Scalar>(
    _ p: UnsafePointer<Rows>?, _ binMap: UnsafePointer<Int64>?, _ groups: Int,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?, _ rowStride: Int,
    _ stride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let p = try RowView(p, .p)
        try Kullback.coarseGrain(
            p, binMap: binMap, groups: groups, options,
            ResultView(result, rows: p.rows, count: groups, rowStride: rowStride, stride: stride))
    }
}

@c @implementation
public func kullback_smooth_f64(
    _ method: kullback_smoothing, _ amount: Double, _ p: UnsafePointer<kullback_rows_f64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    smooth(method, amount, p, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_smooth_f32(
    _ method: kullback_smoothing, _ amount: Double, _ p: UnsafePointer<kullback_rows_f32>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Float>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    smooth(method, amount, p, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_smooth_i64(
    _ method: kullback_smoothing, _ amount: Double, _ p: UnsafePointer<kullback_rows_i64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    smooth(method, amount, p, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_coarse_grain_f64(
    _ p: UnsafePointer<kullback_rows_f64>!, _ binMap: UnsafePointer<Int64>!, _ groups: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    coarseGrain(p, binMap, groups, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_coarse_grain_f32(
    _ p: UnsafePointer<kullback_rows_f32>!, _ binMap: UnsafePointer<Int64>!, _ groups: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Float>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    coarseGrain(p, binMap, groups, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_coarse_grain_i64(
    _ p: UnsafePointer<kullback_rows_i64>!, _ binMap: UnsafePointer<Int64>!, _ groups: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int,
    _ resultStride: Int
) -> kullback_status {
    coarseGrain(p, binMap, groups, options, result, resultRowStride, resultStride)
}
