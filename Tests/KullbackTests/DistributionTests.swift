import Foundation
import Kullback
import Testing

/// Univariate distributions through the public types. What is not a simple number is from mpmath at 50 digits.
@Suite struct DistributionTests {
    private let slow = Exponential(rate: 1)
    private let fast = Exponential(rate: 4)
    private let standard = Normal(mean: 0, standardDeviation: 1)

    @Test func publishedValues() throws {
        let (minutes, hours) = (Exponential(rate: 1), Exponential(rate: 1.0 / 12))
        expect(try minutes.klDivergence(from: hours), near: 1.56823998312133)
        #expect(try hours.klDivergence(from: hours) == 0)
    }

    @Test func twoFamilies() throws {
        #expect(try standard.klDivergence(from: slow) == .infinity)
        // -1 + log(2 π) / 2 + E x² / 2
        expect(try slow.klDivergence(from: standard), near: 0.91893853320467274178)
        #expect(try Poisson(rate: 1).klDivergence(from: slow) == .infinity)
    }

    @Test func bhattacharyya() throws {
        expect(try slow.bhattacharyyaCoefficient(from: fast), near: 0.8)
        expect(try slow.bhattacharyyaDistance(from: fast), near: 0.22314355131420975577)
        expect(try slow.bhattacharyyaDistance(from: fast, unit: .bits), near: 0.32192809488736234787)
        expect(try slow.squaredHellinger(from: fast), near: 0.2)
        expect(try slow.hellingerDistance(from: fast), near: 0.44721359549995793928)
        #expect(try fast.hellingerDistance(from: fast) == 0)
    }

    @Test func renyi() throws {
        expect(try fast.renyiDivergence(from: slow, order: 0.25), near: 0.28405626354060004208)
        expect(try fast.renyiDivergence(from: slow, order: 2), near: 0.826678573184467932564)
        #expect(try slow.renyiDivergence(from: fast, order: 2) == .infinity)
        #expect(try slow.renyiDivergence(from: fast, order: 1) == slow.klDivergence(from: fast))
        expect(try fast.renyiDivergence(from: slow, order: 2, unit: .bits), near: 0.826678573184467932564 / log(2))
    }

    /// Members within 1e-9 of each other, between which there are few numbers.
    @Test func renyiOfNearlyEqual() throws {
        let near = Exponential(rate: 1 + 0x1p-30)
        expect(try near.renyiDivergence(from: slow, order: 0.25), near: 1.0842021716440528024e-19)
        expect(try near.renyiDivergence(from: slow, order: 1.25), near: 5.4210108548544574889e-19)
        let moved = Normal(mean: 3 + 0x1p-30, standardDeviation: 1 + 0x1p-30)
        let there = Normal(mean: 3, standardDeviation: 1)
        expect(try there.renyiDivergence(from: moved, order: 3), near: 3.903127803176357568e-18)
    }

    @Test func ofOne() throws {
        expect(try fast.entropy(), near: -0.386294361119890618834)
        expect(try standard.entropy(unit: .bits), near: 1.41893853320467274178 / log(2))
        #expect(try fast.expectation() == 0.25)
        #expect(try fast.variance() == 0.0625)
        #expect(try Cauchy(location: 0, scale: 1).expectation().isNaN)
    }

    @Test func logDensities() throws {
        expect(try standard.logDensity(at: 1), near: -1.41893853320467274178)
        expect(try Exponential(rate: 2).logDensity(at: 0.5, unit: .bits), near: -0.306852819440054690583 / log(2))
        #expect(try slow.logDensity(at: -1) == -.infinity)
        #expect(try slow.logDensity(at: .nan).isNaN)
    }

    @Test func draws() throws {
        let draws = try fast.samples(20000, seed: 3)
        #expect(draws.count == 20000)
        #expect(try fast.samples(20000, seed: 3, threads: 3) == draws)
        #expect(try fast.samples(100, seed: 3) == Array(draws.prefix(100)))
        #expect(try fast.samples(100, seed: 4) != Array(draws.prefix(100)))
        #expect(try fast.samples(0, seed: 3).isEmpty)
        // Within five standard errors.
        let mean = draws.reduce(0, +) / 20000
        #expect(abs(mean - 0.25) < 5 * 0.25 / (20000.0).squareRoot())
    }

    @Test func notANumber() throws {
        let unknown = Exponential(rate: .nan)
        #expect(try unknown.klDivergence(from: slow).isNaN)
        #expect(try slow.renyiDivergence(from: unknown, order: 0.5).isNaN)
        #expect(try unknown.entropy().isNaN)
        #expect(try unknown.samples(1, seed: 1)[0].isNaN)
    }

    @Test func misuse() {
        let still = Exponential(rate: 0)
        expectError(.parameter, .firstP, index: 0, value: 0) { try still.klDivergence(from: slow) }
        expectError(.parameter, .firstQ, index: 0, value: 0) { try slow.hellingerDistance(from: still) }
        expectError(.parameter, .firstP, index: 0, value: 0) { try still.samples(3, seed: 1) }
        expectError(.parameter, .firstP, index: 0, value: 0) { try still.logDensity(at: 1) }
        let negative = Gamma(shape: 2, rate: -1)
        expectError(.parameter, .secondQ, index: 0, value: -1) {
            try Gamma(shape: 2, rate: 1).klDivergence(from: negative)
        }
        expectError(.option, .options, value: 0) { try slow.renyiDivergence(from: fast, order: 0) }
        expectError(.option, .options, value: .infinity) { try slow.renyiDivergence(from: fast, order: .infinity) }
        expectError(.option, .options, value: 1) { try slow.klDivergence(from: fast, unit: .base(1)) }
        expectError(.count, .result) { try slow.samples(-1, seed: 1) }
    }

    @Test func noClosedForm() {
        let (p, q) = (Laplace(location: 0, scale: 1), Laplace(location: 1, scale: 1))
        expectError(.noClosedForm, .q, value: 230) { try p.renyiDivergence(from: q, order: 2) }
        expectError(.noClosedForm, .q, value: 300) {
            try standard.klDivergence(from: VonMises(location: 0, concentration: 1))
        }
    }
}
