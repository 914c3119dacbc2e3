import Kullback
import Testing

@Suite struct ThreadTests {
    private let counts = [0, 2, 3]

    @Test(arguments: scalarTypes, [Space.probabilities, .logits])
    func oneLongRow(_ type: any Scalar.Type, space: Space) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p: [Element] = randomWeights(200_000, seed: 1, zeros: true)
            let q: [Element] = randomWeights(200_000, seed: 2)
            let single = try discreteBits(p, q, space: space, threads: 1)
            for threads in counts {
                #expect(try discreteBits(p, q, space: space, threads: threads) == single, "\(threads) threads")
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes, [Space.probabilities, .logits])
    func manyRows(_ type: any Scalar.Type, space: Space) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p = Rows<Element>(randomWeights(64 * 3001, seed: 3, zeros: true), columns: 3001)
            let q = Rows<Element>(randomWeights(64 * 3001, seed: 4), columns: 3001)
            let single = try discreteBits(p, q, space: space, threads: 1)
            for threads in counts {
                #expect(try discreteBits(p, q, space: space, threads: threads) == single, "\(threads) threads")
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func normals(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let columns: [[Element]] = (0..<4).map { randomWeights(200_000, seed: $0) }
            let p = DiagonalNormal(means: columns[0], standardDeviations: columns[1])
            let q = DiagonalNormal(means: columns[2], standardDeviations: columns[3])
            func bits(_ threads: Int) throws -> [UInt64] {
                let elements = try p.elementwiseKLDivergence(from: q, threads: threads)
                let total = try p.klDivergence(from: q, threads: threads)
                let variational = try variationalKLDivergence(
                    mean: columns[0], logVariance: columns[1], threads: threads)
                return [total.bits, variational.bits] + elements.map(\.bits)
            }
            let single = try bits(1)
            for threads in counts { #expect(try bits(threads) == single, "\(threads) threads") }
        }
        try check(type)
    }

    @Test(arguments: [Estimator.k1, .k2, .k3]) func estimates(_ estimator: Estimator) throws {
        let ratios: [Double] = randomWeights(200_000, seed: 5)
        let rows = Rows(ratios, columns: 200_000 / 64)
        func bits(_ threads: Int) throws -> [[UInt64]] {
            let ofRows = try estimateKLDivergence(logRatios: rows, estimator: estimator, threads: threads)
            let ofAll = try estimateKLDivergence(logRatios: ratios, estimator: estimator, threads: threads)
            return [ofAll.bits] + ofRows.map(\.bits)
        }
        let single = try bits(1)
        for threads in counts { #expect(try bits(threads) == single, "\(threads) threads") }
    }
}
