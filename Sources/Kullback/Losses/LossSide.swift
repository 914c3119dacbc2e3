import KullbackPlatform

/// One side of a loss: rows, and what their numbers are.
package struct LossSide {
    let view: RowView
    let space: Space
    let argument: DivergenceError.Argument

    @inline(never)
    package init(
        _ view: RowView, _ space: Space, as argument: DivergenceError.Argument
    ) throws(DivergenceError) {
        if case .logits(let temperature) = space, !(temperature > 0 && temperature.isFinite) {
            throw DivergenceError(.option, argument, value: temperature)
        }
        self.view = try view.validated(as: argument)
        self.space = space
        self.argument = argument
    }

    package var rows: Int { view.rows }
    package var count: Int { view.count }

    func mustBeLogits() throws(DivergenceError) {
        guard case .logits = space else { throw DivergenceError(.option, argument) }
    }

    @inline(never)
    func rows(_ options: LossOptionsView, threads: Int, readsLogarithms: Bool = false) throws(DivergenceError)
        -> DiscreteRows
    {
        let settings = try Settings(
            Options(
                space: space, normalize: options.normalize, unit: options.unit, sumTolerance: options.sumTolerance,
                threads: options.threads), view.type)
        var view = view
        view.readsLogarithms = readsLogarithms && space == .probabilities
        return DiscreteRows(view: view, argument: argument, settings: settings, threads: threads)
    }
}

/// Two sides with as many rows of as many elements. Where one holds probabilities and the other logarithms, probabilities
/// are read as logarithms.
struct LossPair {
    let p: LossSide
    let q: LossSide

    init(_ p: LossSide, _ q: LossSide) throws(DivergenceError) {
        guard p.view.rows == q.view.rows, p.view.count == q.view.count else {
            throw DivergenceError(.shape, q.argument)
        }
        self.p = p
        self.q = q
    }

    @inline(never)
    func rows(_ options: LossOptionsView, threads: Int) throws(DivergenceError) -> (p: DiscreteRows, q: DiscreteRows) {
        let isMixed = (p.space == .probabilities) != (q.space == .probabilities)
        return (
            try p.rows(options, threads: threads, readsLogarithms: isMixed),
            try q.rows(options, threads: threads, readsLogarithms: isMixed)
        )
    }
}

/// Calls `body` with rows of equal probabilities, to be compared with `rows`.
func withUniform<R>(
    _ rows: DiscreteRows, _ body: (DiscreteRows) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    let element = rows.isLogarithmic ? 0 : 1 / Double(rows.view.count)
    let options = Options(
        space: rows.isLogarithmic ? .logits : .probabilities, normalize: rows.settings.normalize,
        sumTolerance: .infinity)
    let settings = try Settings(options, .f64)
    return try withUnsafePointer(to: element) { element throws(DivergenceError) in
        let view = RowView(
            data: element, type: .f64, rows: rows.view.rows, count: rows.view.count, rowStride: 0, stride: 0)
        return try body(
            DiscreteRows(view: view, argument: rows.argument, settings: settings, threads: rows.threads))
    }
}
