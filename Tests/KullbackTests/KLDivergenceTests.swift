import Foundation
import Kullback
import Testing

@Suite struct KLDivergenceTests {
    @Test func kullbackExample() throws {
        let (binomial, uniform) = ([9, 12, 4.0], [1, 1, 1.0])
        expect(try klDivergence(of: binomial, from: uniform, normalize: true), near: 0.0852996013183706)
        expect(try klDivergence(of: uniform, from: binomial, normalize: true), near: 0.0974550067853876)
    }

    @Test(arguments: scalarTypes) func coverAndThomasExample(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (fair, biased): ([Element], [Element]) = ([0.5, 0.5], [0.75, 0.25])
            expect(try klDivergence(of: fair, from: biased, unit: .bits), near: 0.207518749639422)
            expect(try klDivergence(of: biased, from: fair, unit: .bits), near: 0.188721875540867)
        }
        try check(type)
    }

    @Test func publishedValues() throws {
        expect(try klDivergence(of: [0.5, 0.5], from: [0.9, 0.1], unit: .bits), near: 0.7369655941662062)
        expect(try klDivergence(of: [0.8, 0.2], from: [0.1, 0.9]), near: 1.362737753988614)
        expect(try klDivergence(of: [0.4, 0.3, 0.3], from: [0.35, 0.35, 0.3]), near: 0.007167353101631558)
        expect(try klDivergence(of: [0.5, 0.3, 0.2], from: [0.6, 0.25, 0.15]), near: 0.02107210313156526)
        let (rising, flat) = ((1...10).map(Double.init), (20...29).map(Double.init))
        expect(try klDivergence(of: rising, from: flat, normalize: true), near: 0.09652967063165657)
    }

    @Test(arguments: scalarTypes) func ofARowFromItself(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            for count in awkwardLengths {
                let p: [Element] = randomRow(count, seed: 5, zeros: count > 16)
                #expect(try klDivergence(of: p, from: p) == 0)
                #expect(try klDivergence(of: p, from: p, space: .logits) == 0)
            }
        }
        try check(type)
    }

    @Test func proportionalWeights() throws {
        #expect(try klDivergence(of: [1, 2, 3, 0], from: [3, 6, 9, 0], normalize: true) == 0)
        #expect(try klDivergence(of: [1, 2, 3, 0], from: [8, 16, 24, 0], normalize: true) == 0)
    }

    @Test(arguments: [0x1p-8, 0x1p-20, 0x1p-30, 0x1p-50]) func nearlyEqualRows(_ epsilon: Double) throws {
        // Σ over n of (2ε)^2n / (2n (2n - 1)), for (½ + ε, ½ - ε) from (½, ½).
        let x = 4 * epsilon * epsilon
        let expected = x * (1 / 2 + x * (1 / 12 + x * (1 / 30 + x / 56)))
        expect(try klDivergence(of: [0.5 + epsilon, 0.5 - epsilon], from: [0.5, 0.5]), near: expected)
    }

    @Test(arguments: scalarTypes) func zeros(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            #expect(try klDivergence(of: [0.5, 0.5] as [Element], from: [1, 0]) == .infinity)
            #expect(try klDivergence(of: [1, 0] as [Element], from: [1, -0.0]) == 0)
            expect(try klDivergence(of: [1, 0] as [Element], from: [0.5, 0.5], unit: .bits), near: 1)
            let masked = -Element.infinity
            #expect(try klDivergence(of: [0, 0] as [Element], from: [0, masked], space: .logits) == .infinity)
            expect(try klDivergence(of: [0, masked] as [Element], from: [0, 0], space: .logits), near: log(2))
        }
        try check(type)
    }

    @Test(arguments: scalarTypes) func notANumber(_ type: any Scalar.Type) throws {
        func check<Element: Scalar>(_: Element.Type) throws {
            let (good, bad): ([Element], [Element]) = ([0.5, 0.5], [0.5, .nan])
            for space in [Space.probabilities, .logits] {
                #expect(try klDivergence(of: bad, from: good, space: space).isNaN)
                #expect(try klDivergence(of: good, from: bad, space: space).isNaN)
            }
            #expect(try klDivergence(of: bad, from: [1, 0]).isNaN)
        }
        try check(type)
    }

    @Test(arguments: [0x1p-1074, 0x1p-1000, 1, 0x1p1020]) func weightsOfAnySize(_ scale: Double) throws {
        let expected = 0.75 * log(1.5) - 0.25 * log(2)
        let (p, q) = ([3 * scale, scale], [2 * scale, 2 * scale])
        expect(try klDivergence(of: p, from: q, normalize: true), near: expected)
        expect(try klDivergence(of: p, from: [1, 1], normalize: true), near: expected)
    }

    @Test func sumThatOverflows() throws {
        let largest = Double.greatestFiniteMagnitude
        let expected = 0.75 * log(1.5) - 0.25 * log(2)
        expect(
            try klDivergence(of: [largest, largest / 3], from: [largest, largest], normalize: true), near: expected)
    }

    @Test func sumWithinTheTolerance() throws {
        let exact = try klDivergence(of: [0.5, 0.5], from: [0.75, 0.25])
        let (p, q) = ([0.5, 0.5].map { $0 * (1 + 0x1p-21) }, [0.75, 0.25].map { $0 * (1 - 0x1p-21) })
        expect(try klDivergence(of: p, from: q), near: exact)
    }

    @Test(arguments: [(1.0, 0.4671829554037963), (3.0, 0.1205097209002664)])
    func teacherAndStudent(temperature: Double, expected: Double) throws {
        let (teacher, student) = ([5, 2, 0.5], [2, 1.5, 1])
        let space = Space.logits(temperature: temperature)
        expect(try klDivergence(of: teacher, from: student, space: space), near: expected)
    }

    @Test func fourLogits() throws {
        let (teacher, student) = ([2, 1, 0.5, -0.5], [1.5, 1.2, 0.3, -0.3])
        let value = try klDivergence(of: teacher, from: student, space: .logits(temperature: 2))
        expect(value, near: 0.01230718336372057)
    }

    @Test func logitsAreRelative() throws {
        let (p, q) = ([5, 2, 0.5], [2, 1.5, 1.0])
        let moved = try klDivergence(of: p.map { $0 + 4096 }, from: q.map { $0 - 512 }, space: .logits)
        #expect(try moved.bits == klDivergence(of: p, from: q, space: .logits).bits)
    }

    @Test func logarithms() throws {
        let (p, q): ([Double], [Double]) = ([0.5, 0.5, 0], [0.25, 0.5, 0.25])
        let ofLogarithms = try klDivergence(of: p.map { log($0) }, from: q.map { log($0) }, space: .logProbabilities)
        expect(ofLogarithms, near: log(2) / 2)
    }

    @Test func floatIsDoubleRounded() throws {
        for count in awkwardLengths.dropFirst() {
            let (p, q): ([Float], [Float]) = (randomRow(count, seed: 6, zeros: true), randomRow(count, seed: 7))
            let exact = try klDivergence(of: p.map(Double.init), from: q.map(Double.init), sumTolerance: 1e-4)
            expect(try klDivergence(of: p, from: q), near: exact)
        }
    }

    @Test func spanIsArray() throws {
        let (p, q): ([Double], [Double]) = (randomRow(1000, seed: 1), randomRow(1000, seed: 2))
        #expect(try klDivergence(of: p.span, from: q.span).bits == klDivergence(of: p, from: q).bits)
    }
}
