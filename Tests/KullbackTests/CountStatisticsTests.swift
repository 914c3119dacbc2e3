import Foundation
import Kullback
import Testing

private struct Stop: Error, Equatable {}

@Suite struct CountStatisticsTests {
    let p = [120, 80, 40, 9, 1]
    let q = [100, 90, 50, 8, 2]

    /// Mendel (1866); expected values from mpmath with 50 digits (docs/scripts/chi_squared.py).
    @Test func goodnessOfFit() throws {
        let test = try gTest(observed: [315, 108, 101, 32], expected: [9, 3, 3, 1])
        expect(test.statistic, near: 0.47544523899826315)
        expect(test.pValue, near: 0.92425190397452605, within: 1e-13)
        #expect(test.degreesOfFreedom == 3)
        let corrected = try gTest(observed: [315, 108, 101, 32], expected: [9, 3, 3, 1], williams: true)
        expect(corrected.correction, near: 1.0027422506439293)
        expect(corrected.pValue, near: 0.92453379484940852, within: 1e-13)
    }

    @Test func homogeneity() throws {
        let test = try gTest(table: [[10, 20, 30], [20, 20, 20]])
        expect(test.statistic, near: 5.4115320909768368)
        expect(test.pValue, near: 0.066819117752304891, within: 1e-13)
        expect(try gTest(table: [[10, 20, 30], [20, 20, 20]], williams: true).correction, near: 1.0175)
        #expect(try gTest(table: [[1, 0, 5], [4, 0, 1]]).degreesOfFreedom == 1)
    }

    @Test func limits() throws {
        let impossible = try gTest(observed: [1, 2], expected: [1, 0])
        #expect(impossible.statistic == .infinity && impossible.pValue == 0)
        #expect(try gTest(observed: [7]).pValue == 1)
        #expect(try gTest(observed: [1, 2], expected: [.nan, 1]).pValue.isNaN)
        #expect(try gTest(observed: [4, 4]).statistic == 0)
        #expect(try gTest(observed: [4, 4]).pValue == 1)
    }

    @Test func errors() {
        expectError(.frequency, .observed, index: 1, value: -2) { try gTest(observed: [1, -2, 3]) }
        expectError(.frequency, .observed, value: 0x1p53) { try gTest(observed: [1 << 52, 1 << 52]) }
        expectError(.noMass, .observed) { try gTest(observed: [0, 0]) }
        expectError(.noMass, .observed) { try gTest(observed: []) }
        expectError(.shape, .expected) { try gTest(observed: [1, 2], expected: [1]) }
        expectError(.probability, .expected, index: 0, value: -1) { try gTest(observed: [1], expected: [-1]) }
        expectError(.noMass, .expected) { try gTest(observed: [1], expected: [0]) }
        expectError(.option, .options, value: 2) { try gTest(observed: [1, 2], estimatedParameters: 2) }
        expectError(.option, .options, value: 1) {
            try gTest(observed: [1, 2, 3], estimatedParameters: 1, williams: true)
        }
        expectError(.shape, .table, row: 1) { try gTest(table: [[1, 2], [3]]) }
        expectError(.noMass, .table, row: 1) { try gTest(table: [[1, 2], [0, 0]]) }
        expectError(.count, .table) { try gTest(table: []) }
        expectError(.shape, .q) { try bootstrap(of: p, from: [1, 2]) }
        expectError(.count, .resampling) { try bootstrap(of: p, from: q, resamples: 0) }
        expectError(.count, .resampling) { try permutationTest(of: p, from: q, resamples: -1) }
        expectError(.option, .resampling, value: 1) { try bootstrap(of: p, from: q, level: 1) }
        expectError(.option, .resampling, value: -1) { try bootstrap(of: p, from: q, pseudocount: -1) }
        expectError(.quantity, .quantity, value: 160) {
            try permutationTest(.bhattacharyyaCoefficient, of: p, from: q)
        }
    }

    @Test(arguments: [Divergence.jensenShannon(), .jensenShannonDistance(weight: 0.25), .renyi(order: 0.5)])
    func resamplesDependOnSeedAndNumberOnly(_ divergence: Divergence) throws {
        let once = try bootstrap(divergence, of: p, from: q, resamples: 501, seed: 5, threads: 1)
        for threads in [2, 3, 600] {
            let again = try bootstrap(divergence, of: p, from: q, resamples: 501, seed: 5, threads: threads)
            #expect(again == once, "\(threads) threads")
        }
        let longer = try bootstrap(divergence, of: p, from: q, resamples: 700, seed: 5)
        #expect(Array(longer.replicates.prefix(501)) == once.replicates)
        #expect(try bootstrap(divergence, of: p, from: q, resamples: 501, seed: 6) != once)
    }

    @Test func progressIsReportedAndStops() throws {
        var fractions: [Double] = []
        _ = try bootstrap(of: p, from: q, resamples: 250_000, threads: 1) { fractions.append($0) }
        #expect(fractions.count == 2 && fractions.last == 1 && fractions == fractions.sorted())
        #expect(throws: Stop()) { try bootstrap(of: p, from: q) { _ in throw Stop() } }
        #expect(throws: Stop()) { try permutationTest(of: p, from: q) { _ in throw Stop() } }
    }

    @Test func permutationIsUniformWithoutADifference() throws {
        #expect(try permutationTest(of: p, from: p, resamples: 99).pValue == 1)
        #expect(try permutationTest(of: [1000, 0], from: [0, 1000], resamples: 99).pValue == 0.01)
    }
}
