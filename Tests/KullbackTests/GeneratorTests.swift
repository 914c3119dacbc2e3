import Testing

@testable import Kullback

@Suite struct GeneratorTests {
    static let divergences: [Divergence] = [
        .kl, .reverseKL, .jeffreys, .skewKL(weight: 0.3), .skewKL(weight: 1), .kDivergence, .jensenShannon(),
        .jensenShannon(weight: 0.1), .pearsonChiSquared, .neymanChiSquared, .squaredHellinger,
        .triangularDiscrimination,
        .alpha(0.3), .alpha(-3), .cressieRead(2.0 / 3), .cressieRead(-0.5), .tsallis(order: 0.5), .tsallis(order: 3),
    ]

    /// Fenchel and Young's equality, f(t) + f*(f′(t)) = t f′(t), and the inverse of the derivative.
    @Test(arguments: divergences) func conjugatesMeetTheirFunctions(_ divergence: Divergence) throws {
        let f = try Generator(divergence)
        for t in [1e-6, 0.01, 0.3, 0.9, 1, 1.1, 3, 100] {
            let u = f.derivative(at: t)
            #expect(f(t) >= 0)
            // u has an error of its own, which t multiplies.
            #expect(abs(f(t) + f.conjugate(at: u) - t * u) <= 1e-14 * (f(t) + abs(t * u)))
            let slope = f.secondDerivative(at: t)
            #expect(abs(f.conjugateDerivative(at: u) - t) <= 1e-14 * (t + abs(u) / slope))
        }
    }

    @Test(arguments: divergences + [.totalVariation]) func limitsAreThoseOfTheFunction(_ divergence: Divergence) throws
    {
        let f = try Generator(divergence)
        #expect(f(0) == f.atZero)
        #expect(f(1) == 0 && f.derivative(at: 1) == 0)
        #expect(f.conjugate(at: 0) == 0 && abs(f.conjugateDerivative(at: 0) - 1) <= 1e-14)
        #expect(f.conjugate(at: -.infinity) == -f.atZero)
        #expect(f.derivative(at: .infinity) == f.slopeAtInfinity)
        if f.slopeAtInfinity.isFinite {
            #expect(f.conjugate(at: 1.001 * f.slopeAtInfinity) == .infinity)
            #expect(abs(f(1e40) / 1e40 - f.slopeAtInfinity) <= 1e-9 * f.slopeAtInfinity)
        }
        #expect(f(-1) == .infinity && f(.nan).isNaN && f.derivative(at: -1).isNaN && f.conjugate(at: .nan).isNaN)
    }

    @Test func divergencesWithoutOne() {
        for divergence in [Divergence.renyi(order: 2), .hellingerDistance, .crossEntropy, .bhattacharyyaCoefficient] {
            expectError(.quantity, .quantity, value: Double(divergence.quantity.0.rawValue)) {
                try Generator(divergence)
            }
        }
        expectError(.option, .options, value: 0) { try Generator(.tsallis(order: 0)) }
        expectError(.option, .options, value: 1) { try Generator(.jensenShannon(weight: 1)) }
    }

    @Test func bounds() throws {
        #expect(try Bound.totalVariationFromKLPinsker(0.5) == 0.5)
        #expect(try Bound.klFromTotalVariationPinsker(0.5, unit: .bits) == 0.5 / 0.6931471805599453)
        #expect(try largestKLDivergence(totalVariation: 0.5, smallestProbability: 0.5, unit: .bits) == 1)
        for x in [1e-9, 0.1, 0.5, 0.9, 0.999] {
            expect(try Bound.totalVariationFromKLSharp(try Bound.klFromTotalVariationSharp(x)), near: x)
        }
        expectError(.parameter, .x, index: 0, value: 1.5) { try Bound.jensenShannonUpperFromTotalVariation(1.5) }
        expectError(.parameter, .smallestQ, index: 0, value: -1) {
            try largestKLDivergence(totalVariation: 0.5, smallestProbability: -1)
        }
    }
}

@Suite struct FDivergenceTests {
    private struct Failure: Error, Equatable { let ratio: Double }

    @Test func closuresGiveTheDivergencesTheyDefine() throws {
        let (p, q) = ([0.5, 0.25, 0.25, 0], [0.25, 0.25, 0.25, 0.25])
        // (1 + 0 + 0 + 1) / 4
        #expect(try fDivergence(of: p, from: q) { ($0 - 1) * ($0 - 1) } == 0.5)
        #expect(try fDivergence(of: p, from: q, atZero: 5, unit: .bits) { abs($0 - 1) } == 1.5 / 0.6931471805599453)
        let rows = Rows(p + q, columns: 4)
        #expect(try fDivergence(of: rows, from: Rows(q + q, columns: 4)) { ($0 - 1) * ($0 - 1) } == [0.5, 0])
        let floats: [Float] = [2, 0]
        #expect(try fDivergence(of: floats, from: [1, 1], normalize: true) { abs($0 - 1) } == 1)
        let logits = try fDivergence(of: [1.0, 2], from: [3.0, 4], space: .logits(temperature: 2)) { $0 - 1 }
        #expect(logits == 0)
    }

    @Test func errorsOfTheClosurePassThrough() {
        #expect(throws: Failure(ratio: 2)) {
            try fDivergence(of: [0.5, 0.5], from: [0.25, 0.75]) { if $0 == 1 { 0 } else { throw Failure(ratio: $0) } }
        }
        expectError(.parameter, .f, value: 1) { try fDivergence(of: [1.0], from: [1.0]) { $0 } }
        expectError(.parameter, .f, index: 1, value: 0.5) {
            try fDivergence(of: [0.5, 0.5], from: [0, 1]) { $0 < 1 ? .nan : $0 - 1 }
        }
        expectError(.sum, .q, value: 0.75) { try fDivergence(of: [0.5, 0.5], from: [0.25, 0.5]) { $0 - 1 } }
        expectError(.shape, .q) { try fDivergence(of: [1.0], from: [0.5, 0.5]) { $0 - 1 } }
    }
}
