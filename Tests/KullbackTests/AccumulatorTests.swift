import Kullback
import Testing

@Suite struct AccumulatorTests {
    private func example() throws -> DivergenceAccumulator {
        var accumulator = try DivergenceAccumulator(bins: 2)
        try accumulator.add(Rows([0.1, 0x1p53, 0.2, 1], columns: 2), to: .p)
        try accumulator.add([1.0, 0.5], to: .q)
        return accumulator
    }

    /// The bytes of Tests/C/test_accumulator.c.
    @Test func bytesAreThoseOfEveryLanguage() throws {
        let words: [UInt64] = [
            0x004d_5543_4341_4c4b, 1, 2, 2, 1, 0x3fd3_3333_3333_3334, 0x4340_0000_0000_0000, 0xbc80_0000_0000_0000,
            0x3ff0_0000_0000_0000, 0x3ff0_0000_0000_0000, 0x3fe0_0000_0000_0000, 0, 0, 0x4c1c_35c5_2e6a_60c4,
        ]
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
        #expect(try example().bytes == bytes)
        #expect(try DivergenceAccumulator(bytes: bytes) == example())
    }

    @Test func sumsAndDivergences() throws {
        var accumulator = try DivergenceAccumulator(bins: 2)
        try accumulator.add([1, 2], to: .p)
        try accumulator.add([0.0, 1] as [Float], to: .p)
        try accumulator.add(Rows([5.0], rows: 3, columns: 2, rowStride: 0, stride: 0), to: .q, threads: 2)
        #expect(accumulator.bins == 2)
        #expect(accumulator.rowCount(of: .p) == 2 && accumulator.rowCount(of: .q) == 3)
        #expect(try accumulator.sums(of: .p) == [1, 3] && accumulator.sums(of: .q) == [15, 15])
        let (p, q) = ([1.0, 3.0], [15.0, 15.0])
        for divergence in [Divergence.kl, .jensenShannonDistance(), .renyi(order: 2)] {
            let expected = try Kullback.divergence(divergence, of: p, from: q, normalize: true, unit: .bits)
            #expect(try accumulator.divergence(divergence, unit: .bits) == expected)
        }
        // log(1/15) + 3 log(3/15) - 4 + 30
        expect(try accumulator.divergence(.generalizedKL), near: 18.463636061595488)
    }

    @Test func mergingInAnyOrder() throws {
        let shards = try (0..<20).map { seed in
            var shard = try DivergenceAccumulator(bins: 9)
            try shard.add(randomWeights(9, seed: UInt64(seed), zeros: true) as [Double], to: .p)
            try shard.add(randomWeights(9, seed: UInt64(100 + seed)) as [Float], to: .q)
            return shard
        }
        func merged(_ order: [DivergenceAccumulator]) throws -> DivergenceAccumulator {
            var total = try DivergenceAccumulator(bins: 9)
            for shard in order { try total.merge(shard) }
            return total
        }
        let expected = try merged(shards)
        var generator = SplitMix64(seed: 1)
        for _ in 0..<10 {
            let total = try merged(shards.shuffled(using: &generator))
            expect(try total.divergence(.kl), near: try expected.divergence(.kl), within: 1e-15)
            #expect(total.rowCount(of: .p) == 20)
        }
        var (first, second) = (shards[0], shards[1])
        try first.merge(shards[1])
        try second.merge(shards[0])
        #expect(first == second)
        var doubled = shards[0]
        try doubled.merge(doubled)
        #expect(try doubled.sums(of: .p) == shards[0].sums(of: .p).map { 2 * $0 })
    }

    @Test func errorsLeaveItAsItWas() throws {
        var accumulator = try example()
        for bad in [-1.0, -0x1p-1074, .infinity] {
            expectError(.probability, .p, row: 1, index: 0, value: bad) {
                try accumulator.add(Rows([1, 2, bad, bad], columns: 2), to: .p)
            }
        }
        expectError(.probability, .q, row: 0, index: 1, value: -3) { try accumulator.add([1, -3], to: .q) }
        expectError(.shape, .q) { try accumulator.add([1.0], to: .q) }
        expectError(.shape, .accumulator) { try accumulator.merge(try DivergenceAccumulator(bins: 3)) }
        #expect(try accumulator == example())
        try accumulator.add([0, 0x1.8p1023], to: .q)
        expectError(.probability, .accumulator, index: 1, value: .infinity) {
            try accumulator.add([0, 0x1p1023], to: .q)
        }
        expectError(.probability, .accumulator, index: 1, value: .infinity) { try accumulator.merge(accumulator) }
        expectError(.count, .accumulator) { try DivergenceAccumulator(bins: -1) }
        expectError(.count, .accumulator) { try DivergenceAccumulator(bins: .max) }
        expectError(.noMass, .p) { try DivergenceAccumulator(bins: 2).divergence(.kl) }
    }

    @Test func otherBytes() throws {
        let bytes = try example().bytes
        for index in bytes.indices {
            var altered = bytes
            altered[index] ^= 1 << UInt8(index % 8)
            expectError(.format, .accumulator) { try DivergenceAccumulator(bytes: altered) }
            expectError(.format, .accumulator) { try DivergenceAccumulator(bytes: Array(bytes[..<index])) }
        }
        expectError(.format, .accumulator) { try DivergenceAccumulator(bytes: bytes + [0]) }
    }
}
