import Foundation
import Kullback
import Testing

/// Every divergence, with orders and weights of each kind.
private let divergences: [Divergence] = [
    .crossEntropy, .kl, .reverseKL, .generalizedKL, .jeffreys, .skewKL(weight: 0.25), .skewKL(weight: 1), .kDivergence,
    .jensenShannon(), .jensenShannon(weight: 0.1), .jensenShannonDistance(), .totalVariation, .pearsonChiSquared,
    .neymanChiSquared, .squaredHellinger, .hellingerDistance, .bhattacharyyaCoefficient, .bhattacharyyaDistance,
    .triangularDiscrimination, .alpha(-1), .alpha(0.3), .cressieRead(2 / 3), .cressieRead(-3), .tsallis(order: 0),
    .tsallis(order: 1.5), .renyi(order: 0.5), .renyi(order: 1), .renyi(order: .infinity),
]

/// Those that are sums over the elements.
private let sums: [Divergence] = [
    .kl, .reverseKL, .jeffreys, .skewKL(weight: 0.25), .kDivergence, .jensenShannon(weight: 0.1), .totalVariation,
    .pearsonChiSquared, .neymanChiSquared, .squaredHellinger, .triangularDiscrimination, .alpha(0.3), .cressieRead(2),
    .tsallis(order: 1.5),
]

private let logTwo = log(2.0)
private let affinity = 0.25 + 0.5.squareRoot()
private let skewed = 0.5 * log(4.0 / 3.0) + 0.25 * log(2.0 / 3.0)

/// Of (½, ¼, ¼) from (¼, ¼, ½), where t = p / q = 2, 1, ½: powers of 2, and their logarithms.
private let ofADie: [(Divergence, Double)] = [
    (.crossEntropy, 1.75 * logTwo), (.kl, logTwo / 4), (.reverseKL, logTwo / 4), (.generalizedKL, logTwo / 4),
    (.jeffreys, logTwo / 2), (.skewKL(weight: 0.5), skewed), (.kDivergence, skewed), (.jensenShannon(), skewed),
    (.jensenShannonDistance(), skewed.squareRoot()), (.totalVariation, 0.25), (.pearsonChiSquared, 0.375),
    (.neymanChiSquared, 0.375), (.squaredHellinger, 1 - affinity), (.hellingerDistance, (1 - affinity).squareRoot()),
    (.bhattacharyyaCoefficient, affinity), (.bhattacharyyaDistance, -log(affinity)),
    (.triangularDiscrimination, 1.0 / 6.0), (.alpha(-1), logTwo / 4), (.alpha(0), 4 * (1 - affinity)),
    (.alpha(-3), 0.1875), (.cressieRead(1), 0.1875), (.tsallis(order: 2), 0.375),
    (.renyi(order: 0.5), -2 * log(affinity)), (.renyi(order: 2), log(1.375)), (.renyi(order: .infinity), logTwo),
]

