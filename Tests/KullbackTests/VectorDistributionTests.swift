import Kullback
import Testing

/// Values of mpmath, 50 digits.
@Suite struct VectorDistributionTests {
    private let p = Multinomial(trials: 5, probabilities: [0.25, 0.5, 0.25])

    private func isClose(_ got: Double, _ expected: Double) -> Bool { abs(got - expected) <= 1e-14 * abs(expected) }

    @Test func multinomialEntropy() throws {
        #expect(isClose(try p.entropy(), 2.616767635749848219001))
        #expect(isClose(try p.entropy(unit: .bits), 3.775197691255043380051))
        #expect(try Multinomial(trials: 0, probabilities: [0.25, 0.75]).entropy() == 0)
        #expect(try Multinomial(trials: 9, probabilities: [0, 1]).entropy() == 0)
        #expect(
            isClose(try Multinomial(trials: 700, probabilities: [0.9999, 0.0001]).entropy(), 0.2578277761709791008824))
    }

    @Test func multinomialMisuse() {
        #expect(throws: DivergenceError(.parameter, .secondP, row: 0, index: 0, value: 2.5)) {
            try Multinomial(trials: 2.5, probabilities: [1]).entropy()
        }
        #expect(throws: DivergenceError(.probability, .firstP, row: 0, index: 1, value: -0.25)) {
            try Multinomial(trials: 2, probabilities: [1.25, -0.25]).entropy()
        }
    }
}
