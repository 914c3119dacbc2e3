import Kullback
import Testing

@Suite struct JeffreysDivergenceTests {
    @Test(arguments: scalarTypes) func coverAndThomasExample(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let value = try jeffreysDivergence(between: [0.5, 0.5] as [Element], and: [0.75, 0.25], unit: .bits)
            expect(value, near: 0.207518749639422 + 0.188721875540867)
        }
        try check(type)
    }

    @Test func sumOfBothDirections() throws {
        for count in awkwardLengths.dropFirst() {
            let (p, q): ([Double], [Double]) = (randomRow(count, seed: 1), randomRow(count, seed: 2))
            let sum = try klDivergence(of: p, from: q) + klDivergence(of: q, from: p)
            expect(try jeffreysDivergence(between: p, and: q), near: sum)
        }
    }

    @Test(arguments: scalarTypes) func symmetric(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let (p, q): ([Element], [Element]) = (randomWeights(count, seed: 3), randomWeights(count, seed: 4))
                for space in [Space.probabilities, .logits] {
                    let there = try jeffreysDivergence(between: p, and: q, space: space, normalize: true)
                    let back = try jeffreysDivergence(between: q, and: p, space: space, normalize: true)
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
                let there = try jeffreysDivergence(between: p, and: q)
                let back = try jeffreysDivergence(between: q, and: p)
                if there != back { expect(there, near: Double(back)) }
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func betweenARowAndItself(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p: [Element] = randomRow(1025, seed: 5, zeros: true)
            #expect(try jeffreysDivergence(between: p, and: p) == 0)
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func infiniteWhereOneIsZero(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = ([1, 0], [0.5, 0.5])
            #expect(try jeffreysDivergence(between: p, and: q) == .infinity)
            #expect(try jeffreysDivergence(between: q, and: p) == .infinity)
        }
        try check(type)
    }

    @Test func notANumber() throws {
        #expect(try jeffreysDivergence(between: [0.5, .nan], and: [0.5, 0.5]).isNaN)
        #expect(try jeffreysDivergence(between: [0.5, 0.5], and: [.nan, 0.5]).isNaN)
    }

    @Test func nearlyEqualRows() throws {
        // Two terms of 2ε log((1 + 2ε) / (1 - 2ε)) = 8ε² + O(ε⁴).
        let epsilon = 0x1p-30
        let (p, q) = ([0.5 + epsilon, 0.5 - epsilon], [0.5 - epsilon, 0.5 + epsilon])
        expect(try jeffreysDivergence(between: p, and: q), near: 16 * epsilon * epsilon)
    }

    @Test func spanIsArray() throws {
        let (p, q): ([Double], [Double]) = (randomRow(1000, seed: 1), randomRow(1000, seed: 2))
        #expect(
            try jeffreysDivergence(between: p.span, and: q.span).bits == jeffreysDivergence(between: p, and: q).bits)
    }
}
