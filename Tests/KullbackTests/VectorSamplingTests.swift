import Foundation
import Kullback
import Testing

/// `count` numbers that `draw` fills in.
private func filled(_ count: Int, _ draw: (UnsafeMutablePointer<Double>) -> Void) throws -> [Double] {
    // Not a number that a draw forgets would be seen.
    var numbers = [Double](repeating: .nan, count: count)
    try numbers.withUnsafeMutableBufferPointer { draw(try #require($0.baseAddress)) }
    return numbers
}

/// L of the covariance (4 1; 1 1.25), whose determinant is 4. What is above the diagonal must not be looked at.
private let factor = [2, .nan, 0.5, 1]

@Suite struct VectorSamplingTests {
    @Test func dirichletComponentsAreBeta() throws {
        let draws = try sample { random in
            try filled(4) { random.drawDirichlet([0.5, 1, 2, 5], count: 4, into: $0) }
        }
        try expect(draws.map { $0[0] }, follows: "beta(0.5, 8)")
        let others = try sample { random in
            try filled(3) { random.drawDirichlet([0.5, 2, 2.5], count: 3, into: $0) }
        }
        try expect(others.map { $0[1] }, follows: "beta(2, 3)")
        for x in draws { #expect(abs(x.reduce(0, +) - 1) < 4e-15) }
    }

    /// Where no gamma variable is a double, and where not even its logarithm is: vertices, as often as their shares say.
    @Test(arguments: [1e-8, 1e-305]) func dirichletOfTinyConcentrationsIsAVertex(scale: Double) throws {
        let concentration = [0.2 * scale, 0.3 * scale, 0.5 * scale]
        let draws = try sample { random in
            try filled(3) { random.drawDirichlet(concentration, count: 3, into: $0) }
        }
        for x in draws { #expect(x.max() == 1 && x.reduce(0, +) == 1) }
        for (index, share) in [0.2, 0.3, 0.5].enumerated() {
            let count = Double(draws.count { $0[index] == 1 })
            let n = Double(draws.count)
            #expect(abs(count - n * share) <= 5 * (n * share * (1 - share)).squareRoot())
        }
    }

    @Test func multinomialComponentsAreBinomial() throws {
        for (weights, index) in [([0.3, 0.7], 0), ([2, 3, 0, 5], 1), ([1, 1e-30, 6, 3], 3)] as [([Double], Int)] {
            let draws = try sample { random in
                try filled(weights.count) {
                    random.drawMultinomial(trials: 50, weights, count: weights.count, into: $0)
                }
            }
            try expect(draws.map { $0[index] }, follows: "binomial(50, 0.3)")
            for x in draws {
                #expect(x.reduce(0, +) == 50)
                for (count, weight) in zip(x, weights) { #expect(count >= 0 && (weight > 1e-9 || count == 0)) }
            }
        }
    }

    @Test func categoriesHaveTheirShares() throws {
        let weights = [2.0, 3, 0, 5]
        let draws = sample { $0.nextCategory(weights, count: 4) }
        let n = Double(draws.count)
        for (index, share) in [0.2, 0.3, 0, 0.5].enumerated() {
            let count = Double(draws.count { $0 == index })
            #expect(abs(count - n * share) <= 5 * (n * share * (1 - share)).squareRoot())
        }
    }

    /// On the circle and on the sphere: of length one, with the cosine's law, and evenly around the mean.
    @Test func directionsAreAroundTheirMean() throws {
        for mean in [[0.6, -0.8], [-1, 0], [1, 0]] as [[Double]] {
            let draws = try directions(mean, 1)
            let angles = draws.map { x in
                atan2(mean[0] * x[1] - mean[1] * x[0], mean[0] * x[0] + mean[1] * x[1])
            }
            try expect(angles, follows: "vonMises(1)")
        }
        let mean = [-2.0 / 3, 1.0 / 3, 2.0 / 3]
        for (concentration, name) in [(0.001, "vonMisesFisher(3, 0.001)"), (10, "vonMisesFisher(3, 10)")] {
            let draws = try directions(mean, concentration)
            try expect(draws.map { product($0, mean) }, follows: name)
            let across = ([2.0 / 3, 2.0 / 3, 1.0 / 3], [1.0 / 3, -2.0 / 3, 2.0 / 3])
            let turns = draws.map { 0.5 + atan2(product($0, across.0), product($0, across.1)) / (2 * .pi) }
            try expect(turns, follows: "uniform")
        }
    }

    /// So concentrated that the cosine is 1 to rounding, the vector still has the spread across of a normal one.
    @Test func narrowDirectionsKeepTheirSpread() throws {
        let draws = try directions([1, 0, 0], 1e20)
        try expect(draws.map { $0[1] * 1e10 }, follows: "normal")
        try expect(draws.map { $0[2] * 1e10 }, follows: "normal")
    }

    private func directions(_ mean: [Double], _ concentration: Double) throws -> [[Double]] {
        let draws = try sample { random in
            try filled(mean.count) {
                random.drawVonMisesFisher(around: mean, concentration: concentration, count: mean.count, into: $0)
            }
        }
        for x in draws { #expect(abs(product(x, x) - 1) < 4e-15) }
        return draws
    }

    private func product(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }

    @Test func normalVectorsAreStandardNormalBeforeTheFactor() throws {
        let draws = try sample { random in
            try filled(2) { random.drawNormal([10, -5], factor: factor, count: 2, into: $0) }
        }
        let first = draws.map { ($0[0] - 10) / 2 }
        let second = zip(draws, first).map { $0[1] + 5 - 0.5 * $1 }
        try expect(first, follows: "normal")
        try expect(second, follows: "normal")
        let correlation = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(draws.count)
        #expect(abs(correlation) < 5 / Double(draws.count).squareRoot())
    }

    /// The part along a vector is χ² with df, and what the first component leaves of the second with one less.
    @Test func wishartMatricesHaveTheirChiSquares() throws {
        let draws = try wishart { $0.drawWishart(df: 4.5, factor: factor, count: 2, into: $1) }
        try expect(draws.map { $0[3] / 1.25 }, follows: "chi2(4.5)")
        try expect(draws.map { ($0[0] - 2 * $0[1] + $0[3]) / 3.25 }, follows: "chi2(4.5)")
        let others = try wishart { $0.drawWishart(df: 5.5, factor: factor, count: 2, into: $1) }
        try expect(others.map { self.determinant($0) / $0[0] }, follows: "chi2(4.5)")
    }

    /// The inverse is Wishart, and a diagonal entry an inverse χ² with one degree of freedom less.
    @Test func inverseWishartMatricesHaveTheirChiSquares() throws {
        let draws = try wishart { $0.drawInverseWishart(df: 12.5, factor: factor, count: 2, into: $1) }
        try expect(draws.map { $0[3] / self.determinant($0) / (1.25 / 4) }, follows: "chi2(12.5)")
        try expect(draws.map { $0[0] / self.determinant($0) }, follows: "chi2(12.5)")
        let others = try wishart { $0.drawInverseWishart(df: 13.5, factor: factor, count: 2, into: $1) }
        try expect(others.map { 4 / $0[0] }, follows: "chi2(12.5)")
        try expect(others.map { 1.25 / $0[3] }, follows: "chi2(12.5)")
    }

    private func determinant(_ x: [Double]) -> Double { x[0] * x[3] - x[1] * x[2] }

    private func wishart(
        _ draw: (inout RandomStream, UnsafeMutablePointer<Double>) -> Void
    ) throws -> [[Double]] {
        let draws = try sample { random in try filled(4) { draw(&random, $0) } }
        for x in draws { #expect(x[1] == x[2]) }
        return draws
    }
}
