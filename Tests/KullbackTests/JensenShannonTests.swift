import Foundation
import Kullback
import Testing

@Suite struct JensenShannonTests {
    @Test(arguments: scalarTypes) func publishedDistance(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = ([1, 0], [0.5, 0.5])
            expect(try jensenShannonDistance(between: p, and: q), near: 0.46450140402245893)
            let bits = try jensenShannonDistance(between: p, and: q, unit: .bits)
            expect(bits, near: 0.46450140402245893 / log(2).squareRoot())
        }
        try check(type)
    }

    @Test func publishedDivergence() throws {
        let (rising, flat) = ((1...10).map(Double.init), (20...29).map(Double.init))
        let value = try jensenShannonDivergence(between: rising, and: flat, normalize: true)
        expect(value, near: 0.02628933394448556)
    }

    @Test(arguments: scalarTypes) func disjointSupports(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let p: [Element] = randomWeights(count, seed: 1)
                let zeros = [Element](repeating: 0, count: count)
                let (first, second) = (p + zeros, zeros + p)
                let value = try jensenShannonDivergence(between: first, and: second, normalize: true, unit: .bits)
                expect(value, near: 1)
            }
        }
        try check(type)
    }

    @Test func distanceIsTheRoot() throws {
        let (p, q): ([Double], [Double]) = (randomRow(1000, seed: 1), randomRow(1000, seed: 2))
        let divergence = try jensenShannonDivergence(between: p, and: q, unit: .bits)
        #expect(try jensenShannonDistance(between: p, and: q, unit: .bits) == divergence.squareRoot())
    }

    @Test func meanOfDivergencesFromTheMiddle() throws {
        for count in awkwardLengths.dropFirst() {
            let (p, q): ([Double], [Double]) = (randomRow(count, seed: 1), randomRow(count, seed: 2))
            let middle = zip(p, q).map { ($0 + $1) / 2 }
            let mean = try (klDivergence(of: p, from: middle) + klDivergence(of: q, from: middle)) / 2
            expect(try jensenShannonDivergence(between: p, and: q), near: mean)
        }
    }

    @Test(arguments: scalarTypes) func symmetric(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let (p, q): ([Element], [Element]) = (randomWeights(count, seed: 3), randomWeights(count, seed: 4))
                for space in [Space.probabilities, .logits] {
                    let there = try jensenShannonDivergence(between: p, and: q, space: space, normalize: true)
                    let back = try jensenShannonDivergence(between: q, and: p, space: space, normalize: true)
                    if there != back { expect(there, near: Double(back)) }
                }
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func symmetricWithoutNormalizing(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let (p, q): ([Element], [Element]) = (randomRow(count, seed: 3), randomRow(count, seed: 4))
                let there = try jensenShannonDistance(between: p, and: q)
                let back = try jensenShannonDistance(between: q, and: p)
                if there != back { expect(there, near: Double(back)) }
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func betweenARowAndItself(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p: [Element] = randomRow(1025, seed: 5, zeros: true)
            #expect(try jensenShannonDivergence(between: p, and: p) == 0)
            #expect(try jensenShannonDistance(between: p, and: p) == 0)
        }
        try check(type)
    }

    @Test(arguments: [0x1p-20, 0x1p-30, 0x1p-50]) func nearlyEqualRows(_ epsilon: Double) throws {
        // The middle is (½, ½), from which each is Σ (2ε)^2n / (2n (2n - 1)).
        let x = 4 * epsilon * epsilon
        let (p, q) = ([0.5 + epsilon, 0.5 - epsilon], [0.5 - epsilon, 0.5 + epsilon])
        expect(try jensenShannonDivergence(between: p, and: q), near: x * (1 / 2 + x / 12))
    }

    @Test func subnormalProbability() throws {
        // q's last entry meets a zero: half of it times log 2.
        expect(try jensenShannonDivergence(between: [1, 0], and: [1, 0x1p-1020]), near: 0x1p-1021 * log(2))
        #expect(try jensenShannonDivergence(between: [1, 0], and: [1, 0x1p-1074]).isFinite)
    }

    @Test func notANumber() throws {
        #expect(try jensenShannonDivergence(between: [0.5, .nan], and: [0.5, 0.5]).isNaN)
        #expect(try jensenShannonDistance(between: [0.5, 0.5], and: [.nan, 0.5]).isNaN)
    }

    @Test func spanIsArray() throws {
        let (p, q): ([Double], [Double]) = (randomRow(1000, seed: 1), randomRow(1000, seed: 2))
        let divergence = try jensenShannonDivergence(between: p.span, and: q.span)
        #expect(try divergence.bits == jensenShannonDivergence(between: p, and: q).bits)
        let distance = try jensenShannonDistance(between: p.span, and: q.span)
        #expect(try distance.bits == jensenShannonDistance(between: p, and: q).bits)
    }
}
