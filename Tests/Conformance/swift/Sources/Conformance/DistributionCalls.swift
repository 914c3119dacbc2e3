import Kullback

/// The public type of a family, from its parameters by PyTorch's names.
let families: [String: @Sendable (_ parameter: (String) -> Double) -> any UnivariateDistribution] = [
    "bernoulli": { Bernoulli(probability: $0("probs")) },
    "beta": { Beta($0("concentration1"), $0("concentration0")) },
    "binomial": { Binomial(trials: $0("total_count"), probability: $0("probs")) },
    "cauchy": { Cauchy(location: $0("loc"), scale: $0("scale")) },
    "chi": { Chi(degreesOfFreedom: $0("df")) },
    "chi2": { ChiSquared(degreesOfFreedom: $0("df")) },
    "continuous_bernoulli": { ContinuousBernoulli(probability: $0("probs")) },
    "exponential": { Exponential(rate: $0("rate")) },
    "gamma": { Gamma(shape: $0("concentration"), rate: $0("rate")) },
    "geometric": { Geometric(probability: $0("probs")) },
    "gumbel": { Gumbel(location: $0("loc"), scale: $0("scale")) },
    "half_normal": { HalfNormal(scale: $0("scale")) },
    "inverse_gamma": { InverseGamma(shape: $0("concentration"), rate: $0("rate")) },
    "inverse_gaussian": { InverseGaussian(mean: $0("loc"), shape: $0("concentration")) },
    "kumaraswamy": { Kumaraswamy($0("concentration1"), $0("concentration0")) },
    "laplace": { Laplace(location: $0("loc"), scale: $0("scale")) },
    "log_normal": { LogNormal(location: $0("loc"), scale: $0("scale")) },
    "log_uniform": { LogUniform(low: $0("low"), high: $0("high")) },
    "logistic": { Logistic(location: $0("loc"), scale: $0("scale")) },
    "logit_normal": { LogitNormal(mean: $0("loc"), standardDeviation: $0("scale")) },
    "moyal": { Moyal(location: $0("loc"), scale: $0("scale")) },
    "negative_binomial": { NegativeBinomial(failures: $0("total_count"), probability: $0("probs")) },
    "normal": { Normal(mean: $0("loc"), standardDeviation: $0("scale")) },
    "pareto": { Pareto(scale: $0("scale"), shape: $0("alpha")) },
    "poisson": { Poisson(rate: $0("rate")) },
    "uniform": { Uniform(low: $0("low"), high: $0("high")) },
    "von_mises": { VonMises(location: $0("loc"), concentration: $0("concentration")) },
    "weibull": { Weibull(scale: $0("scale"), shape: $0("concentration")) },
]

extension DistributionCase {
    /// Whether the Swift API has the family and the quantity.
    var isKnown: Bool {
        switch p.family {
        case "dirichlet", "multinomial", "von_mises_fisher", "wishart", "inverse_wishart", "matrix_normal",
            "multivariate_normal", "gaussian_mixture":
            true
        default: families[p.family] != nil
        }
    }

    func lines() throws(Failure) -> [String] {
        var lines: [String] = []
        for index in 0..<count {
            do throws(DivergenceError) {
                let bits = try values(index).map(\.hexadecimalBits).joined(separator: " ")
                lines.append("\(id) \(index) f64 0 \(bits)")
            } catch {
                // That of a mixture is of a component.
                throw Failure(error: error, row: p.family == "gaussian_mixture" ? error.row : index)
            }
        }
        return lines
    }

    private func values(_ index: Int) throws(DivergenceError) -> [Double] {
        switch p.family {
        case "dirichlet": try values(index, { $0.dirichlet(index) })
        case "multinomial": try values(index, { $0.multinomial(index) })
        case "von_mises_fisher": try values(index, { $0.vonMisesFisher(index) })
        case "wishart": try values(index, { $0.wishart(index) })
        case "inverse_wishart": try values(index, { $0.inverseWishart(index) })
        case "matrix_normal": try values(index, { $0.matrixNormal(index) })
        case "multivariate_normal": try gaussianValues(index)
        case "gaussian_mixture": try mixtureValues(index)
        default: [try value(index)]
        }
    }

    /// Of univariate distributions.
    private func value(_ index: Int) throws(DivergenceError) -> Double {
        let p = p.univariate(index)
        switch quantity {
        case "entropy": return try p.entropy()
        case "mean": return try p.expectation()
        case "variance": return try p.variance()
        case "log_density": return try p.logDensity(at: x!.entry(index).number)
        default: return try divergence(p, q!.univariate(index))
        }
    }

    private func divergence<P: UnivariateDistribution, Q: UnivariateDistribution>(
        _ p: P, _ q: Q
    ) throws(DivergenceError) -> Double {
        if quantity == "kl" { return try p.klDivergence(from: q) }
        guard let q = q as? P else { fatalError("\(id): of two families") }
        switch quantity {
        case "renyi": return try p.renyiDivergence(from: q, order: orderValue)
        case "bhattacharyya_distance": return try p.bhattacharyyaDistance(from: q)
        default: fatalError("\(id): no such quantity: \(quantity)")
        }
    }

    var orderValue: Double { number(order!, as: Double.self) }
}

extension DistributionCase.Side {
    func univariate(_ index: Int) -> any UnivariateDistribution {
        guard let make = families[family] else { fatalError("no such family: \(family)") }
        return make { entry($0, index).number }
    }
}
