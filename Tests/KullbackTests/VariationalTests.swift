import Foundation
import Kullback
import Testing

@Suite struct VariationalTests {
    @Test func publishedValues() throws {
        expect(try variationalKLDivergence(mean: [0.0], logVariance: [1]), near: 0.3591409142295226)
        expect(try variationalKLDivergence(mean: [3.0], logVariance: [-1]), near: 4.683939720585721)
        let logVariance = 2 * log(0.61)
        expect(try variationalKLDivergence(mean: [0], logVariance: [logVariance]), near: 0.1803463218147801)
        expect(try variationalKLDivergence(mean: [2], logVariance: [logVariance]), near: 2.18034632181478)
    }

    @Test(arguments: scalarTypes) func standardNormal(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            #expect(try variationalKLDivergence(mean: [0, 0] as [Element], logVariance: [0, 0]) == 0)
            #expect(try variationalKLDivergence(mean: [] as [Element], logVariance: []) == 0)
        }
        try check(type)
    }

    @Test func agreesWithTheNormals() throws {
        let means: [Double] = randomWeights(100, seed: 1)
        let deviations = (0..<100).map { exp(Double($0) / 50 - 1) }
        let p = DiagonalNormal(means: means, standardDeviations: deviations)
        let standard = DiagonalNormal(
            means: [Double](repeating: 0, count: 100), standardDeviations: [Double](repeating: 1, count: 100))
        let value = try variationalKLDivergence(mean: means, logVariance: (0..<100).map { Double($0) / 25 - 2 })
        expect(value, near: try p.klDivergence(from: standard))
    }

    @Test func nearlyStandard() throws {
        let epsilon = 0x1p-30
        let expected = epsilon * epsilon * (3 + epsilon / 3) / 4
        expect(try variationalKLDivergence(mean: [epsilon], logVariance: [epsilon]), near: expected)
    }

    @Test func unit() throws {
        let value = try variationalKLDivergence(mean: [1.0], logVariance: [0], unit: .bits)
        expect(value, near: 0.5 / log(2))
    }

    @Test func notANumber() throws {
        #expect(try variationalKLDivergence(mean: [.nan], logVariance: [0.0]).isNaN)
        #expect(try variationalKLDivergence(mean: [0], logVariance: [Double.nan]).isNaN)
    }

    @Test func badArguments() {
        expectError(.shape, .logVarP) { try variationalKLDivergence(mean: [0, 0.0], logVariance: [0]) }
        expectError(.parameter, .logVarP, index: 1, value: -.infinity) {
            try variationalKLDivergence(mean: [0, 0.0], logVariance: [0, -.infinity])
        }
        expectError(.parameter, .locP, index: 0, value: .infinity) {
            try variationalKLDivergence(mean: [Float.infinity], logVariance: [0])
        }
    }
}
