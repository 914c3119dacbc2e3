import CKullback
import Kullback

extension MixtureView {
    init(
        _ mixture: UnsafePointer<kullback_gaussian_mixture>?, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        guard let mixture else { throw DivergenceError(.nullPointer, argument) }
        var components = mixture.pointee.components
        let batch = try GaussianBatch(&components, argument)
        self.init(
            components: batch,
            weights: StridedNumbers(mixture.pointee.weights, batch: 0, row: mixture.pointee.weight_stride))
    }
}

extension MixtureSampling {
    fileprivate init(_ sampling: UnsafePointer<kullback_mixture_sampling>?) throws(DivergenceError) {
        guard let sampling else {
            self.init()
            return
        }
        let known = try readStruct(
            sampling, size: sampling.pointee.struct_size, kullback_mixture_sampling(), .resampling)
        let estimator =
            known.estimator == 0 ? Estimator.k1 : try lookUp(Estimator.self, known.estimator)
        let count = known.none != 0 ? 0 : known.samples == 0 ? MixtureSampling().count : known.samples
        self.init(estimator: estimator, count: count, seed: known.seed)
    }
}

extension kullback_mixture_divergence {
    fileprivate init(_ divergence: MixtureDivergence) {
        let estimate = divergence.monteCarlo
        self.init(
            lower: divergence.lower, upper: divergence.upper, variational: divergence.variational,
            product: divergence.product, durrieu_lower: divergence.durrieuLower,
            durrieu_upper: divergence.durrieuUpper, variational_upper: divergence.variationalUpper,
            matched: divergence.matched, unscented: divergence.unscented, moment_matched: divergence.momentMatched,
            monte_carlo: kullback_estimate(
                value: estimate.value, standard_error: estimate.standardError, count: estimate.count))
    }
}

@c @implementation
public func kullback_mixture_kl(
    _ p: UnsafePointer<kullback_gaussian_mixture>!, _ q: UnsafePointer<kullback_gaussian_mixture>!,
    _ sampling: UnsafePointer<kullback_mixture_sampling>!, _ options: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_mixture_divergence>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let result = try validated(result, rows: 1)
        let divergence = try mixtureDivergence(
            MixtureView(p, .p), MixtureView(q, .q), MixtureSampling(sampling), options)
        result.pointee = kullback_mixture_divergence(divergence)
    }
}

@c @implementation
public func kullback_mixture_log_density(
    _ p: UnsafePointer<kullback_gaussian_mixture>!, _ x: UnsafePointer<kullback_rows_f64>!,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!, _ resultStride: Int
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        let x = try RowView(x, .x)
        try mixtureLogDensities(
            MixtureView(p, .p), x, options, ResultView(result, rows: x.rows, stride: resultStride))
    }
}

@c @implementation
public func kullback_mixture_draws(
    _ p: UnsafePointer<kullback_gaussian_mixture>!, _ seed: UInt64, _ first: UInt64, _ count: Int,
    _ options: UnsafePointer<kullback_options>!, _ result: UnsafeMutablePointer<Double>!
) -> kullback_status {
    boundary(options) { options throws(DivergenceError) in
        try drawMixture(
            MixtureView(p, .p), seed: seed, first: first, count: count, options, into: validated(result, rows: count))
    }
}
