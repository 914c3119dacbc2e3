import CKullback
import Kullback

// The conventions of the C boundary, stated once:
//
// - A status is all that comes back. Typed errors are caught here, and described in the caller's error slot.
// - `size_t` arrives as Int, so that a count of more than PTRDIFF_MAX is negative; views reject it.
// - Nothing traps: pointers are optional until a view has been validated, and enumerators are looked up.

/// Runs the body and turns what it throws into a status, with the details in the options' error slot.
@inline(__always)
func boundary(
    _ options: UnsafePointer<kullback_options>?, _ body: (Options) throws(DivergenceError) -> Void
) -> kullback_status {
    var slot: UnsafeMutablePointer<kullback_error>?
    do throws(DivergenceError) {
        guard let options else {
            try body(Options())
            return kullback_status(KULLBACK_OK)
        }
        let known = try readOptions(options)
        slot = known.error
        try body(try Options(known, hasOrder: hasOrder(options)))
        return kullback_status(KULLBACK_OK)
    } catch {
        slot?.pointee = kullback_error(error)
        return error.status.rawValue
    }
}

/// Whether the caller's struct has the member `order`.
private func hasOrder(_ options: UnsafePointer<kullback_options>) -> Bool {
    var known = kullback_options()
    let offset = withUnsafeMutablePointer(to: &known) { start in
        withUnsafeMutablePointer(to: &start.pointee.order) { UnsafeRawPointer($0) - UnsafeRawPointer(start) }
    }
    return options.pointee.struct_size >= offset + MemoryLayout<Double>.size
}

private func readOptions(_ options: UnsafePointer<kullback_options>) throws(DivergenceError) -> kullback_options {
    try readStruct(options, size: options.pointee.struct_size, kullback_options(), .options)
}

/// A struct of the caller's size: members that it does not have are as in `zero`, and ones that this version does not
/// know must be zero.
func readStruct<Value: BitwiseCopyable>(
    _ pointer: UnsafePointer<Value>, size: Int, _ zero: Value, _ argument: DivergenceError.Argument
) throws(DivergenceError) -> Value {
    let knownSize = MemoryLayout<Value>.size
    guard size >= MemoryLayout<Int>.size, size <= 4096 else {
        throw DivergenceError(.option, argument, value: Double(size))
    }
    var known = zero
    let bytes = UnsafeRawPointer(pointer)
    withUnsafeMutableBytes(of: &known) { $0.baseAddress!.copyMemory(from: bytes, byteCount: min(size, knownSize)) }
    for offset in stride(from: knownSize, to: size, by: 1) where bytes.load(fromByteOffset: offset, as: UInt8.self) != 0
    {
        throw DivergenceError(.option, argument, value: Double(size))
    }
    return known
}

extension Options {
    fileprivate init(_ options: kullback_options, hasOrder: Bool) throws(DivergenceError) {
        guard options.reserved == 0 else { throw DivergenceError(.option, .options, value: Double(options.reserved)) }
        let space: Space
        switch options.space {
        case kullback_space(KULLBACK_PROBABILITIES): space = .probabilities
        case kullback_space(KULLBACK_LOG_PROBABILITIES): space = .logProbabilities
        case kullback_space(KULLBACK_LOGITS):
            space = .logits(temperature: options.temperature == 0 ? 1 : options.temperature)
        default: throw DivergenceError(.option, .options, value: Double(options.space))
        }
        if options.space != kullback_space(KULLBACK_LOGITS), options.temperature != 0, options.temperature != 1 {
            throw DivergenceError(.option, .options, value: options.temperature)
        }
        self.init(
            space: space, normalize: options.normalize != 0, unit: options.base == 0 ? .nats : .base(options.base),
            sumTolerance: options.sum_tolerance == 0 ? nil : options.sum_tolerance, threads: Int(options.threads),
            order: hasOrder ? options.order : nil, weight: options.weight == 0 ? nil : options.weight)
    }
}

extension kullback_error {
    init(_ error: DivergenceError) {
        self.init(
            status: error.status.rawValue, argument: error.argument.rawValue, row: error.row,
            index: error.index ?? -1, value: error.value)
    }
}

/// A place for results, which may be missing where there are none.
func validated<Result>(
    _ result: UnsafeMutablePointer<Result>?, rows: Int
) throws(DivergenceError) -> UnsafeMutablePointer<Result> {
    let alignment = MemoryLayout<Result>.alignment
    guard let result = result ?? (rows == 0 ? UnsafeMutablePointer(bitPattern: alignment) : nil) else {
        throw DivergenceError(.nullPointer, .result)
    }
    guard UInt(bitPattern: result) % UInt(alignment) == 0 else { throw DivergenceError(.alignment, .result) }
    return result
}

/// The value of an enumerator, or the error for an unknown one.
func lookUp<Value: RawRepresentable>(
    _ type: Value.Type, _ number: Int32
) throws(DivergenceError) -> Value where Value.RawValue == Int32 {
    guard let value = Value(rawValue: number) else {
        throw DivergenceError(.quantity, .quantity, value: Double(number))
    }
    return value
}

/// The batches of rows of the header, which differ in their element only.
protocol Batch<Element> {
    associatedtype Element
    static var type: _ElementType { get }
    var data: UnsafePointer<Element>! { get }
    var rows: Int { get }
    var count: Int { get }
    var row_stride: Int { get }
    var stride: Int { get }
}

extension kullback_rows_f64: Batch {
    static var type: _ElementType { .f64 }
}

extension kullback_rows_f32: Batch {
    static var type: _ElementType { .f32 }
}

extension kullback_rows_i64: Batch {
    static var type: _ElementType { .i64 }
}

extension RowView {
    init<Rows: Batch>(
        _ rows: UnsafePointer<Rows>?, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard let rows = rows?.pointee else { throw DivergenceError(.nullPointer, argument) }
        self.init(
            data: rows.data, type: Rows.type, rows: rows.rows, count: rows.count, rowStride: rows.row_stride,
            stride: rows.stride)
    }
}
