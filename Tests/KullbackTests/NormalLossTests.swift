import Foundation
import Kullback
import Testing

@Suite struct NormalLossTests {
    /// Values and derivatives by hand: (e - 2) / 2 and (e - 1) / 2 at a log-variance of 1.
    @Test(arguments: scalarTypes) func variational(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let p = NormalRows<Element>(
                means: Rows([1, 0, 2, 0], columns: 2), spreads: Rows([0, 1, 0, 0], columns: 2))
            let loss = try normalLoss(of: p, options: LossOptions(reduction: .batchMean, factor: 2))
            let tolerance = Element.self == Double.self ? 1e-14 : 1e-6
            #expect(abs(loss.values[0] / 2.859140914229523 - 1) < tolerance)
            #expect(loss.gradients[0].map(Double.init) == [1, 0, 2, 0])
            #expect(abs(Double(loss.gradients[1][1]) / 0.8591409142295226 - 1) < tolerance)
        }
        try check(type)
    }

    @Test func normals() throws {
        let p = NormalRows(means: Rows([0.0], columns: 1), spreads: Rows([2], columns: 1))
        let q = NormalRows(means: Rows([1.0], columns: 1), spreads: Rows([1], columns: 1))
        let loss = try normalLoss(of: p, from: q, spread: .standardDeviation)
        expect(loss.values[0], near: 1.3068528194400547)
        #expect(loss.gradients == [[-1], [1.5], [1], [-4]])
    }

    @Test func freeBits() throws {
        let p = NormalRows(means: Rows([1.0, 0.1, 0.5, 0.1], columns: 2), spreads: Rows([0, 0, 0, 0], columns: 2))
        let each = try normalLoss(of: p, freeBits: .perSample(0.2))
        expect(each.values[0], near: 0.7)
        expect(each.values[1], near: 0.4)
        #expect(each.gradients[0] == [1, 0, 0, 0])
        let batch = try normalLoss(of: p, freeBits: .overBatch(0.2), options: LossOptions(reduction: .sum))
        expect(batch.values[0], near: 0.625 + 0.4)
        #expect(batch.gradients[0] == [1, 0, 0.5, 0])
        #expect(throws: DivergenceError.self) { try normalLoss(of: p, freeBits: .overBatch(0.2)) }
        #expect(throws: DivergenceError.self) { try normalLoss(of: p, freeBits: .perSample(-1)) }
    }

    @Test func badParameter() {
        let p = NormalRows(means: Rows([0.0, 0], columns: 1), spreads: Rows([1, 0], columns: 1))
        #expect(throws: DivergenceError(.parameter, .scaleP, row: 1, index: 0)) {
            try normalLoss(of: p, spread: .standardDeviation)
        }
    }

    @Test func tokens() throws {
        let p = Rows([-1.0, -2, -1, .nan], columns: 2)
        let q = Rows([-2.0, -2, 0, 0], columns: 2)
        let mask = [true, true, true, false]
        let k3 = try tokenEstimates(.k3, of: p, from: q, mask: mask)
        expect(k3.values[0], near: 0.36787944117144233)
        expect(k3.values[2], near: 0.7182818284590452)
        expect(k3.gradient[0], near: 0.6321205588285577)
        #expect(k3.values[1] == 0 && k3.values[3] == 0 && k3.gradient[3] == 0)
        let k2 = try tokenEstimates(.k2, of: p, from: q, mask: mask, reduction: .meanOfMeans)
        expect(k2.values[0], near: (0.25 + 0.5) / 2)
        #expect(k2.gradient == [0.25, 0, -0.5, 0])
        #expect(throws: DivergenceError.self) { try tokenEstimates(.k1, of: p, from: q, mask: [true]) }
    }
}
