import Kullback
import Testing

/// Values of mpmath, 50 digits.
@Suite struct MatrixDistributionTests {
    private let v = [2, .nan, 0.5, 1]
    private let w = [1, .nan, -0.25, 3]
    private let normal = MatrixNormal(
        mean: [0, 0, 0, 0, 0, 0], rowCovariance: [2, .nan, 0.5, 1],
        columnCovariance: [2, .nan, .nan, 1, 3, .nan, 0.5, -1, 4])
    private let other = MatrixNormal(
        mean: [1, -1, 0.5, 2, 0, 3], rowCovariance: [1, .nan, -0.25, 3],
        columnCovariance: [1, .nan, .nan, 0, 1, .nan, 0, 0.25, 2])

    private func isClose(_ got: Double, _ expected: Double) -> Bool { abs(got - expected) <= 1e-14 * abs(expected) }

    @Test func wishart() throws {
        let (p, q) = (Wishart(degreesOfFreedom: 3, covariance: v), Wishart(degreesOfFreedom: 4, covariance: w))
        #expect(isClose(try p.klDivergence(from: q), 2.008376688105655580892394557))
        #expect(isClose(try p.renyiDivergence(from: q, order: 0.25), 0.7194387341207236451750046832))
        #expect(isClose(try p.renyiDivergence(from: q, order: 1.25), 2.426472807940839157215265145))
        #expect(isClose(try p.bhattacharyyaDistance(from: q), 0.6075388754710993255476913936))
        #expect(isClose(try p.bhattacharyyaCoefficient(from: q), 0.5446897701514945235742667564))
        #expect(isClose(try p.hellingerDistance(from: q), 0.6747667966405173833487576666))
        #expect(isClose(try p.entropy(), 6.370447928872424822384224345))
        #expect(isClose(try p.logDensity(at: w), -5.441876500300996250955652916))
        #expect(try p.expectation() == [6, 1.5, 1.5, 3])
        #expect(try p.variance() == [24, 6.75, 6.75, 6])
    }

    @Test func inverseWishart() throws {
        let p = InverseWishart(degreesOfFreedom: 6, scale: v)
        let q = InverseWishart(degreesOfFreedom: 7, scale: w)
        #expect(isClose(try p.klDivergence(from: q), 4.719090852201737153218541627))
        #expect(isClose(try p.renyiDivergence(from: q, order: 1.25), 9.666900774952918211750952548))
        #expect(isClose(try p.entropy(), -1.006557256665833812510225243))
        #expect(isClose(try p.logDensity(at: w), -10.11328822431870578669839518))
        #expect(
            try InverseWishart(degreesOfFreedom: 3, scale: v).expectation() == [
                .infinity, .infinity, .infinity, .infinity,
            ])
        #expect(try InverseWishart(degreesOfFreedom: 5, scale: v).variance()[0] == .infinity)
    }

    @Test func matrixNormal() throws {
        #expect(isClose(try normal.klDivergence(from: other), 7.716109023400589597927562205))
        #expect(isClose(try normal.renyiDivergence(from: other, order: 0.25), 1.024168089255449162736957409))
        #expect(try normal.renyiDivergence(from: other, order: 1.25) == .infinity)
        #expect(isClose(try normal.entropy(), 12.1411477899069169719080937))
        #expect(isClose(try normal.logDensity(at: other.mean), -11.26862031737944444443556623))
        #expect(try other.expectation() == other.mean)
        #expect(try normal.variance() == [4, 6, 8, 2, 3, 4])
    }

    /// The mean of 10,000 draws is within five standard errors: by chance it is not with probability 6e-6 in all.
    @Test func drawsHaveTheirMeans() throws {
        let count = 10_000
        func check(_ p: some MatrixDistribution) throws {
            let (mean, variance) = (try p.expectation(), try p.variance())
            let draws = try p.samples(count, seed: 3)
            #expect(try p.samples(2, seed: 3) == Array(draws[..<(2 * mean.count)]))
            for place in mean.indices {
                let sum = stride(from: place, to: draws.count, by: mean.count).reduce(0) { $0 + draws[$1] }
                #expect(abs(sum / Double(count) - mean[place]) <= 5 * (variance[place] / Double(count)).squareRoot())
            }
        }
        try check(Wishart(degreesOfFreedom: 2.5, covariance: v))
        try check(InverseWishart(degreesOfFreedom: 12, scale: v))
        try check(other)
    }

    @Test func misuse() {
        let p = Wishart(degreesOfFreedom: 3, covariance: v)
        #expect(throws: DivergenceError(.shape, .secondQ)) {
            try p.klDivergence(from: Wishart(degreesOfFreedom: 3, covariance: [1]))
        }
        #expect(throws: DivergenceError(.shape, .secondP)) {
            try Wishart(degreesOfFreedom: 3, covariance: [1, 2]).entropy()
        }
        #expect(throws: DivergenceError(.parameter, .firstP, row: 0, index: 0, value: 1)) {
            try Wishart(degreesOfFreedom: 1, covariance: v).samples(2, seed: 1)
        }
        #expect(throws: DivergenceError(.shape, .locP)) {
            try MatrixNormal(mean: [1], rowCovariance: v, columnCovariance: w).entropy()
        }
        #expect(throws: DivergenceError(.shape, .x)) { try p.logDensity(at: [0]) }
        #expect(throws: DivergenceError.self) { try p.samples(-1, seed: 1) }
    }
}
