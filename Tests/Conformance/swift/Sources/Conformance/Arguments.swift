import Kullback

/// The arguments of a case, as the Swift functions take them.
extension Case {
    func numbers<T: Number>(_ input: String, _ row: Int, as type: T.Type) -> [T] {
        inputs[input]![row].numbers(as: T.self)
    }

    func rows<T: Number>(_ input: String, as type: T.Type) -> Rows<T> {
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

    private func option(_ text: String?) -> Double? {
        text.map { number($0, as: Double.self) }
    }
}
