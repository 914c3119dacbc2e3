import Kullback
import Testing

private let pLogits: [Double] = [2, 0, 1, -1, 0, 1, 0, 0.5, 3, -2, 0, 0]
private let qLogits: [Float] = [2, 0.5, 1, -1, 0.25, 0.5, 0, 0.5, 3, -2, 0.125, 0]
private let labels = [0, 1, 3]

@Suite struct ModelComparisonTests {
    /// The C test's example: from the definitions, with mpmath at 50 digits.
    @Test func report() throws {
        var comparison = ModelComparison()
        try comparison.add(p: pLogits, q: qLogits, columns: 4, labels: labels)
        let report = try comparison.report()
        #expect(report.tokens == 3 && report.labelled == 3 && report.infinite == 0 && report.nan == 0)
        expect(report.kl.value, near: 0.018097733452496455)
        expect(report.kl.standardError, near: 0.012624542799744768, within: 1e-13)
        expect(report.labels.probabilityChangeRMS.value, near: 0.078507128482702329, within: 1e-13)
        expect(report.labels.perplexityRatio.standardError, near: 0.13095956034211909, within: 1e-13)
        expect(report.labels.nllCorrelation, near: 0.99182345328068912, within: 1e-13)
        #expect(report.klQuantiles.median == comparison.tokens[0]?.kl)
        #expect(report.klQuantiles.maximum == comparison.tokens[1]?.kl)
        #expect(report.klQuantiles.minimum == comparison.tokens[2]?.kl)
    }

    @Test func chunksMakeNoDifference() throws {
        var whole = ModelComparison()
        try whole.add(p: pLogits, q: qLogits, columns: 4, labels: labels)
        var first = ModelComparison()
        var second = ModelComparison(threads: 2)
        try first.add(p: Array(pLogits[..<4]), q: Array(qLogits[..<4]), columns: 4, labels: [0])
        try second.add(p: Array(pLogits[4...]), q: Array(qLogits[4...]), columns: 4, labels: [1, 3])
        first.merge(second)
        #expect(first.tokens == whole.tokens)
    }

    @Test func aModelAndItself() throws {
        var comparison = ModelComparison(temperature: 0.5)
        try comparison.add(p: pLogits, q: pLogits, columns: 4, labels: labels)
        let report = try comparison.report()
        #expect(report.kl.value == 0 && report.kl.standardError == 0)
        #expect(report.labels.perplexityRatio.value == 1 && report.labels.perplexityChange.value == 0)
        #expect(report.labels.probabilityChangeRMS.standardError == 0 && report.labels.nllCorrelation == 1)
    }

    @Test func ignoredLabelsAndNone() throws {
        var comparison = ModelComparison(ignoredLabel: 1)
        try comparison.add(p: pLogits, q: qLogits, columns: 4, labels: labels)
        #expect(comparison.tokens[1] == nil && comparison.tokens[2] != nil)
        try comparison.add(p: pLogits, q: qLogits, columns: 4)
        let report = try comparison.report()
        #expect(report.tokens == 5 && report.labelled == 2)
        #expect(report.labels.nllP.count == 2 && report.kl.count == 5)
    }

    @Test func errors() throws {
        var comparison = ModelComparison()
        expectError(.parameter, .labels, row: 1, value: 4) {
            try comparison.add(p: pLogits, q: qLogits, columns: 4, labels: [0, 4, 3])
        }
        expectError(.shape, .labels) { try comparison.add(p: pLogits, q: qLogits, columns: 4, labels: [0]) }
        expectError(.probability, .p, row: 0, index: 1, value: .infinity) {
            try comparison.add(p: [0, Double.infinity], q: [0, 0.0], columns: 2)
        }
        expectError(.count, .tokens) { try comparison.report() }
        var cold = ModelComparison(temperature: 0)
        expectError(.option, .p) { try cold.add(p: pLogits, q: qLogits, columns: 4) }
        #expect(comparison.tokens.isEmpty)
    }
}
