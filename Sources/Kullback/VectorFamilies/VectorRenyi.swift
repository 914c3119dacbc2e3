/// Rényi's divergence of exponential families of vectors, by the KL divergences to and from the member in between, as that
/// of univariate ones, and what follows from the one of order 1/2.
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
        if order == 1 { return finish(try functions.klDivergence(p, q)) }
        let m = functions.geodesic(p, q, 1 - order, room)
        if m.isZero || functions.fault(m, .infinity) != nil { return finish(.infinity) }
        if order < 1 {
            let sides = (try functions.klDivergence(m, p), try functions.klDivergence(m, q))
            return finish((order * sides.0 + (1 - order) * sides.1) / (1 - order))
        }
        return finish(try functions.klDivergence(p, q) + functions.klDivergence(p, m) / (order - 1))
    }
}
