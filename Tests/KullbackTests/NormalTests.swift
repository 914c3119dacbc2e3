import Foundation
import Kullback
import Testing

@Suite struct NormalTests {
    private let standard = Normal(mean: 0, standardDeviation: 1)

    @Test func publishedValues() throws {
        expect(try standard.klDivergence(from: Normal(mean: 1, standardDeviation: 1)), near: 0.5)
        expect(try standard.klDivergence(from: Normal(mean: 0, standardDeviation: 2)), near: 0.3181471805599453)
        expect(try Normal(mean: 2, standardDeviation: 0.5).klDivergence(from: standard), near: 2.318147180559945)
    }

    @Test func unit() throws {
        let value = try standard.klDivergence(from: Normal(mean: 1, standardDeviation: 1), unit: .bits)
        expect(value, near: 0.5 / log(2))
    }

    @Test func fromItself() throws {
        let normal = Normal(mean: -3.7, standardDeviation: 0.3)
        #expect(try normal.klDivergence(from: normal) == 0)
    }

    @Test func nearlyEqual() throws {
        let epsilon = 0x1p-30
        let wider = Normal(mean: 0, standardDeviation: 1 + epsilon)
        expect(try wider.klDivergence(from: standard), near: epsilon * epsilon * (1 - epsilon / 3))
        let moved = Normal(mean: epsilon, standardDeviation: 1)
        expect(try moved.klDivergence(from: standard), near: epsilon * epsilon / 2)
    }

    @Test func notANumber() throws {
        #expect(try standard.klDivergence(from: Normal(mean: .nan, standardDeviation: 1)).isNaN)
        #expect(try Normal(mean: 0, standardDeviation: .nan).klDivergence(from: standard).isNaN)
    }

    @Test func parametersOutsideTheirDomain() {
        let (flat, lost) = (Normal(mean: 0, standardDeviation: 0), Normal(mean: .infinity, standardDeviation: 1))
        expectError(.parameter, .scaleP, index: 0, value: 0) { try flat.klDivergence(from: standard) }
        expectError(.parameter, .scaleQ, index: 0, value: 0) { try standard.klDivergence(from: flat) }
        expectError(.parameter, .locP, index: 0, value: .infinity) { try lost.klDivergence(from: standard) }
        expectError(.parameter, .locQ, index: 0, value: .infinity) { try standard.klDivergence(from: lost) }
        let wide = Normal(mean: 0, standardDeviation: .infinity)
        expectError(.parameter, .scaleP, index: 0, value: .infinity) { try wide.klDivergence(from: standard) }
    }
}

@Suite struct DiagonalNormalTests {
    private func random<Element: Scalar>(_ type: Element.Type, _ count: Int, seed: UInt64) -> DiagonalNormal<Element> {
        DiagonalNormal(
            means: randomWeights(count, seed: seed), standardDeviations: randomWeights(count, seed: seed + 1))
    }

    @Test(arguments: scalarTypes) func sumOfTheDimensions(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let (p, q) = (random(Element.self, count, seed: 1), random(Element.self, count, seed: 3))
                let elements = try p.elementwiseKLDivergence(from: q)
                #expect(elements.count == count)
                // Terms are of one sign: what each is rounded by bounds what their sum is.
                let sum = elements.reduce(0.0) { $0 + Double($1) }
                expect(try p.klDivergence(from: q), near: sum)
            }
        }
        try check(type)
    }

    @Test func dimensionsAreNormals() throws {
        let (p, q) = (random(Double.self, 50, seed: 5), random(Double.self, 50, seed: 7))
        let elements = try p.elementwiseKLDivergence(from: q)
        for index in 0..<50 {
            let normal = Normal(mean: p.means[index], standardDeviation: p.standardDeviations[index])
            let other = Normal(mean: q.means[index], standardDeviation: q.standardDeviations[index])
            #expect(try normal.klDivergence(from: other).bits == elements[index].bits)
        }
    }

    @Test(arguments: scalarTypes) func noDimensions(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let point = DiagonalNormal<Element>(means: [], standardDeviations: [])
            #expect(try point.klDivergence(from: point) == 0)
            #expect(try point.elementwiseKLDivergence(from: point).isEmpty)
        }
        try check(type)
    }

    @Test func unit() throws {
        let (p, q) = (random(Double.self, 50, seed: 5), random(Double.self, 50, seed: 7))
        expect(try p.klDivergence(from: q, unit: .bits), near: try p.klDivergence(from: q) / log(2))
        let (bits, nats) = try (p.elementwiseKLDivergence(from: q, unit: .bits), p.elementwiseKLDivergence(from: q))
        for (a, b) in zip(bits, nats) { expect(a, near: b / log(2)) }
    }

    @Test func differentLengths() {
        let p = DiagonalNormal(means: [0, 0.0], standardDeviations: [1, 1])
        let short = DiagonalNormal(means: [0.0], standardDeviations: [1])
        let uneven = DiagonalNormal(means: [0, 0.0], standardDeviations: [1])
        expectError(.shape, .locQ) { try p.klDivergence(from: short) }
        expectError(.shape, .scaleP) { try uneven.klDivergence(from: p) }
        expectError(.shape, .scaleQ) { try p.elementwiseKLDivergence(from: uneven) }
    }

    @Test func firstBadParameter() {
        let p = DiagonalNormal<Float>(means: [0, 1, 2], standardDeviations: [1, 1, -2])
        let q = DiagonalNormal<Float>(means: [0, 1, 2], standardDeviations: [1, 0, 1])
        let good = DiagonalNormal<Float>(means: [0, 1, 2], standardDeviations: [1, 1, 1])
        expectError(.parameter, .scaleP, index: 2, value: -2) { try p.klDivergence(from: q) }
        expectError(.parameter, .scaleP, index: 2, value: -2) { try p.elementwiseKLDivergence(from: q) }
        expectError(.parameter, .scaleQ, index: 1, value: 0) { try good.klDivergence(from: q) }
    }
}