@Suite struct DivergenceTests {
    @Test(arguments: ofADie) func values(_ quantity: Divergence, _ expected: Double) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = ([0.5, 0.25, 0.25], [0.25, 0.25, 0.5])
            expect(try divergence(quantity, of: p, from: q), near: expected)
            expect(
                try divergence(quantity, of: [2, 1, 1] as [Element], from: [3, 3, 6], normalize: true), near: expected)
        }
        try check(Double.self)
        try check(Float.self)
    }

    @Test(arguments: divergences) func arraysSpansAndRows(_ quantity: Divergence) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = (randomRow(1100, seed: 1), randomRow(1100, seed: 2))
            let ofArrays = try divergence(quantity, of: p, from: q)
            #expect(try divergence(quantity, of: p.span, from: q.span).bits == ofArrays.bits)
            let batch = try divergence(quantity, of: Rows(p + q, columns: 1100), from: Rows(q + p, columns: 1100))
            #expect(try batch.map(\.bits) == [ofArrays.bits, divergence(quantity, of: q, from: p).bits])
        }
        try check(Double.self)
        try check(Float.self)
    }

    @Test func namedFunctions() throws {
        let (p, q): ([Double], [Double]) = (randomRow(100, seed: 3), randomRow(100, seed: 4))
        #expect(try divergence(.kl, of: p, from: q) == klDivergence(of: p, from: q))
        #expect(try divergence(.crossEntropy, of: p, from: q) == crossEntropy(of: p, from: q))
        #expect(try divergence(.jeffreys, of: p, from: q) == jeffreysDivergence(between: p, and: q))
        #expect(try divergence(.jensenShannon(), of: p, from: q) == jensenShannonDivergence(between: p, and: q))
        let distance = try divergence(.jensenShannonDistance(), of: p, from: q, unit: .bits)
        #expect(try distance == jensenShannonDistance(between: p, and: q, unit: .bits))
    }

    @Test(arguments: divergences) func ofARowFromItself(_ quantity: Divergence) throws {
        let p: [Double] = randomRow(1025, seed: 5, zeros: true)
        switch quantity {
        case .crossEntropy: expect(try divergence(quantity, of: p, from: p), near: try entropy(of: p))
        case .bhattacharyyaCoefficient: #expect(try divergence(quantity, of: p, from: p) == 1)
        default: #expect(try divergence(quantity, of: p, from: p) == 0)
        }
    }

    @Test(arguments: divergences) func notANumber(_ quantity: Divergence) throws {
        #expect(try divergence(quantity, of: [0.5, .nan], from: [0.5, 0.5]).isNaN)
        #expect(try divergence(quantity, of: [0.5, 0.5], from: [.nan, 0.5]).isNaN)
    }

    @Test func massesAsTheyAre() throws {
        expect(try divergence(.generalizedKL, of: [3, 0, 1], from: [1, 2, 1]), near: 3 * log(3))
    }

    @Test(arguments: sums) func elementsSumToTheDivergence(_ quantity: Divergence) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q): ([Element], [Element]) = (randomWeights(1100, seed: 1), randomWeights(1100, seed: 2))
            let elements = try divergenceElements(quantity, of: p, from: q, normalize: true)
            #expect(elements.count == p.count && elements.allSatisfy { $0 >= 0 })
            let sum = elements.reduce(0.0) { $0 + Double($1) }
            expect(try divergence(quantity, of: p, from: q, normalize: true), near: sum)
        }
        try check(Double.self)
        try check(Float.self)
    }

    @Test(arguments: [
        Divergence.crossEntropy, .jensenShannonDistance(), .hellingerDistance, .bhattacharyyaCoefficient,
        .bhattacharyyaDistance, .renyi(order: 0), .renyi(order: 1), .renyi(order: 2), .renyi(order: .infinity),
    ]) func elementsOfWhatIsNoSum(_ quantity: Divergence) {
        let error = #expect(throws: DivergenceError.self) {
            try divergenceElements(quantity, of: [0.5, 0.5], from: [0.25, 0.75])
        }
        #expect(error?.status == .quantity && error?.argument == .quantity)
    }

    @Test(arguments: [
        Divergence.skewKL(weight: 0), .skewKL(weight: 1.5), .jensenShannon(weight: 0), .jensenShannon(weight: 1),
        .jensenShannonDistance(weight: -1), .alpha(.infinity), .cressieRead(-.infinity), .tsallis(order: -0.5),
        .tsallis(order: .infinity), .renyi(order: -0.5), .jensenShannon(weight: .nan), .renyi(order: .nan),
    ]) func ordersAndWeightsOutOfRange(_ quantity: Divergence) {
        let error = #expect(throws: DivergenceError.self) {
            try divergence(quantity, of: [0.5, 0.5], from: [0.25, 0.75])
        }
        #expect(error?.status == .option && error?.argument == .options)
    }

    @Test func errorsSayWhere() {
        expectError(.probability, .q, index: 1, value: -1) {
            try divergence(.tsallis(order: 2), of: [0.5, 0.5], from: [2, -1])
        }
        let (good, bad) = (Rows([0.5, 0.5, 0.5, 0.5], columns: 2), Rows([0.5, 0.5, 0.5, 0.25], columns: 2))
        expectError(.sum, .p, row: 1, value: 0.75) { try divergence(.totalVariation, of: bad, from: good) }
        expectError(.shape, .q) { try divergence(.renyi(order: 2), of: [0.5, 0.5], from: [1]) }
        expectError(.shape, .q) { try divergenceElements(.kl, of: [0.5, 0.5], from: [1]) }
        expectError(.noMass, .p) { try divergenceElements(.kl, of: [Double](), from: []) }
    }
}
