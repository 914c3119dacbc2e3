import CKullback
import Kullback

private func add<Rows: Batch>(
    _ accumulator: UnsafeMutableRawPointer?, _ size: Int, _ side: kullback_argument, _ rows: UnsafePointer<Rows>?,
    _ options: UnsafePointer<kullback_options>?
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let bytes = try AccumulatorBytes(accumulator, size: size)
        let side = try lookUp(Side.self, side)
        try bytes.add(try RowView(rows, side == .p ? .p : .q), to: side, options)
    }
}

@c @implementation
public func kullback_accumulator_size(_ bins: Int) -> Int { AccumulatorBytes.size(bins: bins) ?? 0 }

@c @implementation
public func kullback_accumulator_init(
    _ accumulator: UnsafeMutableRawPointer!, _ size: Int, _ bins: Int
) -> kullback_status {
    boundary(nil) { _ throws(DivergenceError) in
        _ = try AccumulatorBytes(creatingAt: accumulator, size: size, bins: bins)
    }
}

@c @implementation
public func kullback_accumulator_check(
    _ accumulator: UnsafeRawPointer!, _ size: Int, _ header: UnsafeMutablePointer<kullback_accumulator_header>!
) -> kullback_status {
    boundary(nil) { _ throws(DivergenceError) in
        _ = try AccumulatorBytes(accumulator, size: size)
        header?.pointee = accumulator.load(as: kullback_accumulator_header.self)
    }
}

@c @implementation
public func kullback_accumulator_add_f64(
    _ accumulator: UnsafeMutableRawPointer!, _ size: Int, _ side: kullback_argument,
    _ rows: UnsafePointer<kullback_rows_f64>!, _ options: UnsafePointer<kullback_options>!
) -> kullback_status {
    add(accumulator, size, side, rows, options)
}

@c @implementation
public func kullback_accumulator_add_f32(
    _ accumulator: UnsafeMutableRawPointer!, _ size: Int, _ side: kullback_argument,
    _ rows: UnsafePointer<kullback_rows_f32>!, _ options: UnsafePointer<kullback_options>!
) -> kullback_status {
    add(accumulator, size, side, rows, options)
}

@c @implementation
public func kullback_accumulator_add_i64(
    _ accumulator: UnsafeMutableRawPointer!, _ size: Int, _ side: kullback_argument,
    _ rows: UnsafePointer<kullback_rows_i64>!, _ options: UnsafePointer<kullback_options>!
) -> kullback_status {
    add(accumulator, size, side, rows, options)
}

@c @implementation
public func kullback_accumulator_merge(
    _ into: UnsafeMutableRawPointer!, _ intoSize: Int, _ from: UnsafeRawPointer!, _ fromSize: Int
) -> kullback_status {
    boundary(nil) { _ throws(DivergenceError) in
        let bytes = try AccumulatorBytes(into, size: intoSize)
        try bytes.merge(try AccumulatorBytes(from, size: fromSize))
    }
}

@c @implementation
public func kullback_accumulator_sums_f64(
    _ accumulator: UnsafeRawPointer!, _ size: Int, _ side: kullback_argument, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(nil) { _ throws(DivergenceError) in
        let bytes = try AccumulatorBytes(accumulator, size: size)
        let side = try lookUp(Side.self, side)
        try bytes.copySums(side, to: ResultView(result, rows: 1, count: bytes.bins, rowStride: 0, stride: 1))
    }
}

@c @implementation
public func kullback_accumulator_divergence_f64(
    _ quantity: kullback_quantity, _ accumulator: UnsafeRawPointer!, _ size: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let bytes = try AccumulatorBytes(accumulator, size: size)
        let quantity = try lookUp(Quantity.self, quantity)
        try bytes.divergence(quantity, options, ResultView(result, rows: 1, stride: 1))
    }
}
