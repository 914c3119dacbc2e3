import Foundation
import Kullback
import Testing

/// N(0, 1) sampled, and compared with N(shift, 1) in each dimension: D = dimension · shift² / 2.
private struct ShiftedNormals {
    var generator: SplitMix64
    let shift: Double
    var dimension = 1
    /// What the log densities differed by, sample by sample.
    var logRatios: [Double] = []
    var largestBatch = 0

    init(shift: Double, dimension: Int = 1, seed: UInt64) {
        generator = SplitMix64(seed: seed)
        self.shift = shift
        self.dimension = dimension
    }

    /// Box & Muller 1958.
    private mutating func normal() -> Double {
        let (u, v) = (Double.random(in: 0x1p-53...1, using: &generator), Double.random(in: 0..<1, using: &generator))
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }

    private func logDensity(_ x: UnsafeBufferPointer<Double>, _ sample: Int, mean: Double) -> Double {
        (0..<dimension).reduce(0) { sum, axis in
            let distance = x[sample * dimension + axis] - mean
            return sum - distance * distance / 2
        }
    }

    mutating func estimate(_ estimator: Estimator, count: Int) throws -> Estimate {
        var ofP: [Double] = []
        var normals = self
        defer { self = normals }
        return try estimateKLDivergence(
            sampleCount: count, dimension: dimension, estimator: estimator,
            sampler: { samples in
                normals.largestBatch = max(normals.largestBatch, samples.count / normals.dimension)
                for index in samples.indices { samples[index] = normals.normal() }
            },
            logDensityP: { samples, densities in
                for index in densities.indices { densities[index] = normals.logDensity(samples, index, mean: 0) }
                ofP = Array(densities)
            },
            logDensityQ: { samples, densities in
                for index in densities.indices {
                    densities[index] = normals.logDensity(samples, index, mean: normals.shift)
                    normals.logRatios.append(ofP[index] - densities[index])
                }
            })
    }
}

private struct Stop: Error, Equatable {
    let reason: String
}

@Suite struct MonteCarloTests {
    @Test func floatClosuresGiveTheBitsOfTheArray() throws {
        var generator = SplitMix64(seed: 7)
        var (samplesSoFar, logRatios): ([Float], [Float]) = ([], [])
        let estimate = try estimateKLDivergence(
            of: Float.self, sampleCount: 5000, estimator: .k1,
            sampler: { samples in
                for index in samples.indices { samples[index] = -log(1 - Float.random(in: 0..<1, using: &generator)) }
                samplesSoFar += samples
            },
            logDensityP: { samples, densities in
                for index in densities.indices { densities[index] = -samples[index] }
            },
            logDensityQ: { samples, densities in
                for index in densities.indices { densities[index] = -samples[index] / 12 - log(Float(12)) }
            })
        for sample in samplesSoFar { logRatios.append(-sample - (-sample / 12 - log(Float(12)))) }
        #expect(estimate.bits == (try estimateKLDivergence(logRatios: logRatios, estimator: .k1)).bits)
        #expect(abs(estimate.value - 1.56823998312133) < 4 * estimate.standardError)
    }

    @Test(arguments: [1, 2, 1024, 4095, 4096, 4097, 16384, 16385, 50000], [1, 3])
    func closuresGiveTheBitsOfTheArray(count: Int, dimension: Int) throws {
        for estimator in [Estimator.k1, .k2, .k3] {
            var normals = ShiftedNormals(shift: 1, dimension: dimension, seed: UInt64(count))
            let estimate = try normals.estimate(estimator, count: count)
            #expect(normals.logRatios.count == count)
            #expect(normals.largestBatch <= 4096)
            let ofArray = try estimateKLDivergence(logRatios: normals.logRatios, estimator: estimator)
            #expect(estimate.bits == ofArray.bits)
        }
    }

    /// Each estimator's expectation: k2 is biased by μ²/4 of the divergence μ²/2 (Schulman 2020).
    @Test(arguments: [
        (Estimator.k1, 1, 0.5), (.k1, 0.125, 0.0078125), (.k2, 0.125, 0.0078125 * (1 + 0.00390625)),
        (.k3, 0.125, 0.0078125),
    ]) func standardErrorCovers(estimator: Estimator, shift: Double, expected: Double) throws {
        let runs = 400
        var covered = 0
        for run in 0..<runs {
            var normals = ShiftedNormals(shift: shift, seed: UInt64(run))
            let estimate = try normals.estimate(estimator, count: 1000)
            if abs(estimate.value - expected) <= 1.96 * estimate.standardError { covered += 1 }
        }
        // Four standard deviations of a binomial count.
        let slack = 4 * (Double(runs) * 0.95 * 0.05).squareRoot()
        #expect(abs(Double(covered) - 0.95 * Double(runs)) <= slack)
    }

    @Test func whatAClosureThrows() {
        var calls: [String] = []
        func run(stoppingAt place: String) throws -> Estimate {
            func step(_ name: String) throws {
                calls.append(name)
                if name == place { throw Stop(reason: name) }
            }
            return try estimateKLDivergence(
                sampleCount: 10,
                sampler: { samples in
                    samples.initialize(repeating: 0)
                    try step("sampler")
                },
                logDensityP: { _, densities in
                    densities.initialize(repeating: 0)
                    try step("p")
                },
                logDensityQ: { _, densities in
                    densities.initialize(repeating: 0)
                    try step("q")
                })
        }
        for (count, place) in ["sampler", "p", "q"].enumerated() {
            calls = []
            #expect(throws: Stop(reason: place)) { try run(stoppingAt: place) }
            #expect(calls == Array(["sampler", "p", "q"].prefix(count + 1)))
        }
    }

    @Test(arguments: [(0, 1), (-1, 1), (10, 0), (10, -1)]) func counts(samples: Int, dimension: Int) {
        expectError(.count) {
            try estimateKLDivergence(
                sampleCount: samples, dimension: dimension, sampler: { _ in }, logDensityP: { _, _ in },
                logDensityQ: { _, _ in })
        }
    }
}
