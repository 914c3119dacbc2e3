import Foundation
import Kullback
import Testing

private struct Stop: Error {}

@Suite struct ControlTests {
    @Test func shapes() throws {
        let linear = try Schedule(from: 0.5, to: 2, steps: 10)
        #expect([-1, 0, 5, 10, .max].map(linear.weight) == [0.5, 0.5, 1.25, 2, 2])
        let cosine = try Schedule(.cosine, steps: 100)
        for step in 0...100 {
            #expect(abs(cosine.weight(at: step) - (1 - cos(.pi * Double(step) / 100)) / 2) < 4e-16)
            #expect(abs(cosine.weight(at: step) + cosine.weight(at: 100 - step) - 1) <= 1e-15)
        }
        let sigmoid = try Schedule(.sigmoid(steepness: 5), steps: 2000)
        // Bowman et al. 2016, with a slope of 0.0025 and a midpoint of 1000.
        for step in [0, 500, 1000, 3000, 10000] {
            expect(sigmoid.weight(at: step), near: 1 / (1 + exp(-0.0025 * Double(step - 1000))), within: 1e-15)
        }
    }

    @Test func weightsRiseWithTheSteps() throws {
        for shape in [Schedule.Shape.linear, .cosine, .sigmoid()] {
            let schedule = try Schedule(shape, from: 0.1, to: 0.3, steps: 1000)
            let weights = (0...1100).map(schedule.weight)
            #expect(zip(weights, weights.dropFirst()).allSatisfy { $0 <= $1.nextUp })
            #expect(weights.allSatisfy { $0 >= 0.1 && $0 <= 0.3.nextUp })
            let constant = try Schedule(shape, from: 0.1, to: 0.1, steps: 7)
            #expect((0...9).allSatisfy { constant.weight(at: $0) == 0.1 })
        }
    }

    @Test func cycles() throws {
        let schedule = try Schedule(steps: 10, cycles: 3, ratio: 1)
        #expect([0, 3, 4, 7, 9, 10].map(schedule.weight) == [0, 0.9, 0.2, 0.1, 0.7, 1])
        let longest = try Schedule(steps: 1 << 40, cycles: 1 << 12)
        #expect(longest.weight(at: (1 << 40) - 1) == 1 && longest.weight(at: 1 << 39) == 0)
    }

    @Test func scheduleMisuse() {
        expectError(.parameter, .steps, value: 0) { try Schedule(steps: 0) }
        expectError(.parameter, .cycles, value: -1) { try Schedule(steps: 5, cycles: -1) }
        expectError(.parameter, .cycles, value: 0x1p62) { try Schedule(steps: 5, cycles: 1 << 62) }
        expectError(.parameter, .start, value: -1) { try Schedule(from: -1, steps: 5) }
        expectError(.parameter, .end, value: .infinity) { try Schedule(to: .infinity, steps: 5) }
        expectError(.parameter, .ratio, value: 2) { try Schedule(steps: 5, ratio: 2) }
        expectError(.parameter, .steepness, value: 0) { try Schedule(.sigmoid(steepness: 0), steps: 5) }
    }

    @Test func controllers() throws {
        var adaptive = try AdaptiveKLController(weight: 0.1, target: 6, horizon: 10000)
        try adaptive.update(kl: 9, steps: 256)
        expect(adaptive.weight, near: 0.100512)
        try adaptive.update(kl: 5.7, steps: 256)
        expect(adaptive.weight, near: 0.100512 * (1 - 0.05 * 0.0256))
        expectError(.parameter, .stepCount, value: 50000) { try adaptive.update(kl: 1, steps: 50000) }
        expectError(.parameter, .target, value: 0) { try AdaptiveKLController(weight: 1, target: 0, horizon: 1) }
        var penalty = try PPOPenalty(weight: 1, target: 0.01)
        for (kl, expected) in [(0.02, 2.0), (0.01, 2), (0.006, 1), (.infinity, 2)] {
            try penalty.update(kl: kl)
            #expect(penalty.weight == expected)
        }
        #expect(throws: DivergenceError.self) { try penalty.update(kl: .nan) }
        #expect(penalty.weight == 2)
    }

    @Test func trustRegion() throws {
        #expect(try maximalStep(bound: 0.01, curvature: 2) == 0.1)
        expect(
            try maximalStep(bound: 0x1p-1074, curvature: 0x1p1000), near: 0x1p-1074.squareRoot() * 0x1p-500 * sqrt(2))
        let search = try backtrack(bound: 0.0625) { (kl: $0 * $0, improvement: .infinity) }
        #expect(search == (try backtrack(bound: 0.0625, maximumTries: 3) { (kl: $0 * $0, improvement: 1 / 0) }))
        #expect(search.fraction == 0.25 && search.isAccepted && search.tries == 3)
        let none = try backtrack(bound: 1, maximumTries: 4) { (kl: $0, improvement: .nan) }
        #expect(none.fraction == 0 && !none.isAccepted && none.tries == 4)
        #expect(throws: Stop.self) { try backtrack(bound: 1) { _ in throw Stop() } }
        expectError(.parameter, .bound, value: -1) { try backtrack(bound: -1) { ($0, 1) } }
        expectError(.parameter, .largestTryCount, value: 0) { try backtrack(bound: 1, maximumTries: 0) { ($0, 1) } }
    }
}
