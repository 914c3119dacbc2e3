import KullbackPlatform

/// Members of one family: a batch of numbers per parameter.
package struct Distributions {
    let family: Family
    let parameters: (RowView, RowView)

    package init(_ family: Family, _ first: RowView, _ second: RowView) {
        self.family = family
        parameters = (first, second)
    }
}

/// What a kernel of closed forms reads: up to four batches of one shape, nil where there is none.
package struct DistributionColumns {
    private var views: [4 of RowView?] = [nil, nil, nil, nil]
    let families: (p: Family, q: Family?)
    let settings: Settings
    package let rows: Int
    package let count: Int

    package init(
        _ p: Distributions, _ q: Distributions?, x: RowView? = nil, _ options: Options
    ) throws(DivergenceError) {
        guard options.space == .probabilities, !options.normalize, options.sumTolerance == nil else {
            throw DivergenceError(.option, .options)
        }
        settings = try Settings(options, .f64)
        families = (p.family, q?.family)
        (rows, count) = (p.parameters.0.rows, p.parameters.0.count)
        try add(p, 0, (.firstP, .secondP))
        if let q { try add(q, 2, (.firstQ, .secondQ)) }
        if let x { try add(x, 2, .x) }
        let (elements, overflow) = rows.multipliedReportingOverflow(by: count)
        guard !overflow, elements <= largestCount else { throw DivergenceError(.count, .firstP) }
    }

    private mutating func add(
        _ members: Distributions, _ column: Int, _ arguments: (DivergenceError.Argument, DivergenceError.Argument)
    ) throws(DivergenceError) {
        try add(members.parameters.0, column, arguments.0)
        guard members.family.parameterCount == 2 else { return }
        try add(members.parameters.1, column + 1, arguments.1)
    }

    private mutating func add(
        _ view: RowView, _ column: Int, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        let view = try view.validated(as: argument)
        guard view.rows == rows, view.count == count else { throw DivergenceError(.shape, argument) }
        views[column] = view
    }

    var elements: Int { rows * count }

    /// Calls `body` with the columns of at most a block of a row, where they lie or copied, and room for as many results.
    @inline(__always)
    func withRun(
        _ row: Int, _ range: Range<Int>,
        _ body: (UnsafePointer<UnsafePointer<Double>?>, UnsafeMutablePointer<Double>) -> Void
    ) {
        withRoom { room in
            var pointers: [4 of UnsafePointer<Double>?] = [nil, nil, nil, nil]
            for column in 0..<4 {
                guard let view = views[column] else { continue }
                let block = UnsafeMutableRawPointer(room + column * Int(kernel_block_length))
                pointers[column] =
                    view.isDirect
                    ? view.run(row, range) : view.read(row, range, block.assumingMemoryBound(to: Block.self))
            }
            pointers.span.withUnsafeBufferPointer { body($0.baseAddress!, room + 4 * Int(kernel_block_length)) }
        }
    }

    /// Whether memory that the columns are read from is written to before it is read, when results are stored block
    /// by block: not where they take the place of a column, element by element.
    func overlaps(_ result: ResultView) -> Bool {
        for column in 0..<4 {
            guard let view = views[column], view.isWithinReach(of: result) else { continue }
            let isInPlace =
                view.data == UnsafeRawPointer(result.data) && view.type == result.type
                && view.rowStride == result.rowStride && view.stride == result.stride
            if !isInPlace { return true }
        }
        return false
    }

    /// Throws the error for the first parameter, in the order of rows, that is outside its domain.
    func checkDomains() throws(DivergenceError) {
        let flags = try Buffer(Bool.self, runs.count)
        parallel(runs.count, threads: runs.threads) { task in
            var isOutside = false
            runs.forEachBlock(of: task) { row, range in
                withRun(row, range) { pointers, _ in isOutside = isOutside || self.isOutside(pointers, range.count) }
            }
            flags.base[task] = isOutside
        }
        for task in 0..<runs.count where flags.base[task] { throw parameterError() }
    }

    private func isOutside(_ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int) -> Bool {
        if closedForms.pointee.outside(families.p.rawValue, columns, count) != 0 { return true }
        guard let q = families.q else { return false }
        return closedForms.pointee.outside(q.rawValue, columns + 2, count) != 0
    }

    private func parameterError() -> DivergenceError {
        for row in 0..<rows {
            if let error = parameterError(row, 0, families.p, (.firstP, .secondP)) { return error }
            if let q = families.q, let error = parameterError(row, 2, q, (.firstQ, .secondQ)) { return error }
        }
        return DivergenceError(.parameter)
    }

    private func parameterError(
        _ row: Int, _ column: Int, _ family: Family, _ arguments: (DivergenceError.Argument, DivergenceError.Argument)
    ) -> DivergenceError? {
        guard let first = views[column] else { return nil }
        for index in 0..<count {
            let values: [2 of Double] = [first[row, index], views[column + 1]?[row, index] ?? 0]
            let outside = withUnsafePointer(to: values[0]) { first in
                withUnsafePointer(to: values[1]) { second in
                    let pointers: [2 of UnsafePointer<Double>?] = [first, second]
                    return pointers.span.withUnsafeBufferPointer {
                        closedForms.pointee.outside(family.rawValue, $0.baseAddress!, 1)
                    }
                }
            }
            if outside & 1 != 0 {
                return DivergenceError(.parameter, arguments.0, row: row, index: index, value: values[0])
            }
            if outside != 0 {
                return DivergenceError(.parameter, arguments.1, row: row, index: index, value: values[1])
            }
        }
        return nil
    }

    /// The work, in runs of at most a chunk of a row.
    var runs: ElementRuns { ElementRuns(rows: rows, count: count, asked: settings.threads) }
}

