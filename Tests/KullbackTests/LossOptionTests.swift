import Testing

@testable import Kullback

/// Weights, masks, types and losses of one side, of labels and of teachers; expected values from mpmath at 40 digits.
@Suite struct LossOptionTests {
    private let p = Rows<Double>([1.5, -0.25, 0.5, -2], columns: 4)
    private let q = Rows<Float>([-0.5, 0.75, 1, 0.25], columns: 4)

    @Test func oneSide() throws {
        let space = Space.logits(temperature: 2)
        let entropy = try loss(.entropy, of: p, space: space)
        expect(entropy.values[0], near: 1.229612999728785278722)
        let gradient = [
            -0.1006852105633607056596, 0.04103375967285821240139, 0.007944152939308480377226, 0.05170729795119401288096,
        ]
        for index in 0..<4 { expect(entropy.gradientP[index], near: gradient[index], within: 1e-13) }
        let uniform = try loss(.klToUniform, of: p, space: space)
        expect(uniform.values[0], near: 0.1566813613911053401129)
        for index in 0..<4 { expect(uniform.gradientP[index], near: -gradient[index], within: 1e-13) }
        let sum = try loss(.logSumExp, of: p, space: space)
        expect(sum.values[0], near: 1.537168631601598642364)
        expect(sum.gradientP[0], near: 0.2275658089841870828491)
        #expect(sum.gradientQ.isEmpty)
        #expect(try loss(.logSumExp, of: p, gradient: false).gradientP.isEmpty)
    }

    @Test func teacherAndLabel() throws {
        let parts = Distillation(temperature: 3, softWeight: 0.75, hardWeight: 0.25)
        let found = try distillationLoss(parts, of: p, from: q, labels: [2])
        expect(found.values[0], near: 1.091551226862942599896)
        let gradient = [
            -0.434663962754522161729, 0.2194367344854549884417, -0.09169137052902271338997, 0.3069185987980898866773,
        ]
        for index in 0..<4 { expect(found.gradientQ[index], near: gradient[index]) }
        // Without a part for labels, it is the divergence of softened rows.
        let soft = try distillationLoss(
            Distillation(temperature: 3, multipliesTemperatureSquared: false), of: p, from: q, by: .jensenShannon())
        let space = Space.logits(temperature: 3)
        let plain = try loss(.jensenShannon(), of: p, from: q, spaceP: space, spaceQ: space)
        #expect(soft.values == plain.values)
        #expect(soft.gradientQ == plain.gradientQ)
    }

    @Test func decoupled() throws {
        let found = try decoupledKL(of: p, from: q, mseWeight: 2, ceWeight: 0.5)
        expect(found.values[0], near: 2.759066256268527439705)
        let ofP = [
            1.270368631233550902391, -0.4425653294892612639811, -0.702868591210811812886, -0.1249347105334778255239,
        ]
        let ofQ = [
            -0.2730067567893811318247, 0.10210130373495888283, 0.08505645038287485036565, 0.08584900267154739862904,
        ]
        for index in 0..<4 {
            expect(found.gradientP[index], near: ofP[index], within: 1e-13)
            expect(found.gradientQ[index], near: ofQ[index])
        }
    }

    /// -1/2 D(P ‖ Q) + 3 D(Q ‖ P), twice that over two rows; the row between them is not read.
    @Test func weightsAndMask() throws {
        let nan = [Double](repeating: .nan, count: 4)
        let (a, b) = (p.elements, q.elements.map { Double($0) })
        let options = LossOptions(
            reduction: .batchMean, factor: 2, rowWeights: [-0.5, .infinity, 3], mask: [true, false, true])
        let found = try loss(
            .kl, of: Rows(a + nan + b, columns: 4), from: Rows(b + nan + a, columns: 4), options: options)
        expect(found.values[0], near: 1.959312480136225940035)
        expect(found.gradientQ[0], near: 0.2730067567893811318247, within: 1e-13)
        #expect(found.gradientQ[4..<8].allSatisfy { $0 == 0 })
        expect(found.gradientQ[8], near: 1.638040540736286790948, within: 1e-13)
        let none = try loss(.kl, of: p, from: q, options: LossOptions(reduction: .sum, mask: [false]))
        #expect(none.values == [0])
    }

