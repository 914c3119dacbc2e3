import CKullback
import Kullback

extension kullback_g_test {
    fileprivate init(_ test: GTest) {
        self.init(
            statistic: test.statistic, df: test.degreesOfFreedom, p_value: test.pValue, correction: test.correction)
    }
}

extension Resampling {
    fileprivate init(_ resampling: kullback_resampling) throws(DivergenceError) {
        guard resampling.reserved == 0 else {
            throw DivergenceError(.option, .resampling, value: Double(resampling.reserved))
        }
        self.init(
            count: resampling.resamples == 0 ? 9999 : resampling.resamples, seed: resampling.seed,
            pseudocount: resampling.pseudocount)
    }
}

/// A copy of the caller's struct, or one of defaults.
private func readResampling(
    _ resampling: UnsafePointer<kullback_resampling>?
) throws(DivergenceError) -> kullback_resampling {
    guard let resampling else { return kullback_resampling() }
    return try readStruct(resampling, size: resampling.pointee.struct_size, kullback_resampling(), .resampling)
}

extension kullback_resampling {
    fileprivate func report(_ fraction: Double) -> Int32 { progress.map { $0(user, fraction) } ?? 0 }
}

@c @implementation
public func kullback_g_test_i64(
    _ observed: UnsafePointer<Int64>!, _ expected: UnsafePointer<Double>!, _ count: Int,
    _ result: UnsafeMutablePointer<kullback_g_test>!
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        let result = try validated(result, rows: 1)
        let observed = RowView(data: observed, type: .i64, rows: 1, count: count, rowStride: 0, stride: 1)
        try gTest(
            observed: observed, expected: RowView(expected, count: count), williams: false, estimatedParameters: 0,
            options
        ) { _, test in result.pointee = kullback_g_test(test) }
    }
}

@c @implementation
public func kullback_g_test_rows_i64(
    _ observed: UnsafePointer<kullback_rows_i64>!, _ expected: UnsafePointer<kullback_rows_f64>!, _ williams: Int32,
    _ ddof: Int, _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<kullback_g_test>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let observed = try RowView(observed, .observed)
        let expected = try RowView(expected, .expected)
        let result = try validated(result, rows: observed.rows)
        try gTest(
            observed: observed, expected: expected, williams: williams != 0, estimatedParameters: ddof, options
        ) { row, test in result[row] = kullback_g_test(test) }
    }
}

@c @implementation
public func kullback_g_test_table_i64(
    _ table: UnsafePointer<kullback_rows_i64>!, _ williams: Int32, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_g_test>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let table = try RowView(table, .table)
        let result = try validated(result, rows: 1)
        result.pointee = kullback_g_test(try gTest(table: table, williams: williams != 0, options))
    }
}

@c @implementation
public func kullback_bootstrap_i64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_i64>!, _ q: UnsafePointer<kullback_rows_i64>!,
    _ resampling: UnsafePointer<kullback_resampling>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_bootstrap>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let (p, q) = (try RowView(p, .p), try RowView(q, .q))
        let known = try readResampling(resampling)
        guard let interval = BootstrapInterval(rawValue: known.interval) else {
            throw DivergenceError(.option, .resampling, value: Double(known.interval))
        }
        let result = try validated(result, rows: 1)
        let resampling = try Resampling(known)
        let bootstrap = try bootstrap(
            quantity, p, q, options, resampling, level: known.level == 0 ? 0.95 : known.level, interval: interval,
            progress: { known.report($0) }, replicates: known.replicates)
        result.pointee = kullback_bootstrap(
            value: bootstrap.value, low: bootstrap.low, high: bootstrap.high,
            standard_error: bootstrap.standardError, bias: bootstrap.bias, resamples: resampling.count)
    }
}

@c @implementation
public func kullback_permutation_test_i64(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_rows_i64>!, _ q: UnsafePointer<kullback_rows_i64>!,
    _ resampling: UnsafePointer<kullback_resampling>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_permutation_test>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(Quantity.self, quantity)
        let (p, q) = (try RowView(p, .p), try RowView(q, .q))
        let known = try readResampling(resampling)
        let result = try validated(result, rows: 1)
        let test = try permutationTest(
            quantity, p, q, options, try Resampling(known), progress: { known.report($0) },
            replicates: known.replicates)
        result.pointee = kullback_permutation_test(value: test.value, p_value: test.pValue, resamples: test.resamples)
    }
}
