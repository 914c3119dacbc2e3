import CKullback
import Kullback

extension VectorDistributions {
    fileprivate init(
        _ members: UnsafePointer<kullback_vector_distributions>?, _ side: DivergenceError.Argument,
        _ arguments: (vector: DivergenceError.Argument, scalar: DivergenceError.Argument)
    ) throws(DivergenceError) {
        guard let members = members?.pointee else { throw DivergenceError(.nullPointer, side) }
        guard members.reserved == 0 else { throw DivergenceError(.option, side, value: Double(members.reserved)) }
        let family = try lookUp(VectorFamily.self, members.family)
        var (vectors, scalars) = (members.vectors, members.scalars)
        let rows = try RowView(plain: &vectors, arguments.vector)
        try self.init(family, rows, family.hasScalar ? RowView(plain: &scalars, arguments.scalar) : rows, arguments)
    }
}

@c @implementation
public func kullback_vector_distribution_values(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_vector_distributions>!,
    _ q: UnsafePointer<kullback_vector_distributions>!, _ options: UnsafePointer<kullback_options>!,
    _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let first = try VectorDistributions(p, .p, (.firstP, .secondP))
        let second = q == nil ? nil : try VectorDistributions(q, .q, (.firstQ, .secondQ))
        if let p, let q, p.pointee.family != q.pointee.family {
            throw DivergenceError(.noClosedForm, .q, value: Double(q.pointee.family))
        }
        try vectorValues(lookUp(Quantity.self, quantity), first, second, options) { width throws(DivergenceError) in
            try ResultView(results, rows: first.rows, count: width)
        }
    }
}

@c @implementation
public func kullback_vector_distribution_log_densities(
    _ p: UnsafePointer<kullback_vector_distributions>!, _ x: UnsafePointer<kullback_typed_rows>!,
    _ options: UnsafePointer<kullback_options>!, _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        guard let x else { throw DivergenceError(.nullPointer, .x) }
        let members = try VectorDistributions(p, .p, (.firstP, .secondP))
        try vectorLogDensities(
            members, RowView(plain: x, .x), options, ResultView(results, rows: members.rows, count: 1))
    }
}

@c @implementation
public func kullback_vector_distribution_samples(
    _ p: UnsafePointer<kullback_vector_distributions>!, _ seed: UInt64, _ first: UInt64,
    _ options: UnsafePointer<kullback_options>!, _ results: UnsafePointer<kullback_typed_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let members = try VectorDistributions(p, .p, (.firstP, .secondP))
        try vectorSamples(
            members, seed: seed, first: first, options,
            ResultView(results, rows: members.rows, count: members.count))
    }
}
