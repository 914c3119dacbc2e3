import CKullback
import Kullback

/// `count` numbers and as many results, which exist.
func validated(
    _ x: UnsafePointer<Double>?, _ argument: DivergenceError.Argument, _ count: Int,
    _ result: UnsafeMutablePointer<Double>?
) throws(DivergenceError) -> (x: UnsafePointer<Double>, result: UnsafeMutablePointer<Double>) {
    _ = try RowView(x, count: count).validated(as: argument)
    try ResultView(result, rows: count, stride: 1).validated()
    // Without numbers, any place will do.
    let nowhere = UnsafeMutablePointer<Double>(bitPattern: MemoryLayout<Double>.alignment)
    guard let x = x ?? UnsafePointer(nowhere), let result = result ?? nowhere else {
        throw DivergenceError(.nullPointer, argument)
    }
    return (x, result)
}

@c @implementation
public func kullback_generator_f64(
    _ quantity: kullback_quantity, _ function: kullback_generator_function, _ x: UnsafePointer<Double>!, _ count: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let generator = try Generator(try lookUp(Quantity.self, quantity), options)
        let function = try lookUp(GeneratorFunction.self, function)
        let (x, result) = try validated(x, .x, count, result)
        for index in 0..<count { result[index] = canonical(generator.value(of: function, x[index])) }
    }
}

@c @implementation
public func kullback_generator_limits_f64(
    _ quantity: kullback_quantity, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_generator_limits>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let generator = try Generator(try lookUp(Quantity.self, quantity), options)
        guard let result else { throw DivergenceError(.nullPointer, .result) }
        result.pointee = kullback_generator_limits(
            at_zero: generator.atZero, slope_at_infinity: generator.slopeAtInfinity)
    }
}

/// f of the caller, with what is known of it.
private func divergenceOfCallback<Rows: Batch>(
    _ f: kullback_generator_callback?, _ user: UnsafeMutableRawPointer?,
    _ limits: UnsafePointer<kullback_generator_limits>?, _ p: UnsafePointer<Rows>?, _ q: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Rows.Element>?, _ resultStride: Int
) -> kullback_status where Rows.Element: Scalar {
    boundary(options) { options throws(DivergenceError) in
        guard let f else { throw DivergenceError(.nullPointer, .f) }
        let (p, q) = (try RowView(p, .p), try RowView(q, .q))
        let known = limits?.pointee
        try fDivergence(
            p, q,
            limits: known.map { GeneratorLimits(atZero: $0.at_zero, slopeAtInfinity: $0.slope_at_infinity) }
                ?? GeneratorLimits(),
            options, ResultView(result, rows: p.rows, stride: resultStride)
        ) { f(user, $0, $1, $2) }
    }
}

@c @implementation
public func kullback_f_divergence_f64(
    _ f: kullback_generator_callback!, _ user: UnsafeMutableRawPointer!,
    _ limits: UnsafePointer<kullback_generator_limits>!, _ p: UnsafePointer<kullback_rows_f64>!,
    _ q: UnsafePointer<kullback_rows_f64>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    divergenceOfCallback(f, user, limits, p, q, options, result, resultStride)
}

@c @implementation
public func kullback_f_divergence_f32(
    _ f: kullback_generator_callback!, _ user: UnsafeMutableRawPointer!,
    _ limits: UnsafePointer<kullback_generator_limits>!, _ p: UnsafePointer<kullback_rows_f32>!,
    _ q: UnsafePointer<kullback_rows_f32>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Float>!, _ resultStride: Int
) -> kullback_status {
    divergenceOfCallback(f, user, limits, p, q, options, result, resultStride)
}
