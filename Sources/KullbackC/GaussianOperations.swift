import CKullback
import Kullback

extension GaussianResults {
    fileprivate init(_ results: UnsafePointer<kullback_gaussian_results>?) throws(DivergenceError) {
        guard let r = results?.pointee else { throw DivergenceError(.nullPointer, .result) }
        guard r.reserved == 0, let form = CovarianceForm(rawValue: r.form) else {
            throw DivergenceError(.option, .result, value: Double(r.reserved == 0 ? r.form : r.reserved))
        }
        try self.init(form, loc: MutableNumbers(r.loc), matrix: MutableNumbers(r.matrix))
    }
}

@c @implementation
public func kullback_gaussian_geodesics(
    _ connection: kullback_connection, _ p: UnsafePointer<kullback_gaussians>!,
    _ q: UnsafePointer<kullback_gaussians>!, _ weight: Double, _ options: UnsafePointer<kullback_options>!,
    _ results: UnsafePointer<kullback_gaussian_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try gaussianGeodesics(
            lookUp(Connection.self, connection), GaussianBatch(p, .p), GaussianBatch(q, .q), weight: weight, options,
            GaussianResults(results))
    }
}

@c @implementation
public func kullback_gaussian_barycenters(
    _ connection: kullback_connection, _ p: UnsafePointer<kullback_gaussians>!, _ count: Int,
    _ weights: UnsafePointer<Double>!, _ weightStride: Int, _ options: UnsafePointer<kullback_options>!,
    _ results: UnsafePointer<kullback_gaussian_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try gaussianBarycenters(
            lookUp(Connection.self, connection), GaussianBatch(p, .p), members: count,
            weights: weights.map { StridedNumbers($0, batch: 0, row: weightStride) }, options,
            GaussianResults(results))
    }
}

@c @implementation
public func kullback_gaussian_marginals(
    _ p: UnsafePointer<kullback_gaussians>!, _ coordinates: UnsafePointer<Int>!, _ count: Int,
    _ options: UnsafePointer<kullback_options>!, _ results: UnsafePointer<kullback_gaussian_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try gaussianMarginals(
            GaussianBatch(p, .p), coordinates, count: coordinates == nil ? nil : count, options,
            GaussianResults(results))
    }
}

@c @implementation
public func kullback_gaussian_conditionals(
    _ p: UnsafePointer<kullback_gaussians>!, _ coordinates: UnsafePointer<Int>!, _ count: Int,
    _ x: UnsafePointer<Double>!, _ batchStride: Int, _ stride: Int, _ options: UnsafePointer<kullback_options>!,
    _ results: UnsafePointer<kullback_gaussian_results>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try gaussianConditionals(
            GaussianBatch(p, .p), coordinates, count: count, at: StridedNumbers(x, batch: batchStride, row: stride),
            options, GaussianResults(results))
    }
}

@c @implementation
public func kullback_gaussian_samples(
    _ p: UnsafePointer<kullback_gaussians>!, _ seed: UInt64, _ first: UInt64, _ count: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let p = try GaussianBatch(p, .p)
        try gaussianSamples(
            p, seed: seed, first: first, count: count, options,
            into: validated(result, rows: min(p.count, p.dimension, count)))
    }
}
