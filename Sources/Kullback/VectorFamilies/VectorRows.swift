import KullbackPlatform

/// Members of one family of vectors: a row of numbers each, and one more where the family has one.
package struct VectorDistributions {
    let functions: VectorFunctions
    let vectors: RowView
    let scalars: RowView?
    let arguments: (vector: DivergenceError.Argument, scalar: DivergenceError.Argument)

    package init(
        _ family: VectorFamily, _ vectors: RowView, _ scalars: RowView,
        _ arguments: (vector: DivergenceError.Argument, scalar: DivergenceError.Argument)
    ) throws(DivergenceError) {
        functions = VectorFunctions(family)
        self.arguments = arguments
        self.vectors = try vectors.validated(as: arguments.vector)
        self.scalars = functions.hasScalar ? try scalars.validated(as: arguments.scalar) : nil
        if let scalars = self.scalars, scalars.rows != self.vectors.rows || scalars.count != 1 {
            throw DivergenceError(.shape, arguments.scalar)
        }
    }

    package var rows: Int { vectors.rows }
    package var count: Int { vectors.count }

    /// The member of a row, its vector copied to `room`.
    func member(_ row: Int, _ room: UnsafeMutablePointer<Double>) -> VectorMember {
        vectors.copy(row, to: room)
        return VectorMember(vector: room, count: count, scalar: scalars?[row, 0] ?? 0)
    }

    /// Throws the error for a member's first fault.
    func check(_ member: VectorMember, _ row: Int, tolerance: Double) throws(DivergenceError) {
        guard let fault = functions.fault(member, tolerance) else { return }
        throw DivergenceError(
            fault.status, fault.isOfScalar ? arguments.scalar : arguments.vector, row: row,
            index: fault.isOfScalar ? 0 : fault.index, value: fault.value)
    }
}

extension VectorMember {
    var isNaN: Bool {
        for index in 0..<count where vector[index].isNaN { return true }
        return scalar.isNaN
    }
}

extension RowView {
    /// Copies a row of any length as doubles.
    func copy(_ row: Int, to target: UnsafeMutablePointer<Double>) {
        for index in 0..<count { target[index] = self[row, index] }
    }
}

/// Rows of p, of q or of points, and the settings of a call.
private struct VectorCall {
    let p: VectorDistributions
    let q: VectorDistributions?
    let x: RowView?
    let settings: Settings

    init(
        _ p: VectorDistributions, _ q: VectorDistributions?, x: RowView? = nil, _ options: Options
    ) throws(DivergenceError) {
        guard options.space == .probabilities, !options.normalize else { throw DivergenceError(.option, .options) }
        (self.p, self.q, self.x) = (p, q, x)
        settings = try Settings(options, p.vectors.type)
        if let q, q.rows != p.rows || q.count != p.count { throw DivergenceError(.shape, q.arguments.vector) }
        if let x, x.rows != p.rows || x.count != p.count { throw DivergenceError(.shape, .x) }
    }

    /// Calls `body` for each row with its members, checked, and as much room as four rows take; a member that holds a NaN
    /// gives NaN. Nothing is stored before all rows are done.
    func forEach(
        _ width: Int, _ result: ResultView,
        _ body: (Int, VectorMember, VectorMember, UnsafeMutablePointer<Double>) throws(DivergenceError) -> Void
    ) throws(DivergenceError) {
        try result.validated()
        let (numbers, overflow) = p.rows.multipliedReportingOverflow(by: max(1, width))
        guard !overflow else { throw DivergenceError(.outOfMemory) }
        let values = try Buffer(Double.self, numbers)
        let plan = ThreadPlan(settings, rows: p.rows, count: 8 * min(p.count, 1 << 30))
        try forEachRow(p.rows, threads: plan.acrossRows) { row throws(DivergenceError) in
            let room = try Buffer(Double.self, 4 * max(1, p.count))
            let target = values.base + row * width
            let first = p.member(row, room.base)
            try p.check(first, row, tolerance: settings.sumTolerance)
            var second = first
            if let q {
                second = q.member(row, room.base + p.count)
                try q.check(second, row, tolerance: settings.sumTolerance)
            } else if let x {
                x.copy(row, to: room.base + p.count)
                second = VectorMember(vector: room.base + p.count, count: p.count, scalar: 0)
            }
            if first.isNaN || second.isNaN {
                target.update(repeating: .nan, count: width)
            } else {
                let free = room.base + 2 * p.count
                free.update(repeating: 0, count: 1)
                try body(row, first, second, free)
                for index in 0..<width { target[index] = free[index] }
            }
            return true
        } store: { _, _ in
        }
        for row in 0..<p.rows {
            for index in 0..<width { result.store(row, index, values.base[row * width + index]) }
        }
    }
}

/// One number per row, or a row of numbers.
package func vectorValues(
    _ quantity: Quantity, _ p: VectorDistributions, _ q: VectorDistributions?, _ options: Options,
    _ result: (_ width: Int) throws(DivergenceError) -> ResultView
) throws(DivergenceError) {
    let call = try VectorCall(p, q, options)
    let functions = p.functions
    let unit = call.settings.unit
    switch quantity {
    case .mean, .variance, .entropy:
        guard q == nil else { throw DivergenceError(.quantity, .q, value: Double(quantity.rawValue)) }
        let isOne = quantity == .entropy
        try call.forEach(isOne ? 1 : p.count, result(isOne ? 1 : p.count)) { _, p, _, values throws(DivergenceError) in
            if quantity == .mean { return functions.mean(p, values) }
            if quantity == .variance { return functions.variance(p, values) }
            values[0] = try functions.entropy(p) / unit
        }
    case .klDivergence:
        guard q != nil else { throw DivergenceError(.nullPointer, .q) }
        try call.forEach(1, result(1)) { _, p, q, values throws(DivergenceError) in
            values[0] = try functions.klDivergence(p, q) / unit
        }
    default:
        guard q != nil else { throw DivergenceError(.nullPointer, .q) }
        let form = try VectorRenyi(quantity, functions, options, unit: unit)
        try call.forEach(1, result(1)) { _, p, q, values throws(DivergenceError) in
            values[0] = try form.value(p, q, values)
        }
    }
}

package func vectorLogDensities(
    _ p: VectorDistributions, _ x: RowView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let call = try VectorCall(p, nil, x: x.validated(as: .x), options)
    try call.forEach(1, result) { _, member, x, values throws(DivergenceError) in
        values[0] = try p.functions.logDensity(member, x.vector) / call.settings.unit
    }
}

/// Row i draws from stream `first` + i.
package func vectorSamples(
    _ p: VectorDistributions, seed: UInt64, first: UInt64, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    try VectorCall(p, nil, options).forEach(p.count, result) { row, member, _, values throws(DivergenceError) in
        var random = RandomStream(seed: seed, stream: first &+ UInt64(truncatingIfNeeded: row))
        try p.functions.sample(member, &random, values)
    }
}
