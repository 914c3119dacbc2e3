import Kullback

/// A case of the vectors of losses, as its file states it.
struct LossCase: Decodable {
    let id: String
    let flags: [String]
    let function: String
    let quantity: String?
    let p: Side?
    let q: Side?
    let labels: Labels?
    let options: Options
    let results: [String: String]

    struct Side: Decodable {
        let type: String
        let space: String
        let temperature: String?
        let rows: [Row]

        var spaceValue: Space {
            switch space {
            case "probabilities": .probabilities
            case "log-probabilities": .logProbabilities
            default: .logits(temperature: temperatureValue)
            }
        }

        var temperatureValue: Double { temperature.map { number($0, as: Double.self) } ?? 1 }

        func numbers<T: Number>(as type: T.Type) -> Rows<T> {
            let columns = rows[0].count
            return Rows(
                rows.flatMap { $0.numbers(as: T.self) }, rows: rows.count, columns: columns, rowStride: columns,
                stride: 1)
        }
    }

    struct Labels: Decodable {
        let data: [Int64]
        let ignore_index: Int64?
        let smoothing: String?
    }

    struct Options: Decodable {
        let reduction: String?
        let factor: String?
        let base: String?
        let weight: String?
        let sum_tolerance: String?
        let normalize: Bool?
        let mask: [Int]?
        let row_weights: RowWeights?
    }

    struct RowWeights: Decodable {}
}

extension LossCase {
    /// Whether Swift's functions can express the case: `conformance/vectors.py` has the same rule.
    var isExpressible: Bool {
        let types = [p, q].compactMap { $0?.type }
        let isOfLabels = function == "label_loss"
        return types.allSatisfy { $0 == "f64" || $0 == "f32" } && options.mask == nil && options.row_weights == nil
            && (function == "loss" && p != nil && q != nil || isOfLabels || function == "log_softmax")
            && !(function != "loss" && options.normalize == true) && !(function == "log_softmax" && options.base != nil)
            && !flags.contains("enumerators-only")
    }

    var lossValue: PairwiseLoss {
        let weight = double(options.weight) ?? 0.5
        return switch quantity! {
        case "kl": .kl
        case "reverse_kl": .reverseKL
        case "jeffreys": .jeffreys
        case "js_divergence": .jensenShannon(weight: weight)
        case "scaled_js": .scaledJensenShannon(weight: weight)
        case "cross_entropy": .crossEntropy
        default: fatalError("\(id): no such quantity")
        }
    }

    var reduction: Reduction {
        switch options.reduction {
        case "sum": .sum
        case "batchmean": .batchMean
        default: .none
        }
    }

    var unit: Unit {
        guard let base = double(options.base) else { return .nats }
        return base == 2 ? .bits : .base(base)
    }

    func double(_ text: String?) -> Double? {
        text.map { number($0, as: Double.self) }
    }
}
