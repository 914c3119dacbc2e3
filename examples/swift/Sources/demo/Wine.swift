import Foundation
import Kullback

/// How different are three cultivars, each a normal with diagonal covariance?
func wine(_ directory: URL) throws {
    let means = try Table(contentsOf: directory.appending(path: "wine_means.csv"))
    let deviations = try Table(
        contentsOf: directory.appending(path: "wine_standard_deviations.csv"))
    let draws = try Table(contentsOf: directory.appending(path: "wine_normal_draws.csv"))
    let cultivars = (0..<3).map {
        DiagonalNormal(means: means.row($0), standardDeviations: deviations.row($0))
    }
    for (i, p) in cultivars.enumerated() {
        for (j, q) in cultivars.enumerated() where i != j {
            show("wine_kl_\(i + 1)_\(j + 1)", try p.klDivergence(from: q))
        }
    }
    let estimate = try monteCarlo(of: cultivars[0], from: cultivars[1], draws: draws)
    show("wine_monte_carlo_1_2", estimate.value)
    show("wine_monte_carlo_1_2_standard_error", estimate.standardError)
}

/// Samples are built from standard-normal draws, each of them used once.
private func monteCarlo(
    of p: DiagonalNormal<Double>, from q: DiagonalNormal<Double>, draws: Table
) throws -> Estimate {
    var unused = draws.elements[...]
    return try estimateKLDivergence(
        sampleCount: draws.rowCount,
        dimension: draws.columns,
        estimator: .k1,
        sampler: { samples in
            for i in samples.indices {
                let j = i % p.means.count
                samples[i] = p.means[j] + p.standardDeviations[j] * unused.removeFirst()
            }
        },
        logDensityP: { samples, result in logDensities(of: p, at: samples, into: result) },
        logDensityQ: { samples, result in logDensities(of: q, at: samples, into: result) })
}

/// The log-density of each of a batch of samples.
private func logDensities(
    of normal: DiagonalNormal<Double>, at samples: UnsafeBufferPointer<Double>,
    into result: UnsafeMutableBufferPointer<Double>
) {
    let dimension = normal.means.count
    for i in result.indices {
        result[i] = logDensity(of: normal, at: samples[i * dimension..<(i + 1) * dimension])
    }
}

private func logDensity(
    of normal: DiagonalNormal<Double>, at sample: Slice<UnsafeBufferPointer<Double>>
) -> Double {
    let halfLogTwoPi = 0.9189385332046727
    var sum = 0.0
    for ((x, mean), deviation) in zip(zip(sample, normal.means), normal.standardDeviations) {
        let z = (x - mean) / deviation
        sum -= 0.5 * z * z + log(deviation) + halfLogTwoPi
    }
    return sum
}
