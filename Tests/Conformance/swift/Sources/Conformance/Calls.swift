import Kullback

/// An error, with the row of the batch where the function takes single rows only.
struct Failure: Error {
    let error: DivergenceError
    let row: Int
}

extension Case {
    /// The bits of each result, or of each estimate's two numbers.
    func run<T: Number & Scalar>(as type: T.Type) throws(Failure) -> [String] {
        switch quantity {
        case "log_ratio":
            return try inBatch { () throws(DivergenceError) in try estimates(as: T.self) }
                .map { $0.value.hexadecimalBits + " " + $0.standardError.hexadecimalBits }
        case "normal": return try perRow { row throws(DivergenceError) in try normals(row, as: T.self) }
        case "diagonal_normal":
            return try perRow { row throws(DivergenceError) in
                let (p, q) = diagonalNormals(row, as: T.self)
                return [try p.klDivergence(from: q, unit: unit).hexadecimalBits]
            }
        case "vae":
            return try perRow { row throws(DivergenceError) in
                let (mean, logVariance) = (numbers("loc", row, as: T.self), numbers("log_var", row, as: T.self))
                return [try variationalKLDivergence(mean: mean, logVariance: logVariance, unit: unit).hexadecimalBits]
            }
        default:
            return try inBatch { () throws(DivergenceError) in try discrete(as: T.self) }.map(\.hexadecimalBits)
        }
    }

    private func inBatch<R>(_ body: () throws(DivergenceError) -> [R]) throws(Failure) -> [R] {
        do throws(DivergenceError) { return try body() } catch { throw Failure(error: error, row: error.row) }
    }

    private func perRow(_ body: (Int) throws(DivergenceError) -> [String]) throws(Failure) -> [String] {
        var lines: [String] = []
        for row in inputs.values.first!.indices {
            do throws(DivergenceError) { lines += try body(row) } catch { throw Failure(error: error, row: row) }
        }
        return lines
    }

    private func discrete<T: Number & Scalar>(as type: T.Type) throws(DivergenceError) -> [T] {
        let p = rows("p", as: T.self)
        return inputs["q"] == nil ? try entropies(of: p) : try divergences(of: p, from: rows("q", as: T.self))
    }

    private func entropies<T: Number & Scalar>(of p: Rows<T>) throws(DivergenceError) -> [T] {
        switch quantity {
        case "entropy":
            return try entropy(
                of: p, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        case "renyi_entropy":
            return try renyiEntropy(
                of: p, order: order, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        case "tsallis_entropy":
            return try tsallisEntropy(
                of: p, order: order, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        default: fatalError("\(id): no such quantity")
        }
    }

    private func divergences<T: Number & Scalar>(of p: Rows<T>, from q: Rows<T>) throws(DivergenceError) -> [T] {
        switch quantity {
        case "cross_entropy":
            return try crossEntropy(
                of: p, from: q, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        case "kl":
            return try klDivergence(
                of: p, from: q, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        case "jeffreys":
            return try jeffreysDivergence(
                between: p, and: q, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        case "js_divergence" where options?.weight == nil:
            return try jensenShannonDivergence(
                between: p, and: q, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        case "js_distance" where options?.weight == nil:
            return try jensenShannonDistance(
                between: p, and: q, space: spaceValue, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        default:
            guard let divergence else { fatalError("\(id): no such quantity") }
            return try Kullback.divergence(
                divergence, of: p, from: q, space: spaceValue, normalize: normalize, unit: unit,
                sumTolerance: sumTolerance)
        }
    }

    private func estimates<T: Number & Scalar>(as type: T.Type) throws(DivergenceError) -> [Estimate] {
        let estimators: [String: Estimator] = ["k1": .k1, "k2": .k2, "k3": .k3]
        return try estimateKLDivergence(
            logRatios: rows("log_ratio", as: T.self), estimator: estimators[estimator!]!, unit: unit)
    }

    private func normals<T: Number & Scalar>(_ row: Int, as type: T.Type) throws(DivergenceError) -> [String] {
        let (p, q) = diagonalNormals(row, as: T.self)
        return try p.elementwiseKLDivergence(from: q, unit: unit).map(\.hexadecimalBits)
    }

    private func diagonalNormals<T: Number & Scalar>(_ row: Int, as type: T.Type) -> (
        DiagonalNormal<T>, DiagonalNormal<T>
    ) {
        func normal(_ side: String) -> DiagonalNormal<T> {
            DiagonalNormal(
                means: numbers("loc_\(side)", row, as: T.self),
                standardDeviations: numbers("scale_\(side)", row, as: T.self))
        }
        return (normal("p"), normal("q"))
    }
}
