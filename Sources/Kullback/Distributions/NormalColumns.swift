import KullbackPlatform

/// Normal distributions, by the scale or the logarithm of the variance, have gradients and a standard member too.
package enum NormalFamily: Int32 {
    case normal = 10
    case normalLogVariance = 20

    var kernel: kernel_family {
        switch self {
        case .normal: kernel_normal
        case .normalLogVariance: kernel_normal_log_variance
        }
    }

    /// The arguments, p's then q's, in the order of the header's parameter lists.
    package var arguments: [4 of DivergenceError.Argument] {
        switch self {
        case .normal: [.locP, .scaleP, .locQ, .scaleQ]
        case .normalLogVariance: [.locP, .logVarP, .locQ, .logVarQ]
        }
    }

    /// Of gradients with respect to them.
    var gradientArguments: [4 of DivergenceError.Argument] { [.gradientP, .gradientP, .gradientQ, .gradientQ] }

    /// Whether a parameter is outside its domain; `parameter` counts from 0 within one distribution.
    func isInvalid(_ parameter: Int, _ x: Double) -> Bool {
        x.isInfinite || (self == .normal && parameter == 1 && x <= 0)
    }
}

/// The parameters of p, then of q, as batches of one shape. A missing q is the standard member.
package struct FamilyColumns {
    let family: NormalFamily
    let hasQ: Bool
    var views: [4 of RowView]
    let settings: Settings

    package var count: Int { views[0].count }
    package var rows: Int { views[0].rows }
    var columns: Int { hasQ ? 4 : 2 }

    package init(
        _ family: NormalFamily, _ p: (RowView, RowView), _ q: (RowView, RowView)?,
        _ options: Options
    ) throws(DivergenceError) {
        self.family = family
        hasQ = q != nil
        views = [p.0, p.1, q?.0 ?? p.0, q?.1 ?? p.1]
        guard options.space == .probabilities, !options.normalize, options.sumTolerance == nil else {
            throw DivergenceError(.option, .options)
        }
        settings = try Settings(options, .f64)
        for column in 0..<columns {
            let argument = family.arguments[column]
            views[column] = try views[column].validated(as: argument)
            guard views[column].rows == rows, views[column].count == count else {
                throw DivergenceError(.shape, argument)
            }
        }
    }

    var isDirect: Bool {
        views[0].isDirect && views[1].isDirect && views[2].isDirect && views[3].isDirect
    }

    /// Calls `body` with the columns' pointers, as kernels take them, all direct or all copied, and with room for five
    /// blocks of results.
    @inline(__always)
    func withRun<R>(
        _ row: Int, _ range: Range<Int>,
        _ body: (UnsafePointer<UnsafePointer<Double>?>, UnsafeMutablePointer<Double>) -> R
    ) -> R {
        withRoom { room in
            var pointers: [4 of UnsafePointer<Double>?] = [nil, nil, nil, nil]
            for column in 0..<columns {
                if isDirect {
                    pointers[column] = views[column].run(row, range)
                } else {
                    let block = UnsafeMutableRawPointer(room + column * Int(kernel_block_length))
                    pointers[column] = views[column].read(row, range, block.assumingMemoryBound(to: Block.self))
                }
            }
            return pointers.span.withUnsafeBufferPointer {
                body($0.baseAddress!, room + 4 * Int(kernel_block_length))
            }
        }
    }

    func divergences(
        _ pointers: UnsafePointer<UnsafePointer<Double>?>, _ count: Int, _ results: kernel_family_results
    ) -> kernel_total {
        withUnsafePointer(to: results) { kernels.pointee.family(family.kernel, pointers, count, $0) }
    }

    /// The error for the first parameter of a row that is outside its domain.
    func parameterError(_ row: Int) -> DivergenceError {
        for column in 0..<columns {
            let view = views[column]
            if let index = view.firstIndex(inRow: row, where: { family.isInvalid(column % 2, $0) }) {
                return DivergenceError(
                    .parameter, family.arguments[column], row: row, index: index, value: view[row, index])
            }
        }
        return DivergenceError(.parameter, row: row)
    }
}

/// Less than every divergence.
let noFloor = -1.0

extension kernel_family_results {
    init(_ floor: Double, divergence: UnsafeMutablePointer<Double>? = nil) {
        self.init(floor: floor, factor: 1, divergence: divergence, gradients: (nil, nil, nil, nil))
    }
}

/// Over rows: the divergence of products of independent members.
package func familyRows(_ columns: FamilyColumns, _ result: ResultView) throws(DivergenceError) {
    try result.validated()
    let plan = ThreadPlan(columns.settings, rows: columns.rows, count: columns.count)
    try forEachRow(columns.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
        let sum = reduce(columns.count, threads: plan.withinRow, direct: columns.isDirect) { range in
            columns.withRun(row, range) { pointers, _ in
                columns.divergences(pointers, range.count, kernel_family_results(noFloor))
            }
        }
        if sum.invalid != 0 { throw columns.parameterError(row) }
        return sum.total.value / columns.settings.unit
    } store: { row, value in
        result.store(row, 0, value)
    }
}

/// Elementwise: one divergence per element of a row.
package func familyElements(_ columns: FamilyColumns, _ result: ResultView) throws(DivergenceError) {
    try result.validated()
    let (rows, count) = (columns.rows, columns.count)
    let (elements, overflow) = rows.multipliedReportingOverflow(by: count)
    guard elements > 0 || overflow else { return }
    guard !overflow, elements <= largestCount else { throw DivergenceError(.count, columns.family.arguments[0]) }
    guard let values = allocate(Double.self, elements) else { throw DivergenceError(.outOfMemory) }
    defer { platform_free(values) }
    // Blocks of rows take the place of rows, so that one long row is spread over threads too.
    let block = Int(kernel_block_length)
    let blocks = (count + block - 1) / block
    let threads = threadCount(asked: columns.settings.threads, elements: elements)
    try forEachRow(rows * blocks, threads: threads) { task throws(DivergenceError) in
        let (row, start) = (task / blocks, task % blocks * block)
        let range = start..<min(start + block, count)
        let target = values + (row * count + start)
        let sum = columns.withRun(row, range) { pointers, _ in
            columns.divergences(pointers, range.count, kernel_family_results(noFloor, divergence: target))
        }
        if sum.invalid != 0 { throw columns.parameterError(row) }
        return true
    } store: { _, _ in
    }
    for row in 0..<rows {
        for index in 0..<count { result.store(row, index, values[row * count + index] / columns.settings.unit) }
    }
}
