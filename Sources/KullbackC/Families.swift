import CKullback
import Kullback

/// One pair of products of normals with contiguous parameters.
private func simple<Element: Scalar>(
    _ family: NormalFamily, _ p: (UnsafePointer<Element>?, UnsafePointer<Element>?),
    _ q: (UnsafePointer<Element>?, UnsafePointer<Element>?)?, _ count: Int,
    _ result: UnsafeMutablePointer<Element>?
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        func views(_ parameters: (UnsafePointer<Element>?, UnsafePointer<Element>?)) -> (RowView, RowView) {
            (RowView(parameters.0, count: count), RowView(parameters.1, count: count))
        }
        try familyRows(
            FamilyColumns(family, views(p), q.map(views), options), ResultView(result, rows: 1, stride: 1))
    }
}

@c @implementation
public func kullback_normal_kl_f64(
    _ locP: Double, _ scaleP: Double, _ locQ: Double, _ scaleQ: Double, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    let parameters: [4 of Double] = [locP, scaleP, locQ, scaleQ]
    return parameters.span.withUnsafeBufferPointer {
        let first = $0.baseAddress!
        return simple(.normal, (first, first + 1), (first + 2, first + 3), 1, result)
    }
}

@c @implementation
public func kullback_normal_kl_f32(
    _ locP: Float, _ scaleP: Float, _ locQ: Float, _ scaleQ: Float, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    let parameters: [4 of Float] = [locP, scaleP, locQ, scaleQ]
    return parameters.span.withUnsafeBufferPointer {
        let first = $0.baseAddress!
        return simple(.normal, (first, first + 1), (first + 2, first + 3), 1, result)
    }
}

@c @implementation
public func kullback_diagonal_normal_kl_f64(
    _ locP: UnsafePointer<Double>!, _ scaleP: UnsafePointer<Double>!, _ locQ: UnsafePointer<Double>!,
    _ scaleQ: UnsafePointer<Double>!, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.normal, (locP, scaleP), (locQ, scaleQ), count, result)
}

@c @implementation
public func kullback_diagonal_normal_kl_f32(
    _ locP: UnsafePointer<Float>!, _ scaleP: UnsafePointer<Float>!, _ locQ: UnsafePointer<Float>!,
    _ scaleQ: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.normal, (locP, scaleP), (locQ, scaleQ), count, result)
}

@c @implementation
public func kullback_vae_kl_f64(
    _ loc: UnsafePointer<Double>!, _ logVar: UnsafePointer<Double>!, _ count: Int,
    _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    simple(.normalLogVariance, (loc, logVar), nil, count, result)
}

@c @implementation
public func kullback_vae_kl_f32(
    _ loc: UnsafePointer<Float>!, _ logVar: UnsafePointer<Float>!, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    simple(.normalLogVariance, (loc, logVar), nil, count, result)
}

extension FamilyColumns {
    /// From the C arguments; `p` is looked at before `q`, and a `q` of NULL is the standard member.
    fileprivate init<Rows: Batch>(
        _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<Rows>?,
        _ q: UnsafePointer<Rows>?, _ options: Options
    ) throws(DivergenceError) {
        let family = try lookUpFamily(quantity, family)
        let first = (try RowView(p, .p), try RowView(p.map { $0 + 1 }, .p))
        let second = q == nil ? nil : (try RowView(q, .q), try RowView(q.map { $0 + 1 }, .q))
        try self.init(family, first, second, options)
    }
}

/// KL is the one quantity that families have.
private func lookUpFamily(_ quantity: Int32, _ family: Int32) throws(DivergenceError) -> NormalFamily {
    guard quantity == KULLBACK_KL else { throw DivergenceError(.quantity, .quantity, value: Double(quantity)) }
    return try lookUp(NormalFamily.self, family)
}

private func elementwise<Rows: Batch, Element: Scalar>(
    _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<Rows>?, _ q: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?,
    _ resultRowStride: Int, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let columns = try FamilyColumns(quantity, family, p, q, options)
        try familyElements(
            columns,
            ResultView(
                result, rows: columns.rows, count: columns.count, rowStride: resultRowStride, stride: resultStride))
    }
}

private func overRows<Rows: Batch, Element: Scalar>(
    _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<Rows>?, _ q: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let columns = try FamilyColumns(quantity, family, p, q, options)
        try familyRows(columns, ResultView(result, rows: columns.rows, stride: resultStride))
    }
}

@c @implementation
public func kullback_family_f64(
    _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<kullback_rows_f64>!,
    _ q: UnsafePointer<kullback_rows_f64>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultRowStride: Int, _ resultStride: Int
) -> kullback_status {
    elementwise(quantity, family, p, q, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_family_f32(
    _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<kullback_rows_f32>!,
    _ q: UnsafePointer<kullback_rows_f32>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Float>!, _ resultRowStride: Int, _ resultStride: Int
) -> kullback_status {
    elementwise(quantity, family, p, q, options, result, resultRowStride, resultStride)
}

@c @implementation
public func kullback_family_rows_f64(
    _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<kullback_rows_f64>!,
    _ q: UnsafePointer<kullback_rows_f64>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    overRows(quantity, family, p, q, options, result, resultStride)
}

@c @implementation
public func kullback_family_rows_f32(
    _ quantity: kullback_quantity, _ family: kullback_family, _ p: UnsafePointer<kullback_rows_f32>!,
    _ q: UnsafePointer<kullback_rows_f32>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Float>!, _ resultStride: Int
) -> kullback_status {
    overRows(quantity, family, p, q, options, result, resultStride)
}
