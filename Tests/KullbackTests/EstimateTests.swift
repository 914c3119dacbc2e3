import Foundation
import Kullback
import Testing

@Suite struct EstimateTests {
    @Test(arguments: scalarTypes) func definitions(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let ratios: [Element] = [-1, 0.5, 2]
            let (k1, k2, k3) = try (
                estimateKLDivergence(logRatios: ratios, estimator: .k1),
                estimateKLDivergence(logRatios: ratios, estimator: .k2),
                estimateKLDivergence(logRatios: ratios, estimator: .k3)
            )
            expect(k1.value, near: 0.5)
            expect(k1.standardError, near: 0.75.squareRoot())
            expect(k2.value, near: 0.875)
            expect(k2.standardError, near: 0.328125.squareRoot())
            expect(k3.value, near: (exp(1) + exp(-0.5) + exp(-2) - 1.5) / 3)
            #expect([k1, k2, k3].allSatisfy { $0.count == 3 })
            #expect(try estimateKLDivergence(logRatios: ratios) == k3)
        }
        try check(type)
    }

    @Test func unit() throws {
        let (nats, bits) = try (
            estimateKLDivergence(logRatios: [-1, 0.5, 2.0]),
            estimateKLDivergence(logRatios: [-1, 0.5, 2.0], unit: .bits)
        )
        expect(bits.value, near: nats.value / log(2))
        expect(bits.standardError, near: nats.standardError / log(2))
    }

    @Test func nearlyEqualDistributions() throws {
        let (estimate, tiny) = (try estimateKLDivergence(logRatios: [0x1p-30, -0x1p-30]), 0x1p-60)
        expect(estimate.value, near: tiny / 2)
    }

    @Test func singleSample() throws {
        let estimate = try estimateKLDivergence(logRatios: [0.5], estimator: .k1)
        #expect(estimate.value == 0.5 && estimate.standardError.isNaN && estimate.count == 1)
    }

    @Test func infiniteAndMissing() throws {
        for estimator in [Estimator.k1, .k2, .k3] {
            let infinite = try estimateKLDivergence(logRatios: [0, .infinity, 1], estimator: estimator)
            #expect(infinite.value == .infinity && infinite.standardError.isNaN)
            #expect(try estimateKLDivergence(logRatios: [0, .nan, 1], estimator: estimator).value.isNaN)
        }
        #expect(try estimateKLDivergence(logRatios: [0, -Double.infinity], estimator: .k1).value == -.infinity)
        #expect(try estimateKLDivergence(logRatios: [0, -Double.infinity], estimator: .k3).value == .infinity)
        #expect(try estimateKLDivergence(logRatios: [-709.0]).value.isFinite)
        #expect(try estimateKLDivergence(logRatios: [-710.0]).value == .infinity)
    }

    @Test func noSamples() {
        expectError(.count, .logRatio) { try estimateKLDivergence(logRatios: [Double]()) }
        expectError(.option, .options, value: 1) { try estimateKLDivergence(logRatios: [1.0], unit: .base(1)) }
    }
}
