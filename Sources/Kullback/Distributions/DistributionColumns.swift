import KullbackPlatform

/// Members of one family: a batch of numbers per parameter, and what errors call them.
package struct Distributions {
    let family: Family
    let parameters: (RowView, RowView)
    let arguments: (DivergenceError.Argument, DivergenceError.Argument)

    package init(
        _ family: Family, _ first: RowView, _ second: RowView,
        as arguments: (DivergenceError.Argument, DivergenceError.Argument)
    ) {
        self.family = family
        parameters = (first, second)
        self.arguments = arguments
    }
}

/// What a kernel of closed forms reads: up to four batches of one shape, nil where there is none.
package struct DistributionColumns {
    private var views: [4 of RowView?] = [nil, nil, nil, nil]
    private var arguments: [4 of DivergenceError.Argument] = [.none, .none, .none, .none]
    let families: (p: Family, q: Family?)
    let settings: Settings
    package private(set) var rows: Int
    package private(set) var count: Int

    package init(
        _ p: Distributions, _ q: Distributions?, x: RowView? = nil, _ options: Options
    ) throws(DivergenceError) {
        guard options.space == .probabilities, !options.normalize, options.sumTolerance == nil else {
            throw DivergenceError(.option, .options)
        }
        settings = try Settings(options, .f64)
        families = (p.family, q?.family)
        (rows, count) = (p.parameters.0.rows, p.parameters.0.count)
        try add(p, 0)
        if let q { try add(q, 2) }
        if let x { try add(x, 2, .x) }
        let (elements, overflow) = rows.multipliedReportingOverflow(by: count)
        guard !overflow, elements <= largestCount else { throw DivergenceError(.count, p.arguments.0) }
    }

    private mutating func add(_ members: Distributions, _ column: Int) throws(DivergenceError) {
        try add(members.parameters.0, column, members.arguments.0)
        guard members.family.parameterCount == 2 else { return }
        try add(members.parameters.1, column + 1, members.arguments.1)
    }

    private mutating func add(
        _ view: RowView, _ column: Int, _ argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        let view = try view.validated(as: argument)
        guard view.rows == rows, view.count == count else { throw DivergenceError(.shape, argument) }
        views[column] = view
        arguments[column] = argument
    }

    var elements: Int { rows * count }

    /// The same elements in one row, if their strides allow it.
    var flattened: DistributionColumns? {
        var flat = self
        (flat.rows, flat.count) = (1, elements)
        for column in 0..<4 {
            guard let view = views[column] else { continue }
            guard let row = view.flattened else { return nil }
            flat.views[column] = row
        }
        return flat
    }

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

    /// Throws the error for the first parameter that is outside its domain, in the order of rows, then of arguments.
    func checkDomains() throws(DivergenceError) {
        let columns = flattened ?? self
        let runs = columns.runs
        let flags = try Buffer(Bool.self, runs.count)
        parallel(runs.count, threads: runs.threads) { run in
            var isOutside = false
            runs.forEachBlock(of: run) { row, range in
                columns.withRun(row, range) { pointers, _ in
                    isOutside = isOutside || self.isOutside(pointers, range.count)
                }
            }
            flags.base[run] = isOutside
        }
        for run in 0..<runs.count where flags.base[run] { throw parameterError() }
    }

    /// Throws the error for the first pair of members that differ in their first parameter, a count: there is no closed form
    /// then.
    func requireSameCounts() throws(DivergenceError) {
        guard let counts = views[2] else { return }
        for row in 0..<rows {
            for start in stride(from: 0, to: count, by: Int(kernel_block_length)) {
                let range = start..<min(start + Int(kernel_block_length), count)
                var first: Int?
                withRun(row, range) { columns, _ in
                    guard let p = columns[0], let q = columns[2] else { return }
                    first = range.first { p[$0 - start] < q[$0 - start] || p[$0 - start] > q[$0 - start] }
                }
                guard let index = first else { continue }
                throw DivergenceError(
                    .noClosedForm, arguments[2], row: row, index: index, value: counts[row, index])
            }
        }
    }

    private func isOutside(_ columns: UnsafePointer<UnsafePointer<Double>?>, _ count: Int) -> Bool {
        if closedForms.pointee.outside(families.p.rawValue, columns, count) != 0 { return true }
        guard let q = families.q else { return false }
        return closedForms.pointee.outside(q.rawValue, columns + 2, count) != 0
    }

    private func parameterError() -> DivergenceError {
        for row in 0..<rows {
            for column in 0..<(families.q == nil ? 2 : 4) {
                guard let index = firstOutside(row, column), let view = views[column] else { continue }
                return DivergenceError(
                    .parameter, arguments[column], row: row, index: index, value: view[row, index])
            }
        }
        return DivergenceError(.parameter)
    }

    /// The position of the first number of a column that is outside its domain.
    private func firstOutside(_ row: Int, _ column: Int) -> Int? {
        let (family, side) = column < 2 ? (families.p, 0) : (families.q ?? families.p, 2)
        let bit = Int32(1) << Int32(column - side)
        func isOutside(_ range: Range<Int>) -> Bool {
            var outside: Int32 = 0
            withRun(row, range) { pointers, _ in
                outside = closedForms.pointee.outside(family.rawValue, pointers + side, range.count)
            }
            return outside & bit != 0
        }
        for start in stride(from: 0, to: count, by: Int(kernel_block_length)) {
            let end = min(start + Int(kernel_block_length), count)
            guard isOutside(start..<end) else { continue }
            for index in start..<end where isOutside(index..<index + 1) { return index }
        }
        return nil
    }

    /// The work, in runs of at most a chunk of a row.
    var runs: ElementRuns {
        var isDirect = true
        for column in 0..<4 { isDirect = isDirect && views[column]?.isDirect ?? true }
        return ElementRuns(rows: rows, count: count, asked: settings.threads, isDirect: isDirect)
    }
}

extension Family {
    package var parameterCount: Int { Int(closedForms.pointee.parameter_count(rawValue)) }
}

var closedForms: UnsafePointer<closed_form_functions> { platform_closed_forms() }
