import Foundation
import Kullback
import Testing

@Suite struct CrossEntropyTests {
    @Test(arguments: scalarTypes) func closedForm(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = ([0.75, 0.25], [0.5, 0.5])
            expect(try crossEntropy(of: p, from: q, unit: .bits), near: 1)
            expect(try crossEntropy(of: q, from: p), near: log(2) - log(1.5) / 2 + log(2) / 2)
        }
        try check(type)
    }

    @Test func entropyPlusDivergence() throws {
        for count in awkwardLengths.dropFirst() {
            let p: [Double] = randomRow(count, seed: 1, zeros: true)
            let q: [Double] = randomRow(count, seed: 2)
            let sum = try entropy(of: p) + klDivergence(of: p, from: q)
            expect(try crossEntropy(of: p, from: q), near: sum, within: 1e-14)
        }
    }

    @Test(arguments: scalarTypes) func ofARowWithItself(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p: [Element] = randomRow(1000, seed: 3, zeros: true)
            #expect(try crossEntropy(of: p, from: p).bits == entropy(of: p).bits)
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func infiniteWhereOnlyQIsZero(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = ([0.5, 0.5], [1, 0])
            #expect(try crossEntropy(of: p, from: q) == .infinity)
            expect(try crossEntropy(of: [1, 0], from: p, unit: .bits), near: 1)
        }
        try check(type)
    }

    @Test func notANumber() throws {
        #expect(try crossEntropy(of: [0.5, .nan], from: [0.5, 0.5]).isNaN)
        #expect(try crossEntropy(of: [0.5, 0.5], from: [0.5, .nan]).isNaN)
    }

    @Test func spanIsArray() throws {
        let (p, q): ([Double], [Double]) = (randomRow(1000, seed: 1), randomRow(1000, seed: 2))
        #expect(try crossEntropy(of: p.span, from: q.span).bits == crossEntropy(of: p, from: q).bits)
    }
}
