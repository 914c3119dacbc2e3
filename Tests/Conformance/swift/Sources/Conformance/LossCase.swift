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
    let distillation: Parts?
    let mse_weight: String?
    let ce_weight: String?
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

        var numberType: any Number.Type { numberTypes[type]! }

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

    struct Parts: Decodable {
        let temperature: String?
        let soft_weight: String
        let hard_weight: String
        let no_temperature_squared: Bool?
        let quantity: String?
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

    struct RowWeights: Decodable {
        let row: Row
    }
}

extension LossCase {
    func pairwiseLoss(_ quantity: String) -> PairwiseLoss {
        let weight = double(options.weight) ?? 0.5
        return switch quantity {
        case "kl": .kl
        case "reverse_kl": .reverseKL
        case "jeffreys": .jeffreys
        case "js_divergence": .jensenShannon(weight: weight)
        case "scaled_js": .scaledJensenShannon(weight: weight)
        case "cross_entropy": .crossEntropy
        default: fatalError("\(id): no such quantity")
        }
    }

    var oneSidedLoss: OneSidedLoss {
        switch quantity! {
        case "entropy": .entropy
        case "kl": .klToUniform
        case "log_sum_exp": .logSumExp
        default: fatalError("\(id): no such quantity")
        }
    }

    var distillationValue: Distillation {
        let parts = distillation!
        return Distillation(
            temperature: double(parts.temperature) ?? 1, softWeight: double(parts.soft_weight)!,
            hardWeight: double(parts.hard_weight)!, multipliesTemperatureSquared: parts.no_temperature_squared != true)
    }

    var optionsValue: LossOptions {
        LossOptions(
            reduction: reduction, factor: double(options.factor) ?? 1,
            rowWeights: options.row_weights?.row.numbers(as: Double.self), mask: options.mask?.map { $0 != 0 },
            normalize: options.normalize ?? false, unit: unit, sumTolerance: double(options.sum_tolerance))
    }

    private var reduction: Reduction {
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
