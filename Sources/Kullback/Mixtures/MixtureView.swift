/// A Gaussian mixture Σ w_k N(μ_k, Σ_k) as the caller has it in memory.
package struct MixtureView {
    var components: GaussianBatch
    var weights: StridedNumbers

    package init(components: GaussianBatch, weights: StridedNumbers) {
        (self.components, self.weights) = (components, weights)
    }

    package var count: Int { components.count }
    package var dimension: Int { components.dimension }
}

/// Which mixture an error is about.
struct MixtureArguments {
    let components: DivergenceError.Argument
    let weights: DivergenceError.Argument

    static let p = MixtureArguments(components: .p, weights: .weightsP)
    static let q = MixtureArguments(components: .q, weights: .weightsQ)
}

/// A mixture, checked, with what is computed from it at every point.
struct PreparedMixture: ~Copyable {
    let components: GaussianBatch
    let count: Int
    let dimension: Int
    /// Divided by their sum, and the logarithms of that.
    let weights: Buffer<Double>
    let logWeights: Buffer<Double>
    let means: Buffer<Double>
    /// Lower Cholesky factors, row by row, and the sums of the logarithms of their diagonals.
    let factors: Buffer<Double>
    let logDeterminants: Buffer<Double>

    init(_ view: MixtureView, _ arguments: MixtureArguments, _ settings: Settings) throws(DivergenceError) {
        let (batch, count, dimension) = (view.components, view.count, view.dimension)
        try batch.validate(arguments.components)
        guard count > 0, dimension > 0 else { throw DivergenceError(.count, arguments.components) }
        try view.weights.validate(arguments.weights, batch: 1, rows: count)
        let (square, isTooLarge) = dimension.multipliedReportingOverflow(by: dimension)
        let (size, overflow) = square.multipliedReportingOverflow(by: count)
        guard !isTooLarge, !overflow else { throw DivergenceError(.outOfMemory) }
        let weights = try Buffer(Double.self, count)
        let logWeights = try Buffer(Double.self, count)
        let means = try Buffer(Double.self, count * dimension)
        let factors = try Buffer(Double.self, size)
        let logDeterminants = try Buffer(Double.self, count)
        try setShares(weights.base, count, arguments.weights, settings) { view.weights[0, $0, 0] }
        try batch.writeMatrices(as: .choleskyFactor, arguments.components, settings, to: factors.base)
        for component in 0..<count {
            logWeights.base[component] = logarithm(Lane(repeating: weights.base[component]))[0]
            logDeterminants.base[component] = logDeterminant(factors.base + component * square, dimension)
            for row in 0..<dimension { means.base[component * dimension + row] = batch.loc[component, row, 0] }
        }
        (components, self.count, self.dimension) = (batch, count, dimension)
        self.weights = weights
        self.logWeights = logWeights
        self.means = means
        self.factors = factors
        self.logDeterminants = logDeterminants
    }

    func mean(_ component: Int) -> UnsafePointer<Double> { UnsafePointer(means.base + component * dimension) }

    func factor(_ component: Int) -> UnsafePointer<Double> {
        UnsafePointer(factors.base + component * dimension * dimension)
    }

    /// Entropy of a component: (d log 2πe + log det Σ) / 2.
    func entropy(_ component: Int) -> Double {
        0.5 * Double(dimension) * (logTwoPi + 1) + logDeterminants.base[component]
    }
}

let logTwoPi = 0x1.d67f1c864beb5p0

/// Weights divided by their sum, which is near one unless the options say otherwise.
func setShares(
    _ shares: UnsafeMutablePointer<Double>, _ count: Int, _ argument: DivergenceError.Argument, _ settings: Settings,
    _ weight: (Int) -> Double
) throws(DivergenceError) {
    var sum = CompensatedSum<Double>()
    for index in 0..<count {
        let weight = weight(index)
        // Not NaN either: a weight is a setting.
        guard weight >= 0, weight < .infinity else {
            throw DivergenceError(.probability, argument, index: index, value: weight)
        }
        shares[index] = weight
        sum.add(weight)
    }
    try settings.check(sum.value, argument, row: 0)
    for index in 0..<count { shares[index] /= sum.value }
}
