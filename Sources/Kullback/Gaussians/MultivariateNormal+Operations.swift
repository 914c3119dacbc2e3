// Gradients, other distributions from one or several, and draws.

extension MultivariateNormal {
    /// Derivatives of D(self ‖ other), in nats: matrices by rows, with zeros above the diagonal.
    public struct KLGradients: Equatable, Sendable {
        public var mean, choleskyFactor: [Double]
        /// With respect to the other distribution.
        public var otherMean, otherCholeskyFactor: [Double]
    }

    /// The derivatives of D(self ‖ other) with respect to both means and both Cholesky factors, in any form. They are as
    /// accurate as the divergence, and exactly 0 where the two are given by the same numbers.
    ///
    /// - Throws: ``DivergenceError`` as for divergences.
    public func klGradients(from other: MultivariateNormal, threads: Int = 0) throws(DivergenceError) -> KLGradients {
        let d = mean.count
        let (size, overflow) = d.multipliedReportingOverflow(by: d)
        guard !overflow else { throw DivergenceError(.count, .p) }
        let means = try Buffer(Double.self, 2 * d)
        let factors = try Buffer(Double.self, 2 * size)
        try withBatch(.p) { p throws(DivergenceError) in
            try other.withBatch(.q) { q throws(DivergenceError) in
                try gaussianGradients(
                    p, q, Options(threads: threads), nil,
                    GaussianGradients(
                        locP: MutableNumbers(means.base), locQ: MutableNumbers(means.base + d),
                        factorP: MutableNumbers(factors.base), factorQ: MutableNumbers(factors.base + size)))
            }
        }
        func numbers(_ start: UnsafeMutablePointer<Double>, _ count: Int) -> [Double] {
            Array(UnsafeBufferPointer(start: start, count: count))
        }
        return KLGradients(
            mean: numbers(means.base, d), choleskyFactor: numbers(factors.base, size),
            otherMean: numbers(means.base + d, d), otherCholeskyFactor: numbers(factors.base + size, size))
    }

    /// Independent draws, one per row. Draw i is from stream i of the seed. The covariance may be singular.
    ///
    /// - Throws: ``DivergenceError`` as for divergences; so do all below.
    public func samples(_ count: Int, seed: UInt64 = 0, threads: Int = 0) throws(DivergenceError) -> [[Double]] {
        let d = mean.count
        let (size, overflow) = count.multipliedReportingOverflow(by: d)
        guard count >= 0, !overflow else { throw DivergenceError(.count, .result) }
        let numbers = try Buffer(Double.self, size)
        try withBatch(.p) { p throws(DivergenceError) in
            try gaussianSamples(
                p, seed: seed, first: 0, count: count, Options(threads: threads), into: numbers.base)
        }
        return (0..<count).map { Array(UnsafeBufferPointer(start: numbers.base + $0 * d, count: d)) }
    }

    /// The point between this one, at weight 0, and another, at 1: by default that with the moments of the mixture, given by
    /// its covariance; with the exponential connection the one proportional to p^(1 - w) q^w, given by its precision. Of two
    /// that are given by their Cholesky factors, it is too.
    ///
    /// Weights below 0 and above 1 go on along the line.
    ///
    /// - Throws: ``DivergenceError`` about `weight` where there is no distribution any more.
    public func geodesic(
        to other: MultivariateNormal, weight: Double, connection: Connection = .mixture
    ) throws(DivergenceError) -> MultivariateNormal {
        try withBatch(.p) { p throws(DivergenceError) in
            try other.withBatch(.q) { q throws(DivergenceError) in
                let form = other.form == form ? connection.form(ofMembers: form) : connection.form
                return try MultivariateNormal(of: mean.count, form) { results throws(DivergenceError) in
                    try gaussianGeodesics(connection, p, q, weight: weight, Options(), results)
                }
            }
        }
    }

