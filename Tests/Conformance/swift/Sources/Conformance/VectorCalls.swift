import Kullback

// Distributions of vectors and of matrices.

/// What those of vectors and of matrices share.
protocol Member {
    func klDivergence(from other: Self, unit: Unit) throws(DivergenceError) -> Double
    func renyiDivergence(from other: Self, order: Double, unit: Unit) throws(DivergenceError) -> Double
    func bhattacharyyaDistance(from other: Self, unit: Unit) throws(DivergenceError) -> Double
    func squaredHellinger(from other: Self) throws(DivergenceError) -> Double
    func hellingerDistance(from other: Self) throws(DivergenceError) -> Double
    func entropy(unit: Unit) throws(DivergenceError) -> Double
    func expectation() throws(DivergenceError) -> [Double]
    func variance() throws(DivergenceError) -> [Double]
    func logDensityInNats(_ x: [Double]) throws(DivergenceError) -> Double
}

extension Member where Self: VectorDistribution {
    func logDensityInNats(_ x: [Double]) throws(DivergenceError) -> Double { try logDensity(at: x) }
}

extension Member where Self: MatrixDistribution {
    func logDensityInNats(_ x: [Double]) throws(DivergenceError) -> Double { try logDensity(at: x) }
}

extension Dirichlet: Member {}
extension Multinomial: Member {}
extension VonMisesFisher: Member {}
extension Wishart: Member {}
extension InverseWishart: Member {}
extension MatrixNormal: Member {}

extension DistributionCase {
    /// Of families that are not normal distributions of vectors.
    func values<D: Member>(_ index: Int, _ member: (Side) -> D) throws(DivergenceError) -> [Double] {
        let p = member(p)
        switch quantity {
        case "mean": return try p.expectation()
        case "variance": return try p.variance()
        case "entropy": return [try p.entropy(unit: .nats)]
        case "log_density": return [try p.logDensityInNats(x!.entry(index).numbers)]
        default: return [try divergence(p, member(q!))]
        }
    }

    private func divergence<D: Member>(_ p: D, _ q: D) throws(DivergenceError) -> Double {
        switch quantity {
        case "kl": try p.klDivergence(from: q, unit: .nats)
        case "renyi": try p.renyiDivergence(from: q, order: orderValue, unit: .nats)
        case "bhattacharyya_distance": try p.bhattacharyyaDistance(from: q, unit: .nats)
        case "squared_hellinger": try p.squaredHellinger(from: q)
        case "hellinger_distance": try p.hellingerDistance(from: q)
        default: fatalError("\(id): no such quantity: \(quantity)")
        }
    }

    func gaussianValues(_ index: Int) throws(DivergenceError) -> [Double] {
        let p = p.normals(index)[0]
        switch quantity {
        case "entropy": return [try p.entropy()]
        case "mutual_information": return [try p.mutualInformation(first: Int(number(blocks![0], as: Double.self)))]
        case "log_density": return [try p.logDensity(at: x!.entry(index).numbers)]
        case "kl_gradient":
            let g = try p.klGradients(from: q!.normals(index)[0])
            return g.mean + g.choleskyFactor + g.otherMean + g.otherCholeskyFactor
        default: return [try divergence(p, q!.normals(index)[0])]
        }
    }

    private func divergence(_ p: MultivariateNormal, _ q: MultivariateNormal) throws(DivergenceError) -> Double {
        let weight = weight.map { number($0, as: Double.self) } ?? 0.5
        return switch quantity {
        case "kl": try p.klDivergence(from: q)
        case "jeffreys": try p.jeffreysDivergence(from: q)
        case "renyi": try p.renyiDivergence(from: q, order: orderValue)
        case "bhattacharyya_distance": try p.bhattacharyyaDistance(from: q)
        case "squared_hellinger": try p.squaredHellinger(from: q)
        case "hellinger_distance": try p.hellingerDistance(from: q)
        case "geometric_js": try p.geometricJensenShannon(from: q, weight: weight)
        case "dual_geometric_js": try p.geometricJensenShannon(from: q, weight: weight, isDual: true)
        case "squared_wasserstein": try p.squaredWassersteinDistance(from: q)
        default: fatalError("\(id): no such quantity: \(quantity)")
        }
    }

    func mixtureValues(_ index: Int) throws(DivergenceError) -> [Double] {
        let p = p.mixture(index)
        if quantity == "log_density" { return [try p.logDensity(at: x!.entry(index).numbers)] }
        let kl = try p.klDivergence(from: q!.mixture(index), sampling: MixtureSampling(count: 0))
        return [
            kl.lower, kl.upper, kl.variational, kl.product, kl.durrieuLower, kl.durrieuUpper, kl.variationalUpper,
            kl.matched, kl.unscented, kl.momentMatched,
        ]
    }
}

extension DistributionCase.Side {
    func dirichlet(_ index: Int) -> Dirichlet { Dirichlet(concentration: entry("concentration", index).numbers) }

    func multinomial(_ index: Int) -> Multinomial {
        Multinomial(trials: entry("total_count", index).number, probabilities: entry("probs", index).numbers)
    }

    func vonMisesFisher(_ index: Int) -> VonMisesFisher {
        VonMisesFisher(
            meanDirection: entry("loc", index).numbers, concentration: entry("concentration", index).number)
    }

    func wishart(_ index: Int) -> Wishart {
        Wishart(
            degreesOfFreedom: entry("df", index).number, covariance: entry("covariance_matrix", index).numbers)
    }

    func inverseWishart(_ index: Int) -> InverseWishart {
        InverseWishart(degreesOfFreedom: entry("df", index).number, scale: entry("scale_matrix", index).numbers)
    }

    func matrixNormal(_ index: Int) -> MatrixNormal {
        MatrixNormal(
            mean: entry("loc", index).numbers, rowCovariance: entry("row_covariance", index).numbers,
            columnCovariance: entry("column_covariance", index).numbers)
    }

    func mixture(_ index: Int) -> GaussianMixture {
        GaussianMixture(weights: entry("weights", index).numbers, components: normals(index))
    }

    /// The normal distribution of an element, or those of a mixture's components.
    func normals(_ index: Int) -> [MultivariateNormal] {
        func parts(_ name: String) -> [Entry] {
            let whole = entry(name, index)
            return family == "gaussian_mixture" ? whole.list : [whole]
        }
        let forms: [(String, ([Double]) -> MultivariateNormal.Spread)] = [
            ("covariance_matrix", MultivariateNormal.Spread.covariance),
            ("scale_tril", MultivariateNormal.Spread.choleskyFactor),
            ("precision_matrix", MultivariateNormal.Spread.precision),
            ("variances", MultivariateNormal.Spread.variances),
        ]
        if let (name, spread) = forms.first(where: { parameters[$0.0] != nil }) {
            return zip(parts("loc"), parts(name)).map { MultivariateNormal(mean: $0.numbers, spread($1.numbers)) }
        }
        return zip(parts("loc"), zip(parts("cov_factor"), parts("cov_diag"))).map { loc, spread in
            let (factor, variances) = spread
            let rank = factor.list[0].list.count
            return MultivariateNormal(
                mean: loc.numbers,
                .lowRank(factor: factor.numbers, rank: rank, variances: variances.numbers))
        }
    }
}
