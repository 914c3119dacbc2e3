import CKullback
import Kullback

extension GaussianBatch {
    init(
        _ gaussians: UnsafePointer<kullback_gaussians>?, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard let g = gaussians?.pointee else { throw DivergenceError(.nullPointer, argument) }
        guard g.reserved == 0, let form = CovarianceForm(rawValue: g.form) else {
            throw DivergenceError(.option, argument, value: Double(g.reserved == 0 ? g.form : g.reserved))
        }
        self.init(
            count: g.batch, dimension: g.dimension, form: form, rank: g.rank,
            loc: StridedNumbers(g.loc, batch: g.loc_batch_stride, row: g.loc_stride),
            matrix: StridedNumbers(
                g.matrix, batch: g.matrix_batch_stride, row: g.row_stride, column: g.column_stride),
            diagonal: StridedNumbers(g.diagonal, batch: g.diagonal_batch_stride, row: g.diagonal_stride))
    }
}

@c @implementation
public func kullback_gaussian_divergences(
    _ quantity: kullback_quantity, _ p: UnsafePointer<kullback_gaussians>!, _ q: UnsafePointer<kullback_gaussians>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let p = try GaussianBatch(p, .p)
        try gaussianDivergences(
            lookUp(Quantity.self, quantity), p, GaussianBatch(q, .q), options,
            ResultView(result, rows: p.count, stride: resultStride))
    }
}

private func values(
    _ property: GaussianProperty, _ p: UnsafePointer<kullback_gaussians>?, _ options: Options,
    _ result: UnsafeMutablePointer<Double>?, _ stride: Int
) throws(DivergenceError) {
    let p = try GaussianBatch(p, .p)
    try gaussianValues(property, p, options, ResultView(result, rows: p.count, stride: stride))
}

@c @implementation
public func kullback_gaussian_entropies(
    _ p: UnsafePointer<kullback_gaussians>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in try values(.entropy, p, options, result, resultStride) }
}

@c @implementation
public func kullback_gaussian_mutual_informations(
    _ p: UnsafePointer<kullback_gaussians>!, _ count: Int, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try values(.mutualInformation(count: count), p, options, result, resultStride)
    }
}

@c @implementation
public func kullback_gaussian_log_densities(
    _ p: UnsafePointer<kullback_gaussians>!, _ x: UnsafePointer<Double>!, _ batchStride: Int, _ stride: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try values(
            .logDensity(StridedNumbers(x, batch: batchStride, row: stride)), p, options, result, resultStride)
    }
}

@c @implementation
public func kullback_gaussian_kl_gradients(
    _ p: UnsafePointer<kullback_gaussians>!, _ q: UnsafePointer<kullback_gaussians>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!,
    _ locP: UnsafeMutablePointer<Double>!, _ factorP: UnsafeMutablePointer<Double>!,
    _ locQ: UnsafeMutablePointer<Double>!, _ factorQ: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let (p, q) = (try GaussianBatch(p, .p), try GaussianBatch(q, .q))
        try gaussianGradients(
            p, q, options, result.map { ResultView($0, rows: p.count, stride: 1) },
            GaussianGradients(
                locP: MutableNumbers(locP), locQ: MutableNumbers(locQ), factorP: MutableNumbers(factorP),
                factorQ: MutableNumbers(factorQ)))
    }
}
