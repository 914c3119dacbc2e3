/// A case of distributions, as its file states it.
struct DistributionCase: Decodable {
    let id: String
    let quantity: String
    let p: Side
    let q: Side?
    let order: String?
    let weight: String?
    let blocks: [String]?
    let x: [Entry]?

    /// An entry per element of each parameter, or one for all; parameters have PyTorch's names.
    struct Side: Decodable {
        let family: String
        let parameters: [String: [Entry]]
    }

    /// How many elements there are.
    var count: Int {
        let columns = Array(p.parameters.values) + Array(q?.parameters.values ?? [:].values) + [x ?? []]
        return columns.map(\.count).max()!
    }
}

/// A number, a vector or a matrix, or one of these per component of a mixture.
enum Entry: Decodable {
    case number(Double)
    case list([Entry])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .number(Conformance.number(text, as: Double.self))
        } else {
            self = .list(try container.decode([Entry].self))
        }
    }

    var number: Double {
        guard case .number(let value) = self else { fatalError("not a number") }
        return value
    }

    var list: [Entry] {
        guard case .list(let entries) = self else { fatalError("not a list") }
        return entries
    }

    /// All numbers, one after the other.
    var numbers: [Double] {
        switch self {
        case .number(let value): [value]
        case .list(let entries): entries.flatMap(\.numbers)
        }
    }
}

extension [Entry] {
    /// That of an element.
    func entry(_ index: Int) -> Entry { self[count == 1 ? 0 : index] }
}

extension DistributionCase.Side {
    func entry(_ name: String, _ index: Int) -> Entry {
        guard let column = parameters[name] else { fatalError("\(family): no \(name)") }
        return column.entry(index)
    }
}