    /// The m with the least weighted mean of D(p ‖ m), or with the exponential connection of D(m ‖ p), over the components of
    /// a mixture.
    ///
    /// - Throws: ``DivergenceError`` about `weights` for a negative one, or if their sum is not one.
    public static func barycenter(
        of mixture: GaussianMixture, connection: Connection = .mixture
    ) throws(DivergenceError) -> MultivariateNormal {
        try mixture.withView(.p) { view throws(DivergenceError) in
            let form = connection.form(ofMembers: view.components.form)
            return try MultivariateNormal(of: view.dimension, form) { results throws(DivergenceError) in
                try gaussianBarycenters(
                    connection, view.components, members: view.count, weights: view.weights, Options(), results)
            }
        }
    }

    /// The distribution of some coordinates, in the order given, by its covariance.
    ///
    /// - Throws: ``DivergenceError`` about `coordinates` for one that there is not, or that comes twice.
    public func marginal(of coordinates: [Int]) throws(DivergenceError) -> MultivariateNormal {
        try withBatch(.p) { p throws(DivergenceError) in
            try coordinates.withUnsafeBufferPointer { chosen throws(DivergenceError) in
                try MultivariateNormal(of: chosen.count, .covariance) { results throws(DivergenceError) in
                    try gaussianMarginals(p, chosen.baseAddress, count: chosen.count, Options(), results)
                }
            }
        }
    }

    /// The distribution of the other coordinates, in their order, where these have the values x.
    public func conditional(
        on coordinates: [Int], at x: [Double]
    ) throws(DivergenceError) -> MultivariateNormal {
        guard x.count == coordinates.count else { throw DivergenceError(.shape, .x) }
        return try withBatch(.p) { p throws(DivergenceError) in
            try coordinates.withUnsafeBufferPointer { chosen throws(DivergenceError) in
                try x.withUnsafeBufferPointer { x throws(DivergenceError) in
                    try MultivariateNormal(of: max(0, p.dimension - chosen.count), .covariance) {
                        results throws(DivergenceError) in
                        try gaussianConditionals(
                            p, chosen.baseAddress, count: chosen.count,
                            at: StridedNumbers(x.baseAddress, batch: 0, row: 1), Options(), results)
                    }
                }
            }
        }
    }

    /// The covariance, by rows, in whichever form this one is given.
    public func covariance() throws(DivergenceError) -> [Double] { try matrix(.covariance) }

    /// The lower Cholesky factor of the covariance.
    public func choleskyFactor() throws(DivergenceError) -> [Double] { try matrix(.choleskyFactor) }

    /// The inverse of the covariance.
    public func precision() throws(DivergenceError) -> [Double] { try matrix(.precision) }

    private func matrix(_ form: CovarianceForm) throws(DivergenceError) -> [Double] {
        try withBatch(.p) { p throws(DivergenceError) in
            try MultivariateNormal(of: p.dimension, form) { results throws(DivergenceError) in
                try gaussianMarginals(p, nil, count: nil, Options(), results)
            }.parts.matrix
        }
    }

    /// What `write` makes, of one dimension and form.
    private init(
        of dimension: Int, _ form: CovarianceForm, _ write: (GaussianResults) throws(DivergenceError) -> Void
    ) throws(DivergenceError) {
        let store = try GaussianStore(1, dimension, form)
        try write(GaussianResults(form, loc: MutableNumbers(store.locs), matrix: MutableNumbers(store.matrix(0))))
        let matrix = Array(UnsafeBufferPointer(start: store.matrix(0), count: dimension * dimension))
        self.init(
            mean: Array(UnsafeBufferPointer(start: store.locs, count: dimension)),
            form == .covariance
                ? .covariance(matrix) : form == .precision ? .precision(matrix) : .choleskyFactor(matrix))
    }
}

extension Connection {
    /// The form of what is made of members of one form.
    fileprivate func form(ofMembers form: CovarianceForm) -> CovarianceForm {
        form == .choleskyFactor ? form : self.form
    }
}
