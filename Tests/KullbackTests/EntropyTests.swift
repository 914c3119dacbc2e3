import Foundation
import Kullback
import Testing

@Suite struct EntropyTests {
    @Test(arguments: scalarTypes) func dyadicDistribution(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p: [Element] = [0.5, 0.25, 0.125, 0.125]
            expect(try entropy(of: p, unit: .bits), near: 1.75)
            expect(try entropy(of: p, unit: .base(4)), near: 0.875)
            expect(try entropy(of: p), near: 1.75 * log(2))
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func uniformDistribution(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths.dropFirst() {
                let weights = [Element](repeating: 3, count: count)
                expect(try entropy(of: weights, normalize: true), near: log(Double(count)))
                expect(try entropy(of: weights, space: .logits), near: log(Double(count)))
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func certaintyHasNone(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            #expect(try entropy(of: [1] as [Element]) == 0)
            #expect(try entropy(of: [0, 1, 0] as [Element]) == 0)
            #expect(try entropy(of: [0, -.infinity] as [Element], space: .logProbabilities) == 0)
        }
        try check(type)
    }

    @Test func almostCertain() throws {
        let epsilon = 0x1p-40
        let expected = epsilon * (40 * log(2) + 1 - epsilon / 2)
        expect(try entropy(of: [1 - epsilon, epsilon]), near: expected)
        expect(try entropy(of: [epsilon, 1 - epsilon]), near: expected)
    }

    @Test func smallestProbability() throws {
        let expected = 0x1p-1022 * (1022 * log(2) + 1)
        expect(try entropy(of: [1, 0x1p-1022]), near: expected)
    }

    @Test(arguments: scalarTypes) func zerosContributeNothing(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            expect(try entropy(of: [0.5, 0, 0.5, -0.0] as [Element], unit: .bits), near: 1)
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func notANumber(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for space in [Space.probabilities, .logProbabilities, .logits] {
                #expect(try entropy(of: [0, .nan] as [Element], space: space).isNaN)
            }
            #expect(try entropy(of: [1, .nan, 3] as [Element], normalize: true).isNaN)
        }
        try check(type)
    }

    @Test func floatIsDoubleRounded() throws {
        for count in awkwardLengths.dropFirst() {
            let p: [Float] = randomWeights(count, seed: UInt64(count), zeros: count > 16)
            let exact = try entropy(of: p.map(Double.init), normalize: true)
            expect(try entropy(of: p, normalize: true), near: exact)
        }
    }

    @Test func spanIsArray() throws {
        let p: [Double] = randomRow(1000, seed: 1)
        #expect(try entropy(of: p.span).bits == entropy(of: p).bits)
    }
}