    /// Values of halves are those of the same numbers as doubles, and gradients these, rounded.
    @Test func halves() throws {
        let (a, b) = ([1.5, -0.25, 0.5, -2], [-0.5, 0.75, 1, 0.25])
        let exact = try loss(
            .kl, of: Rows<Double>(a, columns: 4), from: Rows<Double>(b, columns: 4), gradients: (true, true))
        let found = try loss(
            .kl, of: Rows<BFloat16>(a.map { BFloat16($0) }, columns: 4),
            from: Rows<Float16>(b.map { Float16($0) }, columns: 4),
            gradients: (true, true))
        expect(found.values[0], near: exact.values[0], within: 1e-6)
        #expect(found.gradientP == exact.gradientP.map { BFloat16($0) })
        #expect(found.gradientQ == exact.gradientQ.map { Float16($0) })
        let row = try logSoftmax(Rows<BFloat16>([BFloat16(40.0), BFloat16()], columns: 2))
        // exp(-40) to eight bits
        #expect(row == [BFloat16(-4.248354255291589e-18), BFloat16(-40.0)])
        let wide = try logSoftmax(Rows([Float16(40), 0], columns: 2), as: Float.self)
        #expect(wide == [-4.248354255291589e-18, -40])
        // Rows of bfloat16 need not add up to one within 1e-4.
        let third = BFloat16(1 / 3.0)
        let entropy = try loss(.entropy, of: Rows([third, third, third], columns: 3), space: .probabilities)
        expect(entropy.values[0], near: 1.0986122886681098, within: 1e-6)
    }

    @Test func roundingToBFloat16() {
        #expect(BFloat16(Float(1)).bitPattern == 0x3f80)
        // Ties go to the even neighbour, above and below.
        #expect(BFloat16(Float(1 + 0x1p-8)).bitPattern == 0x3f80)
        #expect(BFloat16(Float(1 + 0x3p-8)).bitPattern == 0x3f82)
        // More than a tie, by less than a float shows.
        #expect(BFloat16(1 + 0x1p-8 + 0x1p-40).bitPattern == 0x3f81)
        #expect(BFloat16(Float.greatestFiniteMagnitude).bitPattern == 0x7f80)
        #expect(BFloat16(-Float.leastNonzeroMagnitude).bitPattern == 0x8000)
        #expect(BFloat16(Float.nan).bitPattern == 0x7fc0)
        #expect(Float(BFloat16(bitPattern: 0xc120)) == -10)
        #expect(BFloat16(bitPattern: 0x8000) == BFloat16() && BFloat16(Float.nan) != BFloat16(Float.nan))
    }

    @Test func errors() {
        expectError(.shape, .mask) {
            try loss(.kl, of: self.p, from: self.q, options: LossOptions(mask: [true, true]))
        }
        expectError(.shape, .rowWeights) { try loss(.entropy, of: self.p, options: LossOptions(rowWeights: [])) }
        expectError(.parameter, .rowWeights, index: 0, value: .infinity) {
            try loss(.entropy, of: self.p, options: LossOptions(rowWeights: [.infinity]))
        }
        expectError(.option, .options, value: .infinity) {
            try decoupledKL(of: self.p, from: self.q, options: LossOptions(factor: .infinity))
        }
        expectError(.option, .p) { try loss(.logSumExp, of: self.p, space: .logProbabilities) }
        expectError(.option, .q, value: 0) { try decoupledKL(of: self.p, from: self.q, temperatures: (1, 0)) }
        expectError(.option, .distillation, value: -1) {
            try distillationLoss(Distillation(temperature: -1), of: self.p, from: self.q)
        }
        expectError(.nullPointer, .labels) {
            try distillationLoss(Distillation(hardWeight: 1), of: self.p, from: self.q)
        }
        expectError(.parameter, .labels, value: 4) { try distillationLoss(of: self.p, from: self.q, labels: [4]) }
        expectError(.shape, .student) {
            try distillationLoss(of: self.p, from: Rows<Double>([1, 2], columns: 2), options: LossOptions())
        }
    }
}
