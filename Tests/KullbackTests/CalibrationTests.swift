import Foundation
import Kullback
import Testing

private let logits = Rows([2, 1, 0.5, 0.5, 2.5, -1, 1, 0, 3, 0.25, 1.5, 1.0], columns: 3)
private let softLabels = Rows([0.5, 0.25, 0.25, 0, 1, 0, 0.125, 0.125, 0.75, 0.25, 0.25, 0.5], columns: 3)

/// Logits of which the labels are drawn at a temperature.
private func sampled(
    rows: Int, classes: Int, temperature: Double, seed: UInt64
) -> (logits: Rows<Double>, labels: [Int]) {
    var generator = SplitMix64(seed: seed)
    func uniform() -> Double { Double.random(in: 0x1p-53...1, using: &generator) }
    var (elements, labels): ([Double], [Int]) = ([], [])
    for _ in 0..<rows {
        let row = (0..<classes).map { _ in 4 * (uniform() + uniform() + uniform() - 1.5) }
        // Gumbel's trick: the largest of log p + noise is a sample of p.
        let noisy = row.map { $0 / temperature - log(-log(uniform() * (1 - 0x1p-52))) }
        labels.append(noisy.indices.max { noisy[$0] < noisy[$1] } ?? 0)
        elements += row
    }
    return (Rows(elements, columns: classes), labels)
}

@Suite struct CalibrationTests {
    // Expected values from mpmath with 50 digits.
    @Test func hardLabels() throws {
        let fit = try fitTemperature(logits: logits, labels: [0, 1, 0, 2])
        expect(fit.temperature, near: 1.6668256569783551924)
        expect(fit.lossBefore, near: 0.98139365329975077674)
        expect(fit.lossAfter, near: 0.9252790269437201321)
        expect(fit.calibrationErrorBefore, near: 0.40037298737153051723)
        expect(fit.calibrationErrorAfter, near: 0.33117363051210641865)
        #expect(fit.count == 4 && fit.isConverged)
        #expect(try fitTemperature(logits: logits, labels: [0, -1, -1, -1], ignoring: -1).count == 1)
    }

    @Test func softLabelsOfAnotherType() throws {
        let fit = try fitTemperature(logits: logits, softLabels: softLabels, unit: .bits)
        expect(fit.temperature, near: 1.1883053602771023806)
        expect(fit.lossAfter, near: 0.80244368600802041292 / log(2))
        let single = Rows(softLabels.elements.map(Float.init), columns: 3)
        #expect(try fitTemperature(logits: logits, softLabels: single, unit: .bits) == fit)
    }

    /// The derivative of the loss vanishes, whichever side the search comes from, and no neighbour is better.
    @Test(arguments: [0.3, 1, 20]) func minimum(temperature: Double) throws {
        let (rows, labels) = sampled(rows: 2000, classes: 10, temperature: temperature, seed: 3)
        let fit = try fitTemperature(logits: rows, labels: labels)
        #expect(fit.isConverged && fit.iterations <= 12)
        #expect(abs(log(fit.temperature / temperature)) < 0.3)
        for factor in [0.99, 1.01] {
            let space = Space.logits(temperature: fit.temperature * factor)
            let other = try fitTemperature(logits: rows, labels: labels, space: space)
            #expect(other.lossBefore > fit.lossAfter)
            expect(other.temperature, near: fit.temperature, within: 1e-13)
        }
    }

    @Test func threads() throws {
        let (rows, labels) = sampled(rows: 5000, classes: 100, temperature: 2, seed: 5)
        let one = try fitTemperature(logits: rows, labels: labels, threads: 1)
        #expect(try fitTemperature(logits: rows, labels: labels, threads: 7) == one)
    }

    @Test func ends() throws {
        let row = Rows([1, 2, 3.0], columns: 3)
        #expect(try fitTemperature(logits: row, labels: [2]).temperature == 0)
        #expect(try fitTemperature(logits: row, labels: [0]).temperature == .infinity)
        let equal = Rows([3, 3.0], columns: 2)
        #expect(try fitTemperature(logits: equal, labels: [0], space: .logits(temperature: 5)).temperature == 5)
    }

    @Test func errorsOfConfidences() throws {
        let error = try calibrationError(of: logits, labels: [0, 1, 0, 2], space: .logits, binCount: 4)
        expect(error.expected, near: 0.21463884697741174135)
        expect(error.maximum, near: 0.35088577254489838413)
        #expect(error.accuracy == 0.5 && error.bins.map(\.count) == [0, 0, 2, 2])
        expect(error.bins[3].confidence, near: 0.850885772544898384)
        let itself = try calibrationError(of: softLabels, softLabels: softLabels)
        #expect(itself.expected == 0 && itself.confidence == itself.accuracy)
    }

    @Test func misuse() {
        expectError(.parameter, .labels, row: 1, value: 3) { try fitTemperature(logits: logits, labels: [0, 3, 0, 0]) }
        expectError(.shape, .labels) { try fitTemperature(logits: logits, labels: [0]) }
        expectError(.count, .labels) { try fitTemperature(logits: logits, labels: [1, 1, 1, 1], ignoring: 1) }
        expectError(.option, .logits) {
            try fitTemperature(logits: logits, labels: [0, 0, 0, 0], space: .probabilities)
        }
        expectError(.option, .binCount, value: 0) {
            try calibrationError(of: softLabels, labels: [0, 0, 0, 0], binCount: 0)
        }
        expectError(.parameter, .softLabels, row: 0, index: 1, value: 0.5) {
            try fitTemperature(
                logits: Rows<Double>([1, -.infinity], columns: 2),
                softLabels: Rows<Double>([0.5, 0.5], columns: 2))
        }
    }
}
