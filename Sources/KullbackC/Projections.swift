import CKullback
import Kullback

@c @implementation
public func kullback_project_mixture(
    _ direction: kullback_projection_direction, _ p: UnsafePointer<kullback_gaussian_mixture>!, _ diagonal: Int32,
    _ options: UnsafePointer<kullback_options>!, _ loc: UnsafeMutablePointer<Double>!,
    _ factor: UnsafeMutablePointer<Double>!, _ startValues: UnsafeMutablePointer<Double>!,
    _ result: UnsafeMutablePointer<kullback_projection>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        guard let direction = ProjectionDirection(rawValue: direction) else {
            throw DivergenceError(.quantity, .projection, value: Double(direction))
        }
        let result = try validated(result, rows: 1)
        let (loc, factor) = try (validated(loc, rows: 1), validated(factor, rows: 1))
        let p = try MixtureView(p, .p)
        let (d, count) = (p.dimension, p.count)
        let report = try project(p, direction, isDiagonal: diagonal != 0, options) {
            loc.update(from: $0, count: d)
            factor.update(from: $1, count: d * d)
            startValues?.update(from: $2, count: count + 1)
        }
        result.pointee = kullback_projection(
            value: report.value, start: report.start, mode: report.mode, iterations: report.iterations,
            converged: report.isConverged ? 1 : 0, reserved: 0)
    }
}

@c @implementation
public func kullback_project_samples(
    _ samples: UnsafePointer<kullback_rows_f64>!, _ weights: UnsafePointer<kullback_rows_f64>!, _ diagonal: Int32,
    _ options: UnsafePointer<kullback_options>!, _ loc: UnsafeMutablePointer<Double>!,
    _ covariance: UnsafeMutablePointer<Double>!, _ factor: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let samples = try RowView(samples, .samples)
        let weights = try weights.map { weights throws(DivergenceError) in try RowView(weights, .weights) }
        try projectSamples(
            samples, weights: weights, isDiagonal: diagonal != 0, options, mean: validated(loc, rows: 1),
            covariance: covariance.map { place throws(DivergenceError) in try validated(place, rows: 1) },
            factor: factor.map { place throws(DivergenceError) in try validated(place, rows: 1) })
    }
}
