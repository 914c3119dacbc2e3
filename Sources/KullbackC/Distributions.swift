import CKullback
import Kullback

extension Distributions {
    fileprivate init(
        _ members: UnsafePointer<kullback_distributions>?, _ side: DivergenceError.Argument,
        _ arguments: (DivergenceError.Argument, DivergenceError.Argument)
    ) throws(DivergenceError) {
        guard let members = members?.pointee else { throw DivergenceError(.nullPointer, side) }
        guard members.reserved == 0 else { throw DivergenceError(.option, side, value: Double(members.reserved)) }
        let family = try lookUp(Family.self, members.family)
        var (first, second) = (members.parameters.0, members.parameters.1)
        let firstView = try RowView(plain: &first, arguments.0)
        self.init(
            family, firstView, family.parameterCount == 2 ? try RowView(plain: &second, arguments.1) : firstView,
            as: arguments)
    }
}

extension DistributionColumns {
    fileprivate init(
        _ p: UnsafePointer<kullback_distributions>?, _ q: UnsafePointer<kullback_distributions>?, _ options: Options
    ) throws(DivergenceError) {
        let first = try Distributions(p, .p, (.firstP, .secondP))
        let second = q == nil ? nil : try Distributions(q, .q, (.firstQ, .secondQ))
        try self.init(first, second, options)
    }
}

@c @implementation
public func kullback_distribution_values(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_distributions>!,
    _ q: UnsafePointer<kullback_distributions>!, _ options: UnsafePointer<kullback_options>!,
    _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let columns = try DistributionColumns(p, q, options)
        try closedForms(
            lookUp(Quantity.self, quantity), columns, options,
            ResultView(results, rows: columns.rows, count: columns.count))
    }
}

@c @implementation
public func kullback_distribution_row_values(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_distributions>!,
    _ q: UnsafePointer<kullback_distributions>!, _ options: UnsafePointer<kullback_options>!,
    _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let columns = try DistributionColumns(p, q, options)
        try closedFormSums(
            lookUp(Quantity.self, quantity), columns, options, ResultView(results, rows: columns.rows, count: 1))
    }
}

@c @implementation
public func kullback_distribution_log_densities(
    _ p: UnsafePointer<kullback_distributions>!, _ x: UnsafePointer<kullback_typed_rows>!,
    _ options: UnsafePointer<kullback_options>!, _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        guard let x else { throw DivergenceError(.nullPointer, .x) }
        let columns = try DistributionColumns(
            Distributions(p, .p, (.firstP, .secondP)), nil, x: RowView(plain: x, .x), options)
        try logDensities(columns, ResultView(results, rows: columns.rows, count: columns.count))
    }
}

@c @implementation
public func kullback_distribution_samples(
    _ p: UnsafePointer<kullback_distributions>!, _ seed: UInt64, _ first: UInt64,
    _ options: UnsafePointer<kullback_options>!, _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let columns = try DistributionColumns(p, nil, options)
        try samples(
            columns, seed: seed, first: first, ResultView(results, rows: columns.rows, count: columns.count))
    }
}
