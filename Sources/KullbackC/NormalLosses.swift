import CKullback
import Kullback

extension NormalLoss {
    fileprivate init(
        _ columns: FamilyColumns, _ normal: UnsafePointer<kullback_normal_options>?, _ options: LossOptionsView
    ) throws(DivergenceError) {
        var known = kullback_normal_options()
        if let normal { known = try readStruct(normal, size: normal.pointee.struct_size, known, .options) }
        guard let floor = Floor(rawValue: known.floor) else {
            throw DivergenceError(.option, .options, value: Double(known.floor))
        }
        try self.init(
            columns, options, floor: floor, freeBits: known.free_bits, isElementwise: known.elementwise != 0)
    }
}

/// The two parameters of one side.
private func parameters(
    _ rows: UnsafePointer<kullback_typed_rows>?, _ first: DivergenceError.Argument, _ second: DivergenceError.Argument,
    _ side: DivergenceError.Argument
) throws(DivergenceError) -> (RowView, RowView) {
    guard let rows else { throw DivergenceError(.nullPointer, side) }
    return (try RowView(plain: rows, first), try RowView(plain: rows + 1, second))
}

/// The place for a gradient, unless its type says that there is none.
private func gradient(
    _ results: UnsafePointer<kullback_typed_results>?, _ index: Int, _ columns: FamilyColumns,
    _ argument: DivergenceError.Argument
) throws(DivergenceError) -> ResultView? {
    guard let results, results[index].type != 0 else { return nil }
    return try ResultView(results + index, rows: columns.rows, count: columns.count, argument)
}

@c @implementation
public func kullback_normal_loss(
    _ family: kullback_family, _ p: UnsafePointer<kullback_typed_rows>!, _ q: UnsafePointer<kullback_typed_rows>!,
    _ normal: UnsafePointer<kullback_normal_options>!, _ options: UnsafePointer<kullback_loss_options>!,
    _ value: UnsafePointer<kullback_typed_results>!, _ pGradients: UnsafePointer<kullback_typed_results>!,
    _ qGradients: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    lossBoundary(options) { options throws(DivergenceError) in
        let family = try lookUp(NormalFamily.self, family)
        let names = family.arguments
        let first = try parameters(p, names[0], names[1], .p)
        let second = q == nil ? nil : try parameters(q, names[2], names[3], .q)
        let columns = try FamilyColumns(
            family, first, second, Options(unit: options.unit, threads: options.threads))
        guard second != nil || qGradients == nil else { throw DivergenceError(.nullPointer, .q) }
        let loss = try NormalLoss(columns, normal, options)
        let shape = loss.valueShape
        let results = NormalResults(
            value: value == nil ? nil : try ResultView(value, rows: shape.rows, count: shape.count),
            gradients: [
                try gradient(pGradients, 0, columns, .gradientP), try gradient(pGradients, 1, columns, .gradientP),
                try gradient(qGradients, 0, columns, .gradientQ), try gradient(qGradients, 1, columns, .gradientQ),
            ])
        try normalLoss(loss, results)
    }
}