extension Family {
    package var parameterCount: Int { Int(closedForms.pointee.parameter_count(rawValue)) }
}

var closedForms: UnsafePointer<closed_form_functions> { platform_closed_forms() }

/// The elements of a batch in runs of at most a chunk of a row, or of several short rows.
struct ElementRuns {
    let count: Int
    let threads: Int
    private let rows: Int
    private let length: Int
    private let chunksPerRow: Int
    private let rowsPerRun: Int

    /// A closed form costs as much as several elements of a sum.
    private static var elementCost: Int { 8 }

    init(rows: Int, count: Int, asked: Int) {
        self.rows = rows
        length = count
        chunksPerRow = max(1, (count + chunkLength - 1) / chunkLength)
        rowsPerRun = chunksPerRow > 1 ? 1 : max(1, chunkLength / max(1, count))
        self.count = count == 0 ? 0 : (rows + rowsPerRun - 1) / rowsPerRun * chunksPerRow
        let (cost, overflow) = (rows * count).multipliedReportingOverflow(by: Self.elementCost)
        threads = threadCount(asked: asked, elements: overflow ? .max : cost)
    }

    @inline(__always)
    func forEachBlock(of run: Int, _ body: (_ row: Int, _ range: Range<Int>) -> Void) {
        let (group, chunk) = (run / chunksPerRow, run % chunksPerRow)
        let end = min((chunk + 1) * chunkLength, length)
        for row in group * rowsPerRun..<min((group + 1) * rowsPerRun, rows) {
            for start in stride(from: chunk * chunkLength, to: end, by: Int(kernel_block_length)) {
                body(row, start..<min(start + Int(kernel_block_length), end))
            }
        }
    }
}

extension RowView {
    /// Whether the two may share memory.
    func isWithinReach(of result: ResultView) -> Bool {
        let other = RowView(
            data: result.data, type: result.type, rows: result.rows, count: result.count, rowStride: result.rowStride,
            stride: result.stride)
        guard let mine = bytes, let others = other.bytes else { return false }
        return mine.overlaps(others)
    }

    /// From the first byte that an element occupies to the last; the batch is validated.
    private var bytes: Range<Int>? {
        guard let data, rows > 0, count > 0 else { return nil }
        let (row, column) = ((rows - 1) * rowStride * type.size, (count - 1) * stride * type.size)
        let start = Int(bitPattern: data) &+ min(0, row) &+ min(0, column)
        return start..<(Int(bitPattern: data) &+ max(0, row) &+ max(0, column) &+ type.size)
    }
}
