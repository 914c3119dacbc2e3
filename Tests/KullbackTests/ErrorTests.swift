import Kullback
import Testing

@Suite struct ErrorTests {
    private let fair = [0.5, 0.5]

    @Test(arguments: scalarTypes) func noProbability(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for bad in [-0.25, .infinity, -.infinity] as [Element] {
                let (row, value) = ([0.5, bad, 0.5] as [Element], Double(bad))
                let good: [Element] = [0.25, 0.5, 0.25]
                expectError(.probability, .p, index: 1, value: value) { try entropy(of: row) }
                expectError(.probability, .p, index: 1, value: value) { try klDivergence(of: row, from: good) }
                expectError(.probability, .q, index: 1, value: value) { try klDivergence(of: good, from: row) }
                expectError(.probability, .q, index: 1, value: value) {
                    try jensenShannonDivergence(between: good, and: row, normalize: true)
                }
            }
        }
        try check(type)
    }

    @Test(arguments: [Space.logProbabilities, .logits]) func noLogarithm(_ space: Space) {
        let row = [0, Double.infinity]
        expectError(.probability, .p, index: 1, value: .infinity) { try entropy(of: row, space: space) }
        expectError(.probability, .q, index: 1, value: .infinity) {
            try klDivergence(of: [0, -.infinity], from: row, space: space)
        }
    }

    @Test func noProbabilityNextToNotANumber() {
        expectError(.probability, .p, index: 1, value: -1) { try entropy(of: [.nan, -1, 0.5]) }
        expectError(.probability, .p, index: 0, value: -1) { try entropy(of: [-1, .nan, 0.5], normalize: true) }
        expectError(.probability, .q, index: 0, value: -1) { try klDivergence(of: [.nan, 0.5], from: [-1, 2]) }
    }

    @Test func sumIsNotOne() {
        expectError(.sum, .p, value: 0.75) { try entropy(of: [0.5, 0.25]) }
        expectError(.sum, .q, value: 1.25) { try klDivergence(of: fair, from: [0.5, 0.75]) }
        expectError(.sum, .p, value: 0.75) { try klDivergence(of: [0.5, 0.25], from: [0.5, 0.75]) }
        expectError(.sum, .p, value: 2) { try entropy(of: [0, 0.0], space: .logProbabilities) }
        expectError(.sum, .p, value: 1 + 0x1p-10) { try entropy(of: [1 as Float, 0x1p-10]) }
    }

    @Test func sumTolerance() throws {
        let row = [0.5, 0.5 + 0x1p-19]
        expectError(.sum, .p, value: 1 + 0x1p-19) { try entropy(of: row) }
        expectError(.sum, .p, value: 1 + 0x1p-19) { try entropy(of: row, sumTolerance: 0x1p-20) }
        expectError(.sum, .p, value: 1 + 0x1p-19) { try entropy(of: row, sumTolerance: 0) }
        #expect(try entropy(of: row, sumTolerance: 0x1p-19) > 0)
        #expect(try entropy(of: fair, sumTolerance: 0) > 0)
    }

    @Test(arguments: [false, true]) func noMass(normalize: Bool) {
        expectError(.noMass, .p) { try entropy(of: [Double](), normalize: normalize) }
        expectError(.noMass, .p) { try entropy(of: [0, 0.0], normalize: normalize) }
        expectError(.noMass, .q) { try klDivergence(of: fair, from: [0, 0], normalize: normalize) }
        let masked = [-Double.infinity, -.infinity]
        expectError(.noMass, .p) { try entropy(of: masked, space: .logits) }
        expectError(.noMass, .q) { try klDivergence(of: fair, from: masked, space: .logits) }
        expectError(.noMass, .p) { try entropy(of: masked, space: .logProbabilities, normalize: normalize) }
    }

    @Test func differentLengths() {
        expectError(.shape, .q) { try klDivergence(of: fair, from: [1.0]) }
        expectError(.shape, .q) { try crossEntropy(of: fair, from: [0.5, 0.25, 0.25]) }
        expectError(.shape, .q) { try jeffreysDivergence(between: fair.span, and: [1.0].span) }
        expectError(.shape, .q) { try jensenShannonDistance(between: fair, and: []) }
        let (two, one) = (Rows([0.5, 0.5, 0.5, 0.5], columns: 2), Rows(fair, columns: 2))
        expectError(.shape, .q) { try klDivergence(of: two, from: one) }
    }

    @Test func options() {
        for temperature in [0, -1, .infinity, .nan] {
            let error = #expect(throws: DivergenceError.self) {
                try klDivergence(of: fair, from: fair, space: .logits(temperature: temperature))
            }
            #expect(error?.status == .option && error?.argument == .options)
        }
        for base in [1, 0.5, -2, .infinity, .nan] {
            let error = #expect(throws: DivergenceError.self) { try entropy(of: fair, unit: .base(base)) }
            #expect(error?.status == .option && error?.argument == .options)
        }
        expectError(.option, .options, value: 1) { try entropy(of: fair, unit: .base(1)) }
        expectError(.option, .options, value: -1e-9) { try entropy(of: fair, sumTolerance: -1e-9) }
        expectError(.option, .options, value: -2) { try entropy(of: fair, threads: -2) }
    }

    @Test(arguments: [1, 2, 3]) func firstInRowOrder(threads: Int) {
        var p = [Double](repeating: 0.25, count: 4 * 64)
        let q = p
        p[4 * 50 + 1] = -3
        p[4 * 17 + 3] = -2
        p[4 * 17 + 2] = 0.5
        let (pRows, qRows) = (Rows(p, columns: 4), Rows(q, columns: 4))
        expectError(.probability, .p, row: 17, index: 3, value: -2) {
            try klDivergence(of: pRows, from: qRows, threads: threads)
        }
        expectError(.probability, .q, row: 17, index: 3, value: -2) {
            try klDivergence(of: qRows, from: pRows, threads: threads)
        }
    }

    @Test func description() {
        let fractions = Rows([0.5, 0.5, 1, -0.5], columns: 2)
        describe("p, row 1, position 1: value -0.5: ", .probability) { try entropy(of: fractions) }
        describe("q, row 0: sum 0.75: ", .sum) { try klDivergence(of: fair, from: [0.5, 0.25]) }
        describe("p, row 0: ", .noMass) { try entropy(of: [Double]()) }
        describe("q: ", .shape) { try klDivergence(of: fair, from: [1.0]) }
        describe("options: value 0.0: ", .option) { try entropy(of: fair, space: .logits(temperature: 0)) }
        describe("scale_q, row 0, position 0: value -1.0: ", .parameter) {
            let normal = Normal(mean: 0, standardDeviation: 1)
            return try normal.klDivergence(from: Normal(mean: 0, standardDeviation: -1))
        }
    }

    /// Expects an error that is described by where it is and then by what its status means.
    private func describe<Result>(
        _ place: String, _ status: DivergenceError.Status, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws -> Result
    ) {
        let error = #expect(throws: DivergenceError.self, sourceLocation: sourceLocation) { _ = try body() }
        #expect(error?.description == "\(place)\(status.message)", sourceLocation: sourceLocation)
    }
}
