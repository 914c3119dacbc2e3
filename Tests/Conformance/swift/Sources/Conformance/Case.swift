/// A file of vectors.
struct VectorFile: Decodable {
    let cases: [AnyCase]
}

/// A case of divergences, of losses or of distributions.
enum AnyCase: Decodable {
    case divergence(Case)
    case loss(LossCase)
    case distribution(DistributionCase)

    private enum Key: CodingKey {
        case function, inputs
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        if members.contains(.function) {
            self = try .loss(LossCase(from: decoder))
        } else if members.contains(.inputs) {
            self = try .divergence(Case(from: decoder))
        } else {
            self = try .distribution(DistributionCase(from: decoder))
        }
    }
}

/// A case, as its file states it. Numbers are text: hexadecimal floats, inf and nan.
struct Case: Decodable {
    let id: String
    let flags: [String]
    let quantity: String
    let dtype: String
    let space: String?
    let estimator: String?
    let options: Options?
    let inputs: [String: [Row]]

    struct Options: Decodable {
        let normalize: Bool?
        let temperature: String?
        let base: String?
        let sum_tolerance: String?
        let order: String?
        let weight: String?
    }
}

/// A row, written out or as a pattern that is repeated up to `count` numbers.
struct Row: Decodable {
    let pattern: [String]
    let count: Int

    private enum Key: CodingKey {
        case tile, count
    }

    init(from decoder: any Decoder) throws {
        if let pattern = try? decoder.singleValueContainer().decode([String].self) {
            (self.pattern, count) = (pattern, pattern.count)
        } else {
            let tiled = try decoder.container(keyedBy: Key.self)
            (pattern, count) = (
                try tiled.decode([String].self, forKey: .tile), try tiled.decode(Int.self, forKey: .count)
            )
        }
    }

    func numbers<T: Number>(as type: T.Type) -> [T] {
        let numbers = pattern.map { number($0, as: T.self) }
        return (0..<count).map { numbers[$0 % numbers.count] }
    }
}

func number<T: Number>(_ text: String, as type: T.Type) -> T {
    guard let number = T(text) else { fatalError("not a number: \(text)") }
    return number
}
