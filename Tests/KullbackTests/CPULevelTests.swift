import Kullback
import Testing

/// The limit is the process's: other tests may run at any level, which does not change a bit.
@Suite(.serialized) struct CPULevelTests {
    private static let levels: [CPULevel] = [.baseline, .x86_64_v3, .x86_64_v4]

    /// Calls `body` at each level the processor has, and then goes back to where it was.
    private func atEachLevel(_ body: (CPULevel) throws -> Void) rethrows {
        let before = CPULevel.current
        defer { CPULevel.limit(to: before) }
        for level in Self.levels {
            CPULevel.limit(to: level)
            if CPULevel.current == level { try body(level) }
        }
    }

    @Test func limit() {
        var seen: [CPULevel] = []
        atEachLevel { seen.append($0) }
        #expect(seen == Array(Self.levels.prefix(seen.count)))
        #expect(seen.first == .baseline)
    }

    @Test(arguments: scalarTypes, [Space.probabilities, .logits])
    func discreteQuantities(_ type: any Scalar.Type, space: Space) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let p: [Element] = randomWeights(count, seed: 1, zeros: count > 16)
                let q: [Element] = randomWeights(count, seed: 2)
                var bits: [[UInt64]] = []
                try atEachLevel { _ in bits.append(try discreteBits(p, q, space: space)) }
                #expect(bits.allSatisfy { $0 == bits[0] }, "\(count) elements")
            }
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func nearlyEqualRows(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p: [Element] = randomWeights(3000, seed: 3)
            let q = p.enumerated().map { $0.offset % 2 == 0 ? $0.element.nextUp : $0.element.nextDown }
            var bits: [[UInt64]] = []
            try atEachLevel { _ in bits.append(try discreteBits(p, q)) }
            #expect(bits.allSatisfy { $0 == bits[0] })
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func normalsAndEstimates(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let columns: [[Element]] = (0..<4).map { randomWeights(3000, seed: $0) }
            let p = DiagonalNormal(means: columns[0], standardDeviations: columns[1])
            let q = DiagonalNormal(means: columns[2], standardDeviations: columns[3])
            var bits: [[UInt64]] = []
            try atEachLevel { _ in
                let elements = try p.elementwiseKLDivergence(from: q).map(\.bits)
                let variational = try variationalKLDivergence(mean: columns[0], logVariance: columns[1])
                let estimates = try [Estimator.k1, .k2, .k3].flatMap {
                    try estimateKLDivergence(logRatios: columns[2], estimator: $0).bits
                }
                bits.append([try p.klDivergence(from: q).bits, variational.bits] + estimates + elements)
            }
            #expect(bits.allSatisfy { $0 == bits[0] })
        }
        try check(type)
    }
}
