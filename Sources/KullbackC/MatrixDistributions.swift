import CKullback
import Kullback

extension StridedNumbers {
    fileprivate init(_ matrices: kullback_matrices) {
        self.init(
            matrices.data, batch: matrices.batch_stride, row: matrices.row_stride, column: matrices.column_stride)
    }
}

extension MatrixDistributions {
    fileprivate init(
        _ members: UnsafePointer<kullback_matrix_distributions>?, _ side: DivergenceError.Argument,
        _ arguments: Arguments
    ) throws(DivergenceError) {
        guard let m = members?.pointee else { throw DivergenceError(.nullPointer, side) }
        guard m.reserved == 0 else { throw DivergenceError(.option, side, value: Double(m.reserved)) }
        self.init(
            try lookUp(MatrixFamily.self, m.family), count: m.batch, rows: m.rows, columns: m.columns,
            df: StridedNumbers(m.df, batch: m.df_stride, row: 0), loc: StridedNumbers(m.loc),
            matrix: StridedNumbers(m.matrix), columnMatrix: StridedNumbers(m.column_matrix), arguments)
    }
}

private let ofP: MatrixDistributions.Arguments = (.firstP, .secondP, .locP)

@c @implementation
public func kullback_matrix_distribution_values(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_matrix_distributions>!,
    _ q: UnsafePointer<kullback_matrix_distributions>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let first = try MatrixDistributions(p, .p, ofP)
        let second = q == nil ? nil : try MatrixDistributions(q, .q, (.firstQ, .secondQ, .locQ))
        if let p, let q, p.pointee.family != q.pointee.family {
            throw DivergenceError(.noClosedForm, .q, value: Double(q.pointee.family))
        }
        try matrixValues(
            lookUp(Quantity.self, quantity), first, second, options,
            ResultView(result, rows: first.count, stride: resultStride))
    }
}

@c @implementation
public func kullback_matrix_distribution_moments(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_matrix_distributions>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let members = try MatrixDistributions(p, .p, ofP)
        try matrixMoments(
            lookUp(Quantity.self, quantity), members, options, into: validated(result, rows: members.count))
    }
}

@c @implementation
public func kullback_matrix_distribution_log_densities(
    _ p: UnsafePointer<kullback_matrix_distributions>!, _ x: UnsafePointer<kullback_matrices>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        guard let x else { throw DivergenceError(.nullPointer, .x) }
        let members = try MatrixDistributions(p, .p, ofP)
        try matrixLogDensities(
            members, StridedNumbers(x.pointee), options,
            ResultView(result, rows: members.count, stride: resultStride))
    }
}

@c @implementation
public func kullback_matrix_distribution_samples(
    _ p: UnsafePointer<kullback_matrix_distributions>!, _ seed: UInt64, _ first: UInt64,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let members = try MatrixDistributions(p, .p, ofP)
        try matrixSamples(
            members, seed: seed, first: first, options, into: validated(result, rows: members.count))
    }
}
