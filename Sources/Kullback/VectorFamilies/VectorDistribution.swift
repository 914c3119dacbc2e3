/// A distribution of vectors from a parametric family, with closed forms within the family.
public protocol VectorDistribution: Equatable, Sendable {
    /// What the engine needs to know; not part of the API.
    static var _family: _VectorFamily { get }
    var _vector: [Double] { get }
    var _scalar: Double { get }
}

/// A family, as the engine names it.
public struct _VectorFamily: Sendable {
    let family: VectorFamily
}

/// Proportions: the density on the simplex is proportional to Π x_i^(a_i - 1), with positive concentrations a.
public struct Dirichlet: VectorDistribution {
    public var concentration: [Double]

    public init(concentration: [Double]) { self.concentration = concentration }

    public static var _family: _VectorFamily { _VectorFamily(family: .dirichlet) }
    public var _vector: [Double] { concentration }
    public var _scalar: Double { 0 }
}

/// Counts of the outcomes of independent trials; of one trial a categorical distribution.
public struct Multinomial: VectorDistribution {
    public var trials: Double
    public var probabilities: [Double]

    public init(trials: Double, probabilities: [Double]) {
        self.trials = trials
        self.probabilities = probabilities
    }

    public static var _family: _VectorFamily { _VectorFamily(family: .multinomial) }
    public var _vector: [Double] { probabilities }
    public var _scalar: Double { trials }
}

/// Directions: the density on the unit sphere is proportional to e^(κ μ·x), with a unit vector μ and κ >= 0.
public struct VonMisesFisher: VectorDistribution {
    public var meanDirection: [Double]
    public var concentration: Double

    public init(meanDirection: [Double], concentration: Double) {
        self.meanDirection = meanDirection
        self.concentration = concentration
    }

    public static var _family: _VectorFamily { _VectorFamily(family: .vonMisesFisher) }
    public var _vector: [Double] { meanDirection }
    public var _scalar: Double { concentration }
}

extension VectorDistribution {
    /// D(self ‖ other), in nats unless `unit` says otherwise, with relative error at most 1e-14.
    ///
    /// - Throws: ``DivergenceError`` for a parameter outside its domain, or vectors of different length.
    public func klDivergence(from other: Self, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.klDivergence, other, Options(unit: unit))
    }

    /// Rényi's divergence of an order above 0; of order 1 the KL divergence.
    public func renyiDivergence(from other: Self, order: Double, unit: Unit = .nats) throws(DivergenceError) -> Double {
        var options = Options(unit: unit)
        options.order = order
        return try value(.renyiDivergence, other, options)
    }

    /// -log of Bhattacharyya's coefficient, the integral of sqrt(p q).
    public func bhattacharyyaDistance(from other: Self, unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.bhattacharyyaDistance, other, Options(unit: unit))
    }

    /// 1 - Bhattacharyya's coefficient: the integral of (sqrt p - sqrt q)^2 / 2.
    public func squaredHellinger(from other: Self) throws(DivergenceError) -> Double {
        try value(.squaredHellinger, other, Options())
    }

    /// Its square root, a metric.
    public func hellingerDistance(from other: Self) throws(DivergenceError) -> Double {
        try value(.hellingerDistance, other, Options())
    }

    /// The entropy; relative to the flat density on the simplex or the sphere.
    public func entropy(unit: Unit = .nats) throws(DivergenceError) -> Double {
        try value(.entropy, nil, Options(unit: unit))
    }

    public func expectation() throws(DivergenceError) -> [Double] { try values(.mean) }

    /// The variance of each component.
    public func variance() throws(DivergenceError) -> [Double] { try values(.variance) }

    /// The logarithm of the density, or of the probability of counts; -infinity outside the support.
    public func logDensity(at x: [Double]) throws(DivergenceError) -> Double {
        try withMembers(self, rows: 1, .p) { p throws(DivergenceError) in
            try x.withUnsafeBufferPointer { x throws(DivergenceError) in
                try withResult { result throws(DivergenceError) in
                    try vectorLogDensities(p, RowView(x), Options(), result)
                }
            }
        }
    }

    /// Draws, one after the other: number i depends on the seed, the parameters and i only.
    public func samples(_ count: Int, seed: UInt64, threads: Int = 0) throws(DivergenceError) -> [Double] {
        try withMembers(self, rows: count, .p) { p throws(DivergenceError) in
            let (numbers, overflow) = p.rows.multipliedReportingOverflow(by: p.count)
            guard !overflow else { throw DivergenceError(.outOfMemory) }
            var values = [Double](repeating: 0, count: numbers)
            try values.withUnsafeMutableBufferPointer { buffer throws(DivergenceError) in
                let result = ResultView(
                    buffer.baseAddress, rows: p.rows, count: p.count, rowStride: p.count, stride: 1)
                try vectorSamples(p, seed: seed, first: 0, Options(threads: threads), result)
            }
            return values
        }
    }

    private func value(_ quantity: Quantity, _ other: Self?, _ options: Options) throws(DivergenceError) -> Double {
        try withMembers(self, rows: 1, .p) { p throws(DivergenceError) in
            try withResult { result throws(DivergenceError) in
                guard let other else { return try vectorValues(quantity, p, nil, options) { _ in result } }
                try withMembers(other, rows: 1, .q) { q throws(DivergenceError) in
                    try vectorValues(quantity, p, q, options) { _ in result }
                }
            }
        }
    }

    private func values(_ quantity: Quantity) throws(DivergenceError) -> [Double] {
        try withMembers(self, rows: 1, .p) { p throws(DivergenceError) in
            try withElements(p.count) { result throws(DivergenceError) in
                try vectorValues(quantity, p, nil, Options()) { _ in result }
            }
        }
    }
}

/// Views of one member, as many as `rows`, for the time of a call.
private func withMembers<Member: VectorDistribution, R>(
    _ member: Member, rows: Int, _ side: DivergenceError.Argument,
    _ body: (VectorDistributions) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    try member._vector.withUnsafeBufferPointer { vector throws(DivergenceError) in
        try [member._scalar].withUnsafeBufferPointer { scalar throws(DivergenceError) in
            let vectors = RowView(
                data: vector.baseAddress, type: .f64, rows: rows, count: vector.count, rowStride: 0, stride: 1)
            let scalars = RowView(
                data: scalar.baseAddress, type: .f64, rows: rows, count: 1, rowStride: 0, stride: 1)
            return try body(
                VectorDistributions(
                    Member._family.family, vectors, scalars, side == .p ? (.firstP, .secondP) : (.firstQ, .secondQ)))
        }
    }
}
