/// Rényi's divergence of families of vectors, and what follows from the one of order 1/2.
struct VectorRenyi {
    private let order: Double
    private let finish: (Double) -> Double
    private let functions: VectorFunctions

    init(
        _ quantity: Quantity, _ functions: VectorFunctions, _ options: Options, unit: Double
    ) throws(DivergenceError) {
        switch quantity {
        case .renyiDivergence:
            guard let order = options.order, order > 0, order.isFinite else {
                throw DivergenceError(.option, .options, value: options.order ?? .nan)
            }
            (self.order, finish) = (order, { $0 / unit })
        case .bhattacharyyaDistance: (order, finish) = (0.5, { 0.5 * $0 / unit })
        case .bhattacharyyaCoefficient: (order, finish) = (0.5, { exp(-0.5 * $0) })
        case .squaredHellinger: (order, finish) = (0.5, { 0 - expm1(-0.5 * $0) })
        case .hellingerDistance: (order, finish) = (0.5, { (0 - expm1(-0.5 * $0)).squareRoot() })
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
        self.functions = functions
    }

    func value(
        _ p: VectorMember, _ q: VectorMember, _ room: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) -> Double {
        finish(try order == 1 ? functions.klDivergence(p, q) : functions.renyiDivergence(p, q, order, room))
    }
}

/// An exponential family in which Rényi's divergence is found by the KL divergences to and from the member in between, as
/// that of univariate ones.
protocol GeodesicForms: VectorForms {
    /// As in `ParametricFamily`: the vector is written to `result`.
    static func geodesic(
        _ p: VectorMember, _ q: VectorMember, _ weight: Double, _ result: UnsafeMutablePointer<Double>
    ) -> VectorMember
}

extension GeodesicForms {
    static func renyiDivergence(
        _ p: VectorMember, _ q: VectorMember, order: Double, _ room: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) -> Double {
        let m = geodesic(p, q, 1 - order, room)
        if fault(m, tolerance: .infinity) != nil { return .infinity }
        if order > 1 { return try klDivergence(p, q) + klDivergence(p, m) / (order - 1) }
        let sides = (try klDivergence(m, p), try klDivergence(m, q))
        return (order * sides.0 + (1 - order) * sides.1) / (1 - order)
    }
}
