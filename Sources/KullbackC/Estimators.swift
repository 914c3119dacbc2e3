import CKullback
import Kullback

extension kullback_estimate {
    fileprivate init(_ estimate: Estimate) {
        self.init(value: estimate.value, standard_error: estimate.standardError, count: estimate.count)
    }
}

/// Estimates of a batch of rows of log ratios.
private func logRatioEstimates(
    _ estimator: kullback_estimator, _ logRatio: RowView, _ options: Options,
    _ result: UnsafeMutablePointer<kullback_estimate>?
) throws(DivergenceError) {
    let estimator = try lookUp(Estimator.self, estimator)
    let result = try validated(result, rows: logRatio.rows)
    try estimates(estimator, logRatio, options) { row, estimate in result[row] = kullback_estimate(estimate) }
}

/// Sampler and log-densities with their user pointer, as closures.
private func monteCarloEstimate<Element: Scalar>(
    _ estimator: kullback_estimator,
    _ sampler: ((Int, UnsafeMutablePointer<Element>) -> Int32)?,
    _ logDensityP: ((UnsafePointer<Element>, Int, UnsafeMutablePointer<Element>) -> Int32)?,
    _ logDensityQ: ((UnsafePointer<Element>, Int, UnsafeMutablePointer<Element>) -> Int32)?,
    _ dimension: Int, _ count: Int, _ options: UnsafePointer<kullback_options>?,
    _ result: UnsafeMutablePointer<kullback_estimate>?
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let estimator = try lookUp(Estimator.self, estimator)
        guard let sampler else { throw DivergenceError(.nullPointer, .sampler) }
        guard let logDensityP else { throw DivergenceError(.nullPointer, .logDensityP) }
        guard let logDensityQ else { throw DivergenceError(.nullPointer, .logDensityQ) }
        let result = try validated(result, rows: 1)
        let estimate = try monteCarlo(
            estimator, dimension: dimension, count: count, options, sampler: sampler, logDensityP: logDensityP,
            logDensityQ: logDensityQ)
        result.pointee = kullback_estimate(estimate)
    }
}

@c @implementation
public func kullback_log_ratio_f64(
    _ estimator: kullback_estimator, _ logRatio: UnsafePointer<Double>!, _ count: Int,
    _ result: UnsafeMutablePointer<kullback_estimate>!
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        try logRatioEstimates(estimator, RowView(logRatio, count: count), options, result)
    }
}

@c @implementation
public func kullback_log_ratio_f32(
    _ estimator: kullback_estimator, _ logRatio: UnsafePointer<Float>!, _ count: Int,
    _ result: UnsafeMutablePointer<kullback_estimate>!
) -> kullback_status {
    boundary(nil) { options throws(DivergenceError) in
        try logRatioEstimates(estimator, RowView(logRatio, count: count), options, result)
    }
}

@c @implementation
public func kullback_log_ratio_rows_f64(
    _ estimator: kullback_estimator, _ logRatio: UnsafePointer<kullback_rows_f64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<kullback_estimate>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try logRatioEstimates(estimator, try RowView(logRatio, .logRatio), options, result)
    }
}

@c @implementation
public func kullback_log_ratio_rows_f32(
    _ estimator: kullback_estimator, _ logRatio: UnsafePointer<kullback_rows_f32>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<kullback_estimate>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try logRatioEstimates(estimator, try RowView(logRatio, .logRatio), options, result)
    }
}

@c @implementation
public func kullback_monte_carlo_f64(
    _ estimator: kullback_estimator, _ sampler: kullback_sampler_f64!,
    _ logDensityP: kullback_log_density_f64!, _ logDensityQ: kullback_log_density_f64!,
    _ user: UnsafeMutableRawPointer!, _ dimension: Int, _ count: Int, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_estimate>!
) -> kullback_status {
    monteCarloEstimate(
        estimator, sampler.map { f in { f(user, $0, dimension, $1) } },
        logDensityP.map { f in { f(user, $0, $1, dimension, $2) } },
        logDensityQ.map { f in { f(user, $0, $1, dimension, $2) } }, dimension, count, options, result)
}

@c @implementation
public func kullback_monte_carlo_f32(
    _ estimator: kullback_estimator, _ sampler: kullback_sampler_f32!,
    _ logDensityP: kullback_log_density_f32!, _ logDensityQ: kullback_log_density_f32!,
    _ user: UnsafeMutableRawPointer!, _ dimension: Int, _ count: Int, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_estimate>!
) -> kullback_status {
    monteCarloEstimate(
        estimator, sampler.map { f in { f(user, $0, dimension, $1) } },
        logDensityP.map { f in { f(user, $0, $1, dimension, $2) } },
        logDensityQ.map { f in { f(user, $0, $1, dimension, $2) } }, dimension, count, options, result)
}
