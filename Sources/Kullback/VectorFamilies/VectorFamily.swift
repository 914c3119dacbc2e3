/// Families of distributions of vectors. The raw values are those of the C header's `kullback_vector_family`.
package enum VectorFamily: Int32 {
    case dirichlet = 10
    case multinomial = 20
    case vonMisesFisher = 30

    package var hasScalar: Bool { VectorFunctions(self).hasScalar }
}

/// One member of a family: a vector of parameters, and a number where the family has one.
struct VectorMember {
    let vector: UnsafePointer<Double>
    let count: Int
    let scalar: Double
}

/// What is wrong with a member: with which component of its vector, if with one, or with its number.
struct VectorFault {
    var status = DivergenceError.Status.parameter
    var isOfScalar = false
    var index: Int?
    let value: Double
}

/// What a family of vectors is to the library. Parameters have been checked, and none is NaN.
protocol VectorForms {
    static var hasScalar: Bool { get }

    /// The first fault of a member, for sums and lengths that may be off by `tolerance`.
    static func fault(_ member: VectorMember, tolerance: Double) -> VectorFault?
    static func klDivergence(_ p: VectorMember, _ q: VectorMember) throws(DivergenceError) -> Double
    /// Of an order above 0 that is not 1; `room` is for a vector.
    static func renyiDivergence(
        _ p: VectorMember, _ q: VectorMember, order: Double, _ room: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) -> Double
    static func entropy(_ p: VectorMember) throws(DivergenceError) -> Double
    static func mean(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>)
    static func variance(_ p: VectorMember, _ result: UnsafeMutablePointer<Double>)
    static func logDensity(_ p: VectorMember, _ x: UnsafePointer<Double>) throws(DivergenceError) -> Double
    static func sample(
        _ p: VectorMember, _ random: inout RandomStream, _ result: UnsafeMutablePointer<Double>
    ) throws(DivergenceError)
}

/// A family's static members as values: Embedded Swift has no existential types.
struct VectorFunctions {
    let hasScalar: Bool
    let fault: (VectorMember, Double) -> VectorFault?
    let klDivergence: (VectorMember, VectorMember) throws(DivergenceError) -> Double
    let renyiDivergence:
        (VectorMember, VectorMember, Double, UnsafeMutablePointer<Double>) throws(DivergenceError) -> Double
    let entropy: (VectorMember) throws(DivergenceError) -> Double
    let mean, variance: (VectorMember, UnsafeMutablePointer<Double>) -> Void
    let logDensity: (VectorMember, UnsafePointer<Double>) throws(DivergenceError) -> Double
    let sample: (VectorMember, inout RandomStream, UnsafeMutablePointer<Double>) throws(DivergenceError) -> Void

    init(_ family: VectorFamily) {
        switch family {
        case .dirichlet: self.init(DirichletForms.self)
        case .multinomial: self.init(MultinomialForms.self)
        case .vonMisesFisher: self.init(VonMisesFisherForms.self)
        }
    }

    private init<Forms: VectorForms>(_ forms: Forms.Type) {
        hasScalar = Forms.hasScalar
        fault = { Forms.fault($0, tolerance: $1) }
        klDivergence = { p, q throws(DivergenceError) in try Forms.klDivergence(p, q) }
        renyiDivergence = { p, q, order, room throws(DivergenceError) in
            try Forms.renyiDivergence(p, q, order: order, room)
        }
        entropy = { p throws(DivergenceError) in try Forms.entropy(p) }
        mean = { Forms.mean($0, $1) }
        variance = { Forms.variance($0, $1) }
        logDensity = { p, x throws(DivergenceError) in try Forms.logDensity(p, x) }
        sample = { p, random, result throws(DivergenceError) in try Forms.sample(p, &random, result) }
    }
}

extension VectorMember {
    /// The sum of the components, in two parts.
    var sum: CompensatedSum<Double> {
        var sum = CompensatedSum(high: 0.0, low: 0)
        for index in 0..<count { sum.add(vector[index]) }
        return sum
    }

    var total: Double { sum.value }

    /// The share of a component in the sum, and that of the others, neither of which is a difference of the rounded.
    func shares(_ sum: CompensatedSum<Double>, _ index: Int) -> (own: Double, others: Double) {
        (vector[index] / sum.value, ((sum.high - vector[index]) + sum.low) / sum.value)
    }

    /// The first component that is not allowed.
    func firstIndex(where isOutside: (Double) -> Bool) -> VectorFault? {
        for index in 0..<count where isOutside(vector[index]) { return VectorFault(index: index, value: vector[index]) }
        return nil
    }

    /// A divergence of the two vectors as weights, which are divided by their sums.
    func discreteDivergence(
        _ quantity: Quantity, from other: VectorMember, order: Double? = nil
    ) throws(DivergenceError) -> Double {
        var options = Options(normalize: true)
        options.order = order
        return try withResult { result throws(DivergenceError) in
            try divergence(
                quantity, RowView(vector, count: count), RowView(other.vector, count: count), options, result)
        }
    }
}
