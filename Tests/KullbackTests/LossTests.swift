import Testing

@testable import Kullback

/// D(P ‖ Q) of softmaxes and its gradients, from mpmath at 60 digits, with t = 1 / temperature: t P (log(P / Q) - D) and
/// t (Q - P). The temperature is 2 for p, and 1/2 for q.
@Suite struct LossTests {
    private let p = Rows<Double>([1.5, -0.25, 0.5, -2], columns: 4)
    private let q = Rows<Float>([-0.5, 0.75, 1, 0.25], columns: 4)

    @Test func valueAndGradientsOfTwoTypes() throws {
        let found = try loss(
            .kl, of: p, from: q, spaceP: .logits(temperature: 2), spaceQ: .logits(temperature: 0.5),
            gradients: (true, true))
        expect(found.values[0], near: 0.9802584782207804733807)
        let ofP = [
            0.4240804789315432928844, -0.1433814118037290767038, -0.225871928221664904315, -0.05482713890614931186558,
        ]
        let ofQ = [
            -0.8572827104540438049048, 0.265980760756256850994, 0.5120397397878744463143, 0.07926220990991250759647,
        ]
        for index in 0..<4 {
            expect(found.gradientP[index], near: ofP[index])
            expect(found.gradientQ[index], near: ofQ[index])
        }
    }

    @Test func valuesAreThoseOfDivergences() throws {
        for count in awkwardLengths {
            let p = Rows<Float>(randomWeights(2 * count, seed: 1), columns: count)
            let q = Rows<Float>(randomWeights(2 * count, seed: 2), columns: count)
            for (pairwise, quantity) in [
                (PairwiseLoss.kl, Divergence.kl), (.reverseKL, .reverseKL), (.jeffreys, .jeffreys),
                (.jensenShannon(weight: 0.25), .jensenShannon(weight: 0.25)), (.crossEntropy, .crossEntropy),
            ] {
                let found = try loss(
                    pairwise, of: p, from: q, spaceP: .probabilities, spaceQ: .probabilities,
                    options: LossOptions(normalize: true))
                let divergences = try divergence(quantity, of: p, from: q, normalize: true)
                #expect(found.values.map { Float($0) } == divergences)
            }
        }
    }

    @Test func meanOfLabels() throws {
        let rows = Rows<Double>([0, 0, 1, 1, 5, 0], columns: 2)
        let found = try labelLoss(of: [0, 1, -100], from: rows, options: LossOptions(reduction: .batchMean))
        expect(found.values[0], near: 0.6931471805599453)
        #expect(found.gradientQ == [-0.25, 0.25, 0.25, -0.25, 0, 0])
    }

    @Test func logarithmsOfAlmostCertainRow() throws {
        let found = try logSoftmax(Rows<Double>([40, 0], columns: 2))
        // -log1p(exp(-40)) and that less 40
        expect(found[0], near: -4.248354255291588986e-18)
        #expect(found[1] == -40)
    }

    @Test func errorsNameTheirSide() {
        expectError(.option, .q, value: -1) {
            try loss(.kl, of: self.p, from: self.q, spaceQ: .logits(temperature: -1))
        }
        expectError(.option, .options, value: 1) {
            try loss(.jensenShannon(weight: 1), of: self.p, from: self.q)
        }
        expectError(.parameter, .labels, row: 0, value: 4) { try labelLoss(of: [4], from: self.p) }
        expectError(.shape, .labels) { try labelLoss(of: [1, 2], from: self.p) }
    }

    /// A block is rounded as its numbers are one by one: ties, odd and even, subnormal numbers, overflow, NaN.
    @Test func blocksAreRoundedAsNumbersAre() {
        var numbers = [
            0, -0.0, .infinity, -.infinity, .nan, 65504, 65519.99, 65520, 1e39, 3.4028235677973366e38, 1e-46,
        ]
        for exponent in -30...20 {
            for step in [0, 0x1p-11, 0x1p-10, 0x3p-11, 0x1p-9, 0x1p-8, 0x3p-9, 0x1p-7, 0x1p-24, 0x3p-24] {
                for nudge in [0, 0x1p-52, -0x1p-52, 0x1p-40] {
                    let x = Double(sign: .plus, exponent: exponent, significand: 1 + step + nudge)
                    numbers += [x, -x, x * 0x1p-120]
                }
            }
        }
        for type in [_ElementType.f32, .f16, .bf16, .f64] {
            var (block, single) = (
                [Double](repeating: 0, count: numbers.count), [Double](repeating: 0, count: numbers.count)
            )
            let count = numbers.count
            block.withUnsafeMutableBytes { block in
                single.withUnsafeMutableBytes { single in
                    let results = ResultView(
                        data: block.baseAddress, type: type, rows: 1, count: count, rowStride: 0, stride: 1)
                    results.store(0, 0..<count, numbers)
                    for index in 0..<count { type.store(numbers[index], single.baseAddress!, index) }
                    for index in 0..<count {
                        let (a, b) = (type.load(block.baseAddress!, index), type.load(single.baseAddress!, index))
                        #expect(a.bits == b.bits, "\(type) \(numbers[index])")
                    }
                }
            }
        }
    }
}
