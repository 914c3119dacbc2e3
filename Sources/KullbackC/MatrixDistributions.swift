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

@c @implementation
public func kullback_matrix_distribution_kl(
    _ p: UnsafePointer<kullback_matrix_distributions>!, _ q: UnsafePointer<kullback_matrix_distributions>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let first = try MatrixDistributions(p, .p, (.firstP, .secondP, .locP))
        let second = try MatrixDistributions(q, .q, (.firstQ, .secondQ, .locQ))
        if p.pointee.family != q.pointee.family {
            throw DivergenceError(.noClosedForm, .q, value: Double(q.pointee.family))
        }
        try matrixDivergences(
            first, second, options, ResultView(result, rows: p.pointee.batch, stride: resultStride))
    }
}
