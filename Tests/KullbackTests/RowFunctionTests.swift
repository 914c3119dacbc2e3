import Kullback
import Testing

@Suite struct RowFunctionTests {
    @Test func smoothing() throws {
        #expect(try smooth([3.0, 0, 1, 0], by: .laplace) == [0.5, 0.125, 0.25, 0.125])
        #expect(try smooth([3, 0, 1, 0], by: .laplace) == [0.5, 0.125, 0.25, 0.125])
        #expect(try smooth([3, 0, 1, 2] as [Float], by: .jeffreys) == [0.4375, 0.0625, 0.1875, 0.3125])
        #expect(try smooth([3.0, 0, 1, 0], by: .mixing(0.5)) == [0.5, 0.125, 0.25, 0.125])
        #expect(try smooth([1, 2, .nan], by: .laplace).allSatisfy(\.isNaN))
        let columns = try smooth(Rows([3.0, 1, 1, 1], rows: 2, columns: 2, rowStride: 1, stride: 2), by: .additive(0))
        #expect(columns.elements == [0.75, 0.25, 0.5, 0.5] && columns.rows == 2 && columns.columns == 2)
    }

    @Test func errorsOfSmoothing() {
        expectError(.probability, .p, row: 1, index: 0, value: -1) {
            try smooth(Rows([1.0, 1, -1, 1], columns: 2), by: .laplace)
        }
        expectError(.noMass, .p) { try smooth([Double](), by: .laplace) }
        expectError(.noMass, .p) { try smooth([0, 0], by: .additive(0)) }
        expectError(.option, .amount, value: -1) { try smooth([1.0], by: .additive(-1)) }
        expectError(.option, .amount, value: 2) { try smooth([1.0], by: .mixing(2)) }
        expectError(.stride, .p) { try smooth(Rows([1.0], rows: 2, columns: 2, rowStride: 2, stride: 1), by: .laplace) }
        expectError(.count, .result) {
            try smooth(Rows([1.0], rows: 1 << 50, columns: 1 << 50, rowStride: 0, stride: 0), by: .laplace)
        }
    }

    @Test func coarseGraining() throws {
        let (p, map) = ([3.0, 0, 1, 2], [2, 0, 2, 0])
        #expect(try coarseGrain(p, binMap: map, groups: 3) == [2, 0, 4])
        #expect(try coarseGrain([3, 0, 1, 2], binMap: map, groups: 3) == [2, 0, 4])
        let rows = try coarseGrain(Rows(p + p.reversed(), columns: 4), binMap: map, groups: 3)
        #expect(rows.elements == [2, 0, 4, 4, 0, 2] && rows.rows == 2)
        expectError(.parameter, .binMap, index: 0, value: 2) { try coarseGrain(p, binMap: map, groups: 2) }
        expectError(.shape, .binMap) { try coarseGrain(p, binMap: [0], groups: 2) }
        expectError(.count, .result) { try coarseGrain(p, binMap: map, groups: -1) }
        expectError(.probability, .p, index: 1, value: -1) { try coarseGrain([1, -1], binMap: [0, 0], groups: 1) }
    }
}
