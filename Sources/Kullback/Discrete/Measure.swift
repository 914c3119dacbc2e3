import KullbackPlatform

/// A divergence: what is summed, and how the result comes from the sum.
package struct Measure {
    let summand: Summand
    let result: Result

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
        /// `factor` times Renyi's divergence of an order, a finite one other than 1.
        case renyi(order: Double, factor: Double)
        /// log max p / q
        case largestRatio
    }

    private init(_ summand: Summand, _ result: Result = .multiple(1)) {
        self.summand = summand
        self.result = result
    }

    /// The order's sum, as a multiple of that of c_a.
    private init(power order: Double, times multiple: Double = 1) {
        let summand = Summand.power(order: order)
        self.init(summand, .multiple(multiple / summand.multiple))
    }

    package init(_ quantity: Quantity, _ options: Options) throws(DivergenceError) {
        switch quantity {
        case .klDivergence: self.init(power: 1)
        case .crossEntropy: self.init(.power(order: 1), .plusEntropy)
        case .reverseKLDivergence: self.init(power: 0)
        case .generalizedKLDivergence: self.init(.power(order: 1), .unnormalized)
        case .jeffreysDivergence: self.init(.jeffreys)
        case .skewKLDivergence: self.init(.skew(weight: try options.weight(closed: true)))
        case .kDivergence: self.init(.skew(weight: 0.5))
        case .jensenShannonDivergence: self.init(.jensenShannon(weight: try options.weight(closed: false)))
        case .jensenShannonDistance: self.init(.jensenShannon(weight: try options.weight(closed: false)), .root(1))
        case .totalVariation: self.init(.absolute, .multiple(0.5))
        case .pearsonChiSquared: self.init(power: 2, times: 2)
        case .neymanChiSquared: self.init(power: -1, times: 2)
        case .squaredHellinger: self.init(power: 0.5, times: 0.25)
        case .hellingerDistance: self.init(.power(order: 0.5), .root(0.5))
        case .bhattacharyyaCoefficient: self.init(.power(order: 0.5), .affinity)
        case .bhattacharyyaDistance: self.init(renyi: 0.5, factor: 0.5)
        case .triangularDiscrimination: self.init(.triangular)
        case .alphaDivergence: self.init(power: (1 - (try options.order(from: -.infinity))) / 2)
        case .cressieReadDivergence: self.init(power: try options.order(from: -.infinity) + 1)
        case .tsallisDivergence: self.init(tsallis: try options.order(from: 0))
        case .renyiDivergence: self.init(renyi: try options.order(from: 0, infinite: true), factor: 1)
        case .entropy, .renyiEntropy, .tsallisEntropy, .selfInformation:
            throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
    }

    private init(tsallis order: Double) {
        if order == 0 { self.init(.missing) } else { self.init(power: order, times: order) }
    }

    private init(renyi order: Double, factor: Double) {
        switch order {
        case 0: self.init(.missing, .renyi(order: 0, factor: factor))
        case 1: self.init(power: 1)
        case .infinity: self.init(.power(order: 1), .largestRatio)
        default: self.init(.power(order: order), .renyi(order: order, factor: factor))
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

    fileprivate func weight(closed: Bool) throws(DivergenceError) -> Double {
        let weight = weight ?? 0.5
        guard weight > 0, weight < 1 || closed && weight == 1 else {
            throw DivergenceError(.option, .options, value: weight)
        }
        return weight
    }
}
