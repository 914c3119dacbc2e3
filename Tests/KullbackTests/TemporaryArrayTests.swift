import Foundation
import Kullback
import Testing

/// Arrays that are made for one call: an optimiser that thinks nobody reads them would not even fill them.
@Suite struct TemporaryArrayTests {
    @Test(arguments: [0.25, 0.125]) func discreteQuantities(_ x: Double) throws {
        let ofP = -(0.5 + x) * log(0.5 + x) - (0.5 - x) * log(0.5 - x)
        expect(try entropy(of: [0.5 + x, 0.5 - x]), near: ofP)
        expect(try entropy(of: Rows([0.5 + x, 0.5 - x], columns: 2))[0], near: ofP)
        expect(try crossEntropy(of: [0.5 + x, 0.5 - x], from: [0.5, 0.5]), near: log(2))
        expect(try klDivergence(of: [0.5 + x, 0.5 - x], from: [0.5, 0.5]), near: log(2) - ofP)
        let swapped = 2 * x * log((0.5 + x) / (0.5 - x))
        expect(try klDivergence(of: [0.5 + x, 0.5 - x], from: [0.5 - x, 0.5 + x]), near: swapped)
        expect(try jeffreysDivergence(between: [0.5 + x, 0.5 - x], and: [0.5 - x, 0.5 + x]), near: 2 * swapped)
        let middle = try jensenShannonDivergence(between: [0.5 + x, 0.5 - x], and: [0.5 - x, 0.5 + x])
        expect(middle, near: log(2) - ofP)
        let distance = try jensenShannonDistance(between: [0.5 + x, 0.5 - x], and: [0.5 - x, 0.5 + x])
        expect(distance, near: (log(2) - ofP).squareRoot())
    }

    @Test(arguments: [0.25, 0.125]) func spans(_ x: Double) throws {
        let (p, q) = ([0.5 + x, 0.5 - x], [0.5 - x, 0.5 + x])
        expect(try entropy(of: p.span), near: -(0.5 + x) * log(0.5 + x) - (0.5 - x) * log(0.5 - x))
        expect(try klDivergence(of: p.span, from: q.span), near: 2 * x * log((0.5 + x) / (0.5 - x)))
    }

    @Test(arguments: [0.5, 0.25]) func normals(_ x: Double) throws {
        let p = DiagonalNormal(means: [x, 2 * x], standardDeviations: [1, x / x])
        let q = DiagonalNormal(means: [0, x - x], standardDeviations: [x + (1 - x), 1])
        expect(try p.klDivergence(from: q), near: 2.5 * x * x)
        #expect(try p.elementwiseKLDivergence(from: q) == [x * x / 2, 2 * x * x])
        expect(try variationalKLDivergence(mean: [x, 2 * x], logVariance: [x - x, 0]), near: 2.5 * x * x)
    }

    @Test(arguments: [0.5, 0.25]) func estimates(_ x: Double) throws {
        expect(try estimateKLDivergence(logRatios: [x, 3 * x], estimator: .k1).value, near: 2 * x)
        let rows = Rows([x, 3 * x], columns: 1)
        #expect(try estimateKLDivergence(logRatios: rows, estimator: .k1).map(\.value) == [x, 3 * x])
    }
}
