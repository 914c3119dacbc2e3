import Foundation
import Kullback
import Testing

/// Orders, with the entropies of (½, ¼, ¼).
private let ofADie: [(order: Double, renyi: Double, tsallis: Double)] = [
    (0, log(3.0), 2), (0.5, 2 * log(0.5.squareRoot() + 1), 2 * 0.5.squareRoot()),
    (1, 1.5 * log(2.0), 1.5 * log(2.0)), (2, log(8.0 / 3.0), 0.625), (3, 0.5 * log(6.4), 0.421875),
]

@Suite struct OrderEntropyTests {
    @Test(arguments: ofADie) func values(order: Double, renyi: Double, tsallis: Double) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, weights): ([Element], [Element]) = ([0.5, 0, 0.25, 0.25], [4, 2, 2, 0])
            expect(try renyiEntropy(of: p, order: order), near: renyi)
            expect(try tsallisEntropy(of: p, order: order), near: tsallis)
            expect(try renyiEntropy(of: weights, order: order, normalize: true, unit: .bits), near: renyi / log(2))
        }
        try check(Double.self)
        try check(Float.self)
    }

    @Test func smallestEntropy() throws {
        expect(try renyiEntropy(of: [0.5, 0.25, 0.25], order: .infinity, unit: .bits), near: 1)
        #expect(try renyiEntropy(of: [0, 1, 0], order: .infinity) == 0)
    }

    @Test(arguments: [0, 0.5, 1, 2, Double.infinity]) func rows(order: Double) throws {
        let (p, q): ([Double], [Double]) = (randomRow(1100, seed: 1), randomRow(1100, seed: 2))
        let batch = Rows(p + q, columns: 1100)
        let renyi = try [p, q].map { try renyiEntropy(of: $0, order: order) }
        #expect(try renyiEntropy(of: batch, order: order) == renyi)
        if order.isFinite {
            let tsallis = try [p, q].map { try tsallisEntropy(of: $0, order: order) }
            #expect(try tsallisEntropy(of: batch, order: order) == tsallis)
        }
    }

    @Test func ordersOutOfRange() {
        for order in [-1, -Double.infinity] {
            expectError(.option, .options, value: order) { try renyiEntropy(of: [0.5, 0.5], order: order) }
        }
        for order in [-1, Double.infinity] {
            expectError(.option, .options, value: order) { try tsallisEntropy(of: [0.5, 0.5], order: order) }
        }
        #expect(throws: DivergenceError.self) { try renyiEntropy(of: [0.5, 0.5], order: .nan) }
    }

    @Test(arguments: scalarTypes) func information(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let values = try selfInformation(of: [0.5, 0, 0.25, 0.25] as [Element], unit: .bits)
            #expect(values[1] == .infinity)
            for (index, expected) in [(0, 1.0), (2, 2), (3, 2)] { expect(values[index], near: expected) }
            #expect(try selfInformation(of: [0, 1] as [Element]) == [.infinity, 0])
            #expect(try selfInformation(of: [0.5, .nan] as [Element]).allSatisfy(\.isNaN))
        }
        try check(type)
        expectError(.probability, .p, index: 0, value: -1) { try selfInformation(of: [-1, 2.0]) }
        expectError(.noMass, .p) { try selfInformation(of: [Double]()) }
    }

    @Test func almostCertain() throws {
        // -log(1 - x) = x + x²/2 + …, of a row whose first element rounds to 1.
        let values = try selfInformation(of: [1, 0x1p-60], normalize: true)
        expect(values[0], near: 0x1p-60)
        expect(values[1], near: 60 * log(2))
    }
}
