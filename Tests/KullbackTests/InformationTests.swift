import Kullback
import Testing

/// Cover & Thomas, Elements of Information Theory, Example 2.2.1, in 32nds.
private let published: [Double] = [4, 2, 1, 1, 2, 4, 1, 1, 2, 2, 2, 2, 8, 0, 0, 0]

@Suite struct InformationTests {
    let joint = Rows(published, columns: 4)

    @Test func publishedValues() throws {
        expect(try mutualInformation(of: joint, normalize: true, unit: .bits), near: 0.375)
        expect(try jointEntropy(of: joint, normalize: true, unit: .bits), near: 3.375)
        expect(try conditionalEntropy(of: joint, normalize: true, unit: .bits), near: 1.375)
        expect(try variationOfInformation(of: joint, normalize: true, unit: .bits), near: 3)
        expect(try normalizedMutualInformation(of: joint, normalize: true), near: 0.2)
        expect(try normalizedMutualInformation(of: joint, by: .maximum, normalize: true), near: 0.1875)
        expect(try mutualInformation(of: Rows(published.map { Float($0) / 32 }, columns: 4), unit: .bits), near: 0.375)
    }

    /// Of three bits whose sum is even, any two are independent until the third is known.
    @Test func threeVariables() throws {
        let even = Tables([1.0, 0, 0, 1, 0, 1, 1, 0], shape: [2, 2, 2])
        expect(try conditionalMutualInformation(of: even, normalize: true, unit: .bits)[0], near: 1)
        expect(try totalCorrelation(of: even, normalize: true, unit: .bits)[0], near: 1)
    }

    @Test func independentIntegersGiveZero() throws {
        let product = (1...30).flatMap { x in (3...19).map { Double(x * $0) } }
        #expect(try mutualInformation(of: Rows(product, columns: 17), normalize: true) == 0)
    }

    /// To the bit: reversed axes, a table within a batch, and exchanged axes.
    @Test func layouts() throws {
        let weights: [Double] = randomWeights(3 * 35, seed: 3)
        let expected = try (0..<3).map { table in
            let part = Array(weights[35 * table..<35 * (table + 1)])
            return try mutualInformation(of: Rows(part, columns: 7), normalize: true)
        }
        #expect(try mutualInformation(of: Tables(weights, shape: [5, 7]), normalize: true) == expected)
        let backwards = Tables(
            Array(weights.reversed()), count: 3, shape: [5, 7], offset: 104, tableStride: -35, strides: [-7, -1])
        #expect(try mutualInformation(of: backwards, normalize: true) == expected)
    }

    @Test func jensenShannonAmong() throws {
        let disjoint = Rows([1.0, 0, 0, 0, 1, 0, 0, 0, 1], columns: 3)
        expect(try jensenShannonDivergence(among: disjoint, weights: [0.5, 0.25, 0.25], unit: .bits), near: 1.5)
        let (p, q): ([Double], [Double]) = (randomRow(1025, seed: 1), randomRow(1025, seed: 2))
        expect(
            try jensenShannonDivergence(among: Rows(p + q, columns: 1025)),
            near: try jensenShannonDivergence(between: p, and: q))
        let same = Rows(Array(repeating: p, count: 20).flatMap { $0 }, columns: 1025)
        #expect(try jensenShannonDivergence(among: same) == 0)
        #expect(try jensenShannonDivergence(among: Tables([Double](), shape: [2, 3])) == [])
    }

    @Test func errors() {
        expectError(.sum, .joint, value: 32) { try mutualInformation(of: joint) }
        expectError(.probability, .joint, row: 1, index: 2, value: -1) {
            try mutualInformation(of: Tables([1.0, 2, 3, 4, 1, 1, -1, 1], shape: [2, 2]), normalize: true)
        }
        expectError(.noMass, .joint) { try jointEntropy(of: Rows([0.0, 0], columns: 2), normalize: true) }
        expectError(.noMass, .joint) {
            try jointEntropy(of: Rows([Double](), rows: 0, columns: 2, rowStride: 2, stride: 1))
        }
        expectError(.shape, .joint) { try totalCorrelation(of: Tables(published, shape: [16]), normalize: true) }
        expectError(.shape, .joint) { try jointEntropy(of: Tables([1.0], shape: [Int](repeating: 1, count: 9))) }
        expectError(.shape, .joint) { try jointEntropy(of: Tables([1.0], shape: [])) }
        expectError(.count, .joint) {
            try jointEntropy(of: Tables([1.0], count: 1, shape: [-1], tableStride: 0, strides: [1]))
        }
        expectError(.stride, .joint) {
            try jointEntropy(of: Tables(published, count: 1, shape: [2], offset: 15, tableStride: 0, strides: [1]))
        }
        expectError(.stride, .joint) {
            try jointEntropy(of: Tables(published, count: 2, shape: [2], tableStride: .min, strides: [.max]))
        }
        expectError(.shape, .weights) { try jensenShannonDivergence(among: joint, weights: [1], normalize: true) }
        expectError(.probability, .weights, index: 1, value: -1) {
            try jensenShannonDivergence(among: joint, weights: [1, -1, 1, 1], normalize: true)
        }
        expectError(.sum, .distributions, row: 0, value: 8) { try jensenShannonDivergence(among: joint) }
    }
}
