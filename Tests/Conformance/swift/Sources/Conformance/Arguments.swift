import Kullback

/// The arguments of a case, as the Swift functions take them.
extension Case {
    func numbers<T: Number & Scalar>(_ input: String, _ row: Int, as type: T.Type) -> [T] {
        inputs[input]![row].numbers(as: T.self)
    }

    func rows<T: Number & Scalar>(_ input: String, as type: T.Type) -> Rows<T> {
        let rows = inputs[input]!
        let columns = rows[0].count
        return Rows(
            rows.flatMap { $0.numbers(as: T.self) }, rows: rows.count, columns: columns, rowStride: columns, stride: 1)
    }

    var spaceValue: Space {
        switch space! {
        case "probabilities": .probabilities
        case "log-probabilities": .logProbabilities
        default: .logits(temperature: option(options?.temperature) ?? 1)
        }
    }

    var normalize: Bool { options?.normalize ?? false }

    var sumTolerance: Double? { option(options?.sum_tolerance) }

    var unit: Unit {
        guard let base = option(options?.base) else { return .nats }
        return base == 2 ? .bits : .base(base)
    }

    /// The order, where the quantity has one.
    var order: Double { option(options?.order)! }

    /// The weight; a half, as everywhere, where the case has none.
    var weight: Double { option(options?.weight) ?? 0.5 }

    /// The divergence that the case is about, if there is one.
    var divergence: Divergence? {
        switch quantity {
        case "reverse_kl": .reverseKL
        case "generalized_kl": .generalizedKL
        case "skew_kl": .skewKL(weight: weight)
        case "k_divergence": .kDivergence
        case "js_divergence": .jensenShannon(weight: weight)
        case "js_distance": .jensenShannonDistance(weight: weight)
        case "total_variation": .totalVariation
        case "pearson_chi2": .pearsonChiSquared
        case "neyman_chi2": .neymanChiSquared
        case "squared_hellinger": .squaredHellinger
        case "hellinger_distance": .hellingerDistance
        case "bhattacharyya_coefficient": .bhattacharyyaCoefficient
        case "bhattacharyya_distance": .bhattacharyyaDistance
        case "triangular_discrimination": .triangularDiscrimination
        case "alpha": .alpha(order)
        case "cressie_read": .cressieRead(order)
        case "tsallis": .tsallis(order: order)
        case "renyi": .renyi(order: order)
        default: nil
        }
    }

    private func option(_ text: String?) -> Double? {
        text.map { number($0, as: Double.self) }
    }
}
