import Kullback

/// Which normal distribution is closest to one with two modes?
func bimodal() throws {
    let p = GaussianMixture(
        weights: [0.6, 0.4],
        components: [
            MultivariateNormal(mean: [-2], .variances([0.49])), MultivariateNormal(mean: [2.5], .variances([1.21])),
        ])
    for (name, direction) in [("forward", ProjectionDirection.forward), ("reverse", .reverse)] {
        let closest = try p.projection(direction)
        guard case .choleskyFactor(let factor) = closest.distribution.spread else { continue }
        show("bimodal_\(name)_mean", closest.distribution.mean[0])
        show("bimodal_\(name)_deviation", factor[0])
        show("bimodal_\(name)_kl", closest.divergence)
    }
}
