/// A case of univariate distributions, as its file states it.
struct DistributionCase: Decodable {
    let id: String
    let quantity: String
    let p: Side
    let q: Side?
    let order: String?
    let x: [String]?
    let expected: [String]

    /// A number per element of each parameter, or one for all; parameters have PyTorch's names.
    struct Side: Decodable {
        let family: String
        let parameters: [String: [String]]
    }
}

/// What every case of distributions has.
struct FamilyOfCase: Decodable {
    private let p: Side

    private struct Side: Decodable {
        let family: String
    }

    var isKnown: Bool { families[p.family] != nil }
}
