import KullbackPlatform

/// What is computed of two Gaussians: from their relation, for all lanes of a group.
private struct GaussianMeasure {
    private let quantity: Quantity
    /// The order of Rényi's divergence, or the weight of p in a geometric mean.
    private let order: Double
    /// Nats per unit of what comes out.
    let unit: Double

    init(_ quantity: Quantity, _ options: Options, unit: Double) throws(DivergenceError) {
        self.quantity = quantity
        switch quantity {
        case .renyiDivergence:
            guard let order = options.order, order > 0, order.isFinite else {
                throw DivergenceError(.option, .options, value: options.order ?? .nan)
            }
            (self.order, self.unit) = (order, unit)
        case .geometricJensenShannon, .dualGeometricJensenShannon:
            let weight = options.weight ?? 0.5
            guard weight > 0, weight < 1 else { throw DivergenceError(.option, .options, value: weight) }
            (order, self.unit) = (weight, unit)
        case .klDivergence, .reverseKLDivergence, .jeffreysDivergence, .bhattacharyyaDistance:
            (order, self.unit) = (0.5, unit)
        case .bhattacharyyaCoefficient, .squaredHellinger, .hellingerDistance, .squaredWassersteinDistance:
            (order, self.unit) = (0.5, 1)
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
    }

    func values(
        _ pair: borrowing GaussianPair, _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Lane {
        switch quantity {
        case .klDivergence: return try divergence(pair, p, q)
        case .reverseKLDivergence: return try divergence(pair, q, p)
        case .jeffreysDivergence: return try divergence(pair, p, q) + divergence(pair, q, p)
        case .renyiDivergence: return try renyiDivergence(pair, p, q)
        case .geometricJensenShannon:
            let isSwapped = order < 0.5
            _ = try isSwapped ? pair.relate(q, p) : pair.relate(p, q)
            return pair.geometricJensenShannon(weight: isSwapped ? 1 - order : order)
        case .squaredWassersteinDistance:
            _ = try pair.relate(p, q)
            return try pair.squaredWassersteinDistance(p, q)
        case .bhattacharyyaCoefficient: return try exp(-affinityExponent(pair, p, q))
        case .squaredHellinger: return try .zero - expm1(-affinityExponent(pair, p, q))
        case .hellingerDistance: return try (.zero - expm1(-affinityExponent(pair, p, q))).squareRoots
        default: return try affinityExponent(pair, p, q)
        }
    }

    private func divergence(
        _ pair: borrowing GaussianPair, _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Lane {
        try 0.5 * (pair.relate(p, q) + pair.squaredDistance())
    }

    /// -log ∫ p^a q^(1 - a), which is the same of q and p with 1 - a.
    private func affinityExponent(
        _ pair: borrowing GaussianPair, _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Lane {
        let isSwapped = order < 0.5
        _ = try isSwapped ? pair.relate(q, p) : pair.relate(p, q)
        return pair.affinityExponent(isSwapped ? 1 - order : order, isSwapped ? order : 1 - order)
    }

    private func renyiDivergence(
        _ pair: borrowing GaussianPair, _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Lane {
        if order == 1 { return try divergence(pair, p, q) }
        if order < 1 { return try affinityExponent(pair, p, q) / Lane(repeating: 1 - order) }
        let covariances = try pair.relate(p, q)
        return pair.renyiDivergence(orderAbove1: order, covariances)
    }
}

extension GaussianMeasure {
    /// Singular covariances too, where covariances are given.
    func valuesOfAny(
        _ pair: borrowing GaussianPair, _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Lane {
        do throws(DivergenceError) {
            return try values(pair, p, q)
        } catch {
            guard error.status == .notPositiveDefinite, p.batch.hasCovariances, q.batch.hasCovariances,
                quantity != .squaredWassersteinDistance
            else { throw error }
            var values = Lane.zero
            for lane in 0..<p.count {
                values[lane] = try degenerateValue(pair, p.single(lane: lane), q.single(lane: lane))
            }
            return values
        }
    }

    /// Of Gaussians on one affine subspace, what it is of the coordinates that parametrise it: all quantities are those of
    /// densities relative to any measure that both have. Others have nothing in common.
    private func degenerateValue(
        _ pair: borrowing GaussianPair, _ p: GaussianGroup, _ q: GaussianGroup
    ) throws(DivergenceError) -> Double {
        do throws(DivergenceError) {
            return try values(pair, p, q)[0]
        } catch {
            guard error.status == .notPositiveDefinite else { throw error }
        }
        var first = try DegenerateGaussian(p)
        try first.factor()
        var second = try DegenerateGaussian(q)
        try second.factor()
        if let error = p.infinity(lane: 0) ?? q.infinity(lane: 0) { throw error }
        if first.isNaN || second.isNaN { return .nan }
        let rank = second.rank
        guard try second.isSupport(of: first) else {
            switch quantity {
            case .bhattacharyyaCoefficient: return 0
            case .squaredHellinger, .hellingerDistance: return 1
            default: return .infinity
            }
        }
        let numbers = try Buffer(Double.self, 2 * rank * (rank + 1))
        for i in 0..<rank {
            let row = second.coordinate(i)
            numbers.base[i] = p.batch.loc[p.first, row, 0]
            numbers.base[rank + i] = q.batch.loc[q.first, row, 0]
            for j in 0..<rank {
                let place = 2 * rank + i * rank + j
                numbers.base[place] = first.covariance(row, second.coordinate(j))
                numbers.base[place + rank * rank] = second.covariance(row, second.coordinate(j))
            }
        }
        let matrices = numbers.base + 2 * rank
        return try values(
            GaussianPair(MatrixSpace(dimension: rank, threads: 1)),
            GaussianGroup(.p, rank, loc: numbers.base, covariance: matrices),
            GaussianGroup(.q, rank, loc: numbers.base + rank, covariance: matrices + rank * rank))[0]
    }
}

/// One number per pair of Gaussians.
package func gaussianDivergences(
    _ quantity: Quantity, _ p: GaussianBatch, _ q: GaussianBatch, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try gaussianSettings(options)
    let measure = try GaussianMeasure(quantity, options, unit: settings.unit)
    try validatePair(p, q)
    try result.validated()
    let plan = GaussianPlan(p.count, p.dimension, settings)
    try plan.forEachGroup { () throws(DivergenceError) in
        try GaussianPair(plan.space)
    } _: { (pair: borrowing GaussianPair, first: Int, count: Int) throws(DivergenceError) in
        let groups = (
            GaussianGroup(batch: p, argument: .p, first: first, count: count),
            GaussianGroup(batch: q, argument: .q, first: first, count: count)
        )
        let values = try measure.valuesOfAny(pair, groups.0, groups.1)
        try checkInfinities(values, groups.0, groups.1)
        return values
    } store: { row, value in
        result.store(row, 0, value / measure.unit)
    }
}

func validatePair(_ p: GaussianBatch, _ q: GaussianBatch) throws(DivergenceError) {
    try p.validate(.p)
    try q.validate(.q)
    guard p.count == q.count, p.dimension == q.dimension else { throw DivergenceError(.shape, .q) }
}

/// Options that mean something here.
func gaussianSettings(_ options: Options) throws(DivergenceError) -> Settings {
    guard options.space == .probabilities, !options.normalize, options.sumTolerance == nil else {
        throw DivergenceError(.option, .options)
    }
    return try Settings(options, .f64)
}

/// Infinite parameters show in results that are not finite.
func checkInfinities(_ values: Lane, _ p: GaussianGroup, _ q: GaussianGroup) throws(DivergenceError) {
    for lane in 0..<p.count where !values[lane].isFinite {
        if let error = p.infinity(lane: lane) ?? q.infinity(lane: lane) { throw error }
    }
}
