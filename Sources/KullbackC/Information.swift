import CKullback
import Kullback

/// The batches of tables of the header, which differ in their element only.
private protocol Tables<Element> {
    associatedtype Element
    associatedtype Shape
    associatedtype Strides
    static var type: _ElementType { get }
    var data: UnsafePointer<Element>! { get }
    var tables: Int { get }
    var table_stride: Int { get }
    var dimensions: Int { get }
    var shape: Shape { get }
    var strides: Strides { get }
}

extension kullback_tables_f64: Tables {
    static var type: _ElementType { .f64 }
}

extension kullback_tables_f32: Tables {
    static var type: _ElementType { .f32 }
}

extension kullback_tables_i64: Tables {
    static var type: _ElementType { .i64 }
}

extension TableView {
    fileprivate init<Batch: Tables>(
        _ tables: UnsafePointer<Batch>?, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard let tables = tables?.pointee else { throw DivergenceError(.nullPointer, argument) }
        // C's arrays of eight are tuples here.
        self.init(
            data: tables.data, type: Batch.type, tables: tables.tables, tableStride: tables.table_stride,
            dimensions: tables.dimensions, shape: unsafeBitCast(tables.shape, to: InlineArray<8, Int>.self),
            strides: unsafeBitCast(tables.strides, to: InlineArray<8, Int>.self))
    }

    /// One contiguous matrix.
    fileprivate init<Element: Scalar>(_ data: UnsafePointer<Element>?, _ rows: Int, _ columns: Int) {
        self.init(
            data: data, type: Element._type, tables: 1, tableStride: 0, dimensions: 2,
            shape: [rows, columns, 0, 0, 0, 0, 0, 0], strides: [columns, 1, 0, 0, 0, 0, 0, 0])
    }
}

private func information<Batch: Tables, Element: Scalar>(
    _ quantity: kullback_information, _ joint: UnsafePointer<Batch>?, _ options: UnsafePointer<kullback_options>?,
    _ result: UnsafeMutablePointer<Element>?, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let quantity = try lookUp(InformationQuantity.self, quantity)
        let joint = try TableView(joint, .joint)
        try Kullback.information(
            quantity, joint, options, ResultView(result, rows: joint.tables, stride: resultStride))
    }
}

private func jensenShannon<Batch: Tables, Element: Scalar>(
    _ distributions: UnsafePointer<Batch>?, _ weights: UnsafePointer<Double>?,
    _ options: UnsafePointer<kullback_options>?, _ result: UnsafeMutablePointer<Element>?, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let distributions = try TableView(distributions, .distributions)
        try Kullback.jensenShannon(
            among: distributions, weights: weights, options,
            ResultView(result, rows: distributions.tables, stride: resultStride))
    }
}

private func mutualInformation<Element: Scalar>(
    _ joint: UnsafePointer<Element>?, _ rows: Int, _ columns: Int, _ result: UnsafeMutablePointer<Element>?
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        try Kullback.information(
            .mutualInformation, TableView(joint, rows, columns), options, ResultView(result, rows: 1, stride: 1))
    }
}

private func jensenShannon<Element: Scalar>(
    _ distributions: UnsafePointer<Element>?, _ rows: Int, _ count: Int, _ result: UnsafeMutablePointer<Element>?
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        try Kullback.jensenShannon(
            among: TableView(distributions, rows, count), weights: nil, options,
            ResultView(result, rows: 1, stride: 1))
    }
}

@c @implementation
public func kullback_mutual_information_f64(
    _ joint: UnsafePointer<Double>!, _ rows: Int, _ columns: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    mutualInformation(joint, rows, columns, result)
}

@c @implementation
public func kullback_mutual_information_f32(
    _ joint: UnsafePointer<Float>!, _ rows: Int, _ columns: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    mutualInformation(joint, rows, columns, result)
}

@c @implementation
public func kullback_js_among_f64(
    _ distributions: UnsafePointer<Double>!, _ rows: Int, _ count: Int, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    jensenShannon(distributions, rows, count, result)
}

@c @implementation
public func kullback_js_among_f32(
    _ distributions: UnsafePointer<Float>!, _ rows: Int, _ count: Int, _ result: UnsafeMutablePointer<Float>!
) -> kullback_status {
    jensenShannon(distributions, rows, count, result)
}

@c @implementation
public func kullback_information_tables_f64(
    _ quantity: kullback_information, _ joint: UnsafePointer<kullback_tables_f64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    information(quantity, joint, options, result, resultStride)
}

@c @implementation
public func kullback_information_tables_f32(
    _ quantity: kullback_information, _ joint: UnsafePointer<kullback_tables_f32>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Float>!, _ resultStride: Int
) -> kullback_status {
    information(quantity, joint, options, result, resultStride)
}

@c @implementation
public func kullback_information_tables_i64(
    _ quantity: kullback_information, _ joint: UnsafePointer<kullback_tables_i64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    information(quantity, joint, options, result, resultStride)
}

@c @implementation
public func kullback_js_among_tables_f64(
    _ distributions: UnsafePointer<kullback_tables_f64>!, _ weights: UnsafePointer<Double>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    jensenShannon(distributions, weights, options, result, resultStride)
}

@c @implementation
public func kullback_js_among_tables_f32(
    _ distributions: UnsafePointer<kullback_tables_f32>!, _ weights: UnsafePointer<Double>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Float>!, _ resultStride: Int
) -> kullback_status {
    jensenShannon(distributions, weights, options, result, resultStride)
}

@c @implementation
public func kullback_js_among_tables_i64(
    _ distributions: UnsafePointer<kullback_tables_i64>!, _ weights: UnsafePointer<Double>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    jensenShannon(distributions, weights, options, result, resultStride)
}
