import KullbackPlatform

/// A divergence: what is summed, and how the result comes from the sum.
package struct Measure {
    let summand: Summand
    let result: Result
    /// Whether it is a logarithm, whose base is a unit.
    private(set) var hasUnit = true

    enum Result {
        /// A multiple of the sum, which every element has a part in.
        case multiple(Double)
        /// The square root of a multiple.
        case root(Double)
        /// H(p) + sum
        case plusEntropy
        /// Of rows as they are.
        case unnormalized
        /// 1 - sum / 4, of order 1/2
        case affinity
        /// `factor` times Renyi's divergence.
        case renyi(Order, factor: Double)
        /// log max p / q
        case largestRatio
    }

    private init(_ summand: Summand, _ result: Result = .multiple(1)) {
        self.summand = summand
        self.result = result
    }

    /// The order's sum, as a multiple of that of c_a.
    private init(power order: Order, times multiple: Double = 1) {
        let summand = Summand.power(order)
        self.init(summand, .multiple(multiple / summand.multiple))
    }

    package init(_ quantity: Quantity, _ options: Options) throws(DivergenceError) {
        try self.init(logarithmic: quantity, options)
        switch quantity {
        case .totalVariation, .pearsonChiSquared, .neymanChiSquared, .squaredHellinger, .hellingerDistance,
            .bhattacharyyaCoefficient, .triangularDiscrimination, .alphaDivergence, .cressieReadDivergence,
            .tsallisDivergence:
            hasUnit = false
        default: break
        }
    }

    private init(logarithmic quantity: Quantity, _ options: Options) throws(DivergenceError) {
        switch quantity {
        case .skewKLDivergence:
            let weight = try options.weight(closed: true)
            self.init(.skew(weight: weight, other: 1 - weight))
        case .jensenShannonDivergence: self.init(.jensenShannon(weight: try options.weight(closed: false)))
        case .jensenShannonDistance: self.init(.jensenShannon(weight: try options.weight(closed: false)), .root(1))
        case .alphaDivergence:
            let order = try options.order(from: -.infinity)
            self.init(power: Order(value: (1 - order) / 2, complement: (1 + order) / 2))
        case .cressieReadDivergence:
            let order = try options.order(from: -.infinity)
            self.init(power: Order(value: order + 1, complement: -order))
        case .tsallisDivergence: self.init(tsallis: try options.order(from: 0))
        case .renyiDivergence: self.init(renyi: try options.order(from: 0, infinite: true))
        default:
            guard let measure = Measure(withoutOptions: quantity) else {
                throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
            }
            self = measure
        }
    }

    /// A divergence that takes neither an order nor a weight, or the one of weight 1/2; nil for others. Inlined, so that
    /// it costs a call nothing where the quantity is known.
    @inline(__always)
    package init?(withoutOptions quantity: Quantity) {
        switch quantity {
        case .klDivergence: self.init(power: .one)
        case .crossEntropy: self.init(.power(.one), .plusEntropy)
        case .reverseKLDivergence: self.init(power: Order.one.swapped)
        case .generalizedKLDivergence: self.init(.power(.one), .unnormalized)
        case .jeffreysDivergence: self.init(.jeffreys)
        case .kDivergence: self.init(.skew(weight: 0.5, other: 0.5))
        case .jensenShannonDivergence: self.init(.jensenShannon(weight: 0.5))
        case .jensenShannonDistance: self.init(.jensenShannon(weight: 0.5), .root(1))
        case .totalVariation: self.init(.absolute, .multiple(0.5))
        case .pearsonChiSquared: self.init(power: Order(2), times: 2)
        case .neymanChiSquared: self.init(power: Order(-1), times: 2)
        case .squaredHellinger: self.init(power: .half, times: 0.25)
        case .hellingerDistance: self.init(.power(.half), .root(0.5))
        case .bhattacharyyaCoefficient: self.init(.power(.half), .affinity)
        case .bhattacharyyaDistance: self.init(.power(.half), .renyi(.half, factor: 0.5))
        case .triangularDiscrimination: self.init(.triangular)
        default: return nil
        }
    }

    private init(tsallis order: Double) {
        if order == 0 { self.init(.missing) } else { self.init(power: Order(order), times: order) }
    }

    private init(renyi order: Double) {
        switch order {
        case 0: self.init(.missing, .renyi(Order(0), factor: 1))
        case 1: self.init(.power(.one), .renyi(.one, factor: 1))
        case .infinity: self.init(.power(.one), .largestRatio)
        default: self.init(.power(Order(order)), .renyi(Order(order), factor: 1))
        }
    }
}

extension Summand {
    /// The sum as a multiple of that of c_a.
    var multiple: Double {
        if case .power(_, let multiple) = form { multiple } else { 1 }
    }
}

extension Options {
    /// The order, which must be given.
    func order(from least: Double, infinite: Bool = false) throws(DivergenceError) -> Double {
        guard let order else { throw DivergenceError(.option, .options, value: .nan) }
        guard order >= least, order > -.infinity, order < .infinity || infinite else {
            throw DivergenceError(.option, .options, value: order)
        }
        return order
    }

    func weight(closed: Bool) throws(DivergenceError) -> Double {
        let weight = weight ?? 0.5
        guard weight > 0, weight < 1 || closed && weight == 1 else {
            throw DivergenceError(.option, .options, value: weight)
        }
        return weight
    }
}
