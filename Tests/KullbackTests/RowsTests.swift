import Foundation
import Kullback
import Testing

@Suite struct RowsTests {
    private static let (rows, columns) = (5, 1100)

    /// A batch of 5 rows of 1100, as separate rows and one after the other.
    private func batch<Element: Scalar>(_ type: Element.Type, seed: UInt64) -> (rows: [[Element]], all: [Element]) {
        let rows: [[Element]] = (0..<Self.rows).map { randomWeights(Self.columns, seed: seed + UInt64($0)) }
        return (rows, rows.flatMap { $0 })
    }

    /// What the batched functions should give: the single ones, row by row.
    private func expected<Element: Scalar>(_ p: [[Element]], _ q: [[Element]]) throws -> [[UInt64]] {
        let ofRows = try zip(p, q).map { try discreteBits($0, $1) }
        return ofRows[0].indices.map { quantity in ofRows.map { $0[quantity] } }
    }

    @Test(arguments: scalarTypes) func contiguous(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q) = (batch(Element.self, seed: 1), batch(Element.self, seed: 100))
            let bits = try discreteBits(Rows(p.all, columns: Self.columns), Rows(q.all, columns: Self.columns))
            #expect(try bits == expected(p.rows, q.rows))
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func columnMajor(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q) = (batch(Element.self, seed: 1), batch(Element.self, seed: 100))
            let transposed = (0..<Self.columns).flatMap { column in p.rows.map { $0[column] } }
            let pRows = Rows(transposed, rows: Self.rows, columns: Self.columns, rowStride: 1, stride: Self.rows)
            #expect(try discreteBits(pRows, Rows(q.all, columns: Self.columns)) == expected(p.rows, q.rows))
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func backwards(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q) = (batch(Element.self, seed: 1), batch(Element.self, seed: 100))
            let pRows = Rows(
                Array(p.all.reversed()), rows: Self.rows, columns: Self.columns, offset: p.all.count - 1,
                rowStride: -Self.columns, stride: -1)
            #expect(try discreteBits(pRows, Rows(q.all, columns: Self.columns)) == expected(p.rows, q.rows))
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func oneRowWithMany(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (p, q) = (batch(Element.self, seed: 1), batch(Element.self, seed: 100))
            let third = Rows(
                q.all, rows: Self.rows, columns: Self.columns, offset: 2 * Self.columns, rowStride: 0, stride: 1)
            let copies = [[Element]](repeating: q.rows[2], count: Self.rows)
            #expect(try discreteBits(Rows(p.all, columns: Self.columns), third) == expected(p.rows, copies))
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func oneElementForAll(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let rows = Rows<Element>([7], rows: 2, columns: 5000, rowStride: 0, stride: 0)
            let values = try entropy(of: rows, normalize: true)
            #expect(values.count == 2)
            for value in values { expect(value, near: log(5000)) }
        }
        try check(type)
    }

    @Test func wholeRowsOnly() throws {
        let rows = Rows([0.5, 0.5, 0.25, 0.75, 1], columns: 2)
        #expect(rows.rows == 2)
        let values = try entropy(of: rows, unit: .bits)
        #expect(values.count == 2)
        expect(values[0], near: 1)
    }

    @Test func noRows() throws {
        #expect(try entropy(of: Rows([Double](), columns: 3)).isEmpty)
        #expect(try entropy(of: Rows([0.5, 0.5], columns: 0)).isEmpty)
        let nowhere = Rows([0.5], rows: 0, columns: 4, offset: .max, rowStride: .max, stride: .min)
        #expect(try klDivergence(of: nowhere, from: nowhere).isEmpty)
    }

    @Test func rowsOfNothing() {
        let rows = Rows([Double](), rows: 2, columns: 0, rowStride: 0, stride: 1)
        expectError(.noMass, .p) { try entropy(of: rows) }
    }

    @Test(arguments: [
        Rows([0.5, 0.5, 1], rows: 2, columns: 2, rowStride: 2, stride: 1),
        Rows([0.5, 0.5, 1], rows: 1, columns: 2, offset: 2, rowStride: 0, stride: 1),
        Rows([0.5, 0.5, 1], rows: 1, columns: 2, offset: -1, rowStride: 0, stride: 1),
        Rows([0.5, 0.5, 1], rows: 1, columns: 2, offset: 0, rowStride: 0, stride: -1),
        Rows([0.5, 0.5, 1], rows: 2, columns: 1, offset: 0, rowStride: -1, stride: 1),
        Rows([0.5, 0.5, 1], rows: 2, columns: 2, offset: 1, rowStride: .max, stride: .max),
        Rows([0.5, 0.5, 1], rows: 3, columns: 2, offset: 1, rowStride: .min, stride: 1),
        Rows([0.5, 0.5, 1], rows: 2, columns: 2, offset: .max, rowStride: 1, stride: 1),
        Rows([0.5, 0.5, 1], rows: .max, columns: .max, rowStride: 1, stride: 1),
        Rows([Double](), rows: 1, columns: 1, rowStride: 0, stride: 0),
        Rows([0.5, 0.5, 1], rows: -1, columns: 1, rowStride: 0, stride: 0),
        Rows([0.5, 0.5, 1], rows: 1, columns: -1, rowStride: 0, stride: 0),
    ]) func outsideTheElements(_ rows: Rows<Double>) {
        let good = Rows([0.5, 0.5], rows: rows.rows, columns: rows.columns, rowStride: 0, stride: 0)
        expectError(.stride, .p) { try entropy(of: rows) }
        expectError(.stride, .logRatio) { try estimateKLDivergence(logRatios: rows) }
        if rows.rows > 0, rows.columns > 0 {
            expectError(.stride, .q) { try klDivergence(of: good, from: rows) }
        }
    }

    @Test func estimates() throws {
        let (ratios, all) = batch(Double.self, seed: 9)
        let estimates = try estimateKLDivergence(logRatios: Rows(all, columns: Self.columns))
        let single = try ratios.map { try estimateKLDivergence(logRatios: $0) }
        #expect(estimates.map(\.bits) == single.map(\.bits))
        let reversed = Rows(
            Array(all.reversed()), rows: Self.rows, columns: Self.columns, offset: all.count - 1,
            rowStride: -Self.columns, stride: -1)
        #expect(try estimateKLDivergence(logRatios: reversed).map(\.bits) == single.map(\.bits))
    }
}
