/// Independent normals: a multivariate normal with diagonal covariance.
public struct DiagonalNormal<Element: Scalar>: Equatable, Sendable {
    public var means: [Element]
    public var standardDeviations: [Element]

    public init(means: [Element], standardDeviations: [Element]) {
        self.means = means
        self.standardDeviations = standardDeviations
    }

    /// D(self ‖ other): the sum of the dimensions' divergences.
    ///
    /// - Throws: ``DivergenceError`` for parameters of different length, a standard deviation that is not
    ///   positive, or an infinite parameter.
    public func klDivergence(
        from other: DiagonalNormal, unit: Unit = .nats, threads: Int = 0
    ) throws(DivergenceError) -> Element {
        try familyRows(
            .normal, (means, standardDeviations), (other.means, other.standardDeviations),
            Options(unit: unit, threads: threads))
    }

    /// The divergence of each dimension by itself.
    public func elementwiseKLDivergence(
        from other: DiagonalNormal, unit: Unit = .nats, threads: Int = 0
    ) throws(DivergenceError) -> [Element] {
        try familyElements(
            .normal, (means, standardDeviations), (other.means, other.standardDeviations),
            Options(unit: unit, threads: threads))
    }
}

/// The KL term of a variational auto-encoder: D(N(mean, exp(logVariance)) ‖ N(0, I)) = Σ (μ² + φ(log σ²)) / 2 with
/// φ(x) = exp(x) - 1 - x (Kingma & Welling 2014), in nats unless `unit` says otherwise.
///
/// - Throws: ``DivergenceError`` for arrays of different length, or an infinite parameter.
public func variationalKLDivergence<Element: Scalar>(
    mean: [Element], logVariance: [Element], unit: Unit = .nats, threads: Int = 0
) throws(DivergenceError) -> Element {
    try familyRows(.normalLogVariance, (mean, logVariance), nil, Options(unit: unit, threads: threads))
}

private typealias Columns<Element> = ([Element], [Element])

/// Views of the parameter arrays, for the time of a call.
private func withColumns<Element: Scalar, R>(
    _ family: NormalFamily, _ p: Columns<Element>, _ q: Columns<Element>?, _ options: Options,
    _ body: (FamilyColumns) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    try p.0.withUnsafeBufferPointer { a throws(DivergenceError) in
        try p.1.withUnsafeBufferPointer { b throws(DivergenceError) in
            let first = (RowView(a), RowView(b))
            guard let q else { return try body(FamilyColumns(family, first, nil, options)) }
            return try q.0.withUnsafeBufferPointer { c throws(DivergenceError) in
                try q.1.withUnsafeBufferPointer { d throws(DivergenceError) in
                    try body(FamilyColumns(family, first, (RowView(c), RowView(d)), options))
                }
            }
        }
    }
}

private func familyRows<Element: Scalar>(
    _ family: NormalFamily, _ p: Columns<Element>, _ q: Columns<Element>?, _ options: Options
) throws(DivergenceError) -> Element {
    try withColumns(family, p, q, options) { columns throws(DivergenceError) in
        try withResult { result throws(DivergenceError) in try familyRows(columns, result) }
    }
}

private func familyElements<Element: Scalar>(
    _ family: NormalFamily, _ p: Columns<Element>, _ q: Columns<Element>?, _ options: Options
) throws(DivergenceError) -> [Element] {
    try withColumns(family, p, q, options) { columns throws(DivergenceError) in
        try withElements(columns.count) { result throws(DivergenceError) in try familyElements(columns, result) }
    }
}
