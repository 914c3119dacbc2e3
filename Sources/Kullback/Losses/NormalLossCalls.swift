/// Parameters of rows of independent normals: means, and standard deviations or logarithms of variances.
public struct NormalRows<Element: RowElement>: Sendable {
    public var means: Rows<Element>
    public var spreads: Rows<Element>

    public init(means: Rows<Element>, spreads: Rows<Element>) {
        self.means = means
        self.spreads = spreads
    }
}

/// What the second parameter of a normal is.
public enum NormalSpread: Sendable {
    case standardDeviation
    case logVariance
}

/// Free bits (Kingma et al. 2016): below so much a divergence counts as that, and has no gradient.
public enum FreeBits: Equatable, Sendable {
    case none
    /// Of each element.
    case perSample(Double)
    /// Of a dimension's mean over the batch; needs a reduction.
    case overBatch(Double)
}

/// A loss of normals: values, and gradients with respect to p's parameters and then q's, row by row, without gaps.
public struct NormalLossValue<Element: RowElement>: Sendable {
    /// One value per row, or one, as the reduction says.
    public let values: [Double]
    public let gradients: [[Element]]
}

/// D(p ‖ q) of each row of independent normals, with its gradients; without q, q is the standard normal, which with
/// logarithms of variances makes it the KL term of a variational auto-encoder (Kingma & Welling 2014).
///
/// With z = (μp - μq) / σq and φ(x) = exp(x) - 1 - x a row's value is Σ (z² + φ(2 log(σp / σq))) / 2. Relative error at
/// most 1e-14 for Double and 1e-6 for Float, in nearly equal parameters too.
///
/// - Parameters:
///   - freeBits: In the unit of the result, before `factor` is applied.
///   - options: The factor is β of a β-VAE (Higgins et al. 2017). Parameters have no sums: `normalize` and
///     `sumTolerance` are errors.
/// - Throws: ``DivergenceError`` for parameters of different shape, a standard deviation that is not positive, an
///   infinite parameter, and options that do not go together.
public func normalLoss<Element: RowElement>(
    of p: NormalRows<Element>, from q: NormalRows<Element>? = nil, spread: NormalSpread = .logVariance,
    freeBits: FreeBits = .none, options: LossOptions = LossOptions()
) throws(DivergenceError) -> NormalLossValue<Element> {
    let (floor, nats): (NormalLoss.Floor, Double) =
        switch freeBits {
        case .none: (.none, 0)
        case .perSample(let bits): (.perSample, bits)
        case .overBatch(let bits): (.overBatch, bits)
        }
    let family: NormalFamily = spread == .logVariance ? .normalLogVariance : .normal
    let columnOptions = Options(unit: options.unit, threads: options.threads)
    return try withColumns(family, p, q, columnOptions) { columns throws(DivergenceError) in
        try options.withView(rows: columns.rows) { options throws(DivergenceError) in
            try values(
                try NormalLoss(columns, options, floor: floor, freeBits: nats, isElementwise: false), of: Element.self)
        }
    }
}

private func withColumns<Element: RowElement, R>(
    _ family: NormalFamily, _ p: NormalRows<Element>, _ q: NormalRows<Element>?, _ options: Options,
    _ body: (FamilyColumns) throws(DivergenceError) -> R
) throws(DivergenceError) -> R {
    let names = family.arguments
    return try p.means.withView(names[0]) { a throws(DivergenceError) in
        try p.spreads.withView(names[1]) { b throws(DivergenceError) in
            guard let q else { return try body(FamilyColumns(family, (a, b), nil, options)) }
            return try q.means.withView(names[2]) { c throws(DivergenceError) in
                try q.spreads.withView(names[3]) { d throws(DivergenceError) in
                    try body(FamilyColumns(family, (a, b), (c, d), options))
                }
            }
        }
    }
}

private func values<Element: RowElement>(
    _ loss: NormalLoss, of type: Element.Type
) throws(DivergenceError) -> NormalLossValue<Element> {
    let (rows, count, columns) = (loss.columns.rows, loss.columns.count, loss.columns.columns)
    var gradients = [Element](repeating: Element(), count: columns * rows * count)
    var values = [Double](repeating: 0, count: loss.valueShape.rows)
    try gradients.withUnsafeMutableBufferPointer { buffer throws(DivergenceError) in
        try values.withUnsafeMutableBufferPointer { values throws(DivergenceError) in
            var places: [4 of ResultView?] = [nil, nil, nil, nil]
            for column in 0..<columns {
                places[column] = ResultView(
                    buffer.baseAddress.map { $0 + column * rows * count }, rows: rows, count: count, rowStride: count,
                    stride: 1)
            }
            let value = ResultView(values.baseAddress, rows: values.count, stride: 1)
            try normalLoss(loss, NormalResults(value: value, gradients: places))
        }
    }
    let size = rows * count
    return NormalLossValue(
        values: values, gradients: (0..<columns).map { Array(gradients[$0 * size..<($0 + 1) * size]) })
}

/// Estimates of D(p ‖ q) per token with their derivatives.
public struct TokenEstimateValues<Element: RowElement>: Sendable {
    /// One value per token, per row, or one, as the reduction says.
    public let values: [Double]
    /// With respect to log p, row by row, without gaps.
    public let gradient: [Element]
}

/// Estimates of D(p ‖ q) per token, from the log-probabilities of tokens that p has drawn (Schulman 2020), with the
/// gradient of what the reduction leaves with respect to log p.
///
/// - Parameters:
///   - mask: Tokens that count, row by row; nil: all do. Others are not read, and have no gradient.
///   - rowWeights: One per row, of values and gradient; finite. nil: all are 1.
/// - Throws: ``DivergenceError`` for shapes that differ.
public func tokenEstimates<Element: RowElement>(
    _ estimator: Estimator, of logP: Rows<Element>, from logQ: Rows<Element>, mask: [Bool]? = nil,
    reduction: TokenReduction = .none, factor: Double = 1, rowWeights: [Double]? = nil, unit: Unit = .nats,
    threads: Int = 0
) throws(DivergenceError) -> TokenEstimateValues<Element> {
    let options = LossOptions(factor: factor, rowWeights: rowWeights, unit: unit, threads: threads)
    let bytes = mask.map { $0.map { $0 ? UInt8(1) : 0 } }
    return try logP.withView(.logDensityP) { p throws(DivergenceError) in
        try logQ.withView(.logDensityQ) { q throws(DivergenceError) in
            try options.withView(rows: p.rows) { options throws(DivergenceError) in
                guard let bytes else {
                    return try values(TokenEstimates(estimator, p, q, nil, reduction, options), of: Element.self)
                }
                guard p.rows.multipliedReportingOverflow(by: p.count) == (bytes.count, false) else {
                    throw DivergenceError(.shape, .mask)
                }
                return try bytes.withUnsafeBufferPointer { buffer throws(DivergenceError) in
                    let mask = buffer.baseAddress.map { TokenMask($0, rowStride: p.count, stride: 1) }
                    return try values(TokenEstimates(estimator, p, q, mask, reduction, options), of: Element.self)
                }
            }
        }
    }
}

private func values<Element: RowElement>(
    _ tokens: TokenEstimates, of type: Element.Type
) throws(DivergenceError) -> TokenEstimateValues<Element> {
    let (rows, count) = (tokens.p.rows, tokens.p.count)
    let isPerToken = tokens.reduction == .none
    let valueRows = tokens.reduction.isOverRows ? 1 : rows
    var values = [Double](repeating: 0, count: isPerToken ? rows * count : valueRows)
    var gradient = [Element](repeating: Element(), count: rows * count)
    try gradient.withUnsafeMutableBufferPointer { buffer throws(DivergenceError) in
        try values.withUnsafeMutableBufferPointer { values throws(DivergenceError) in
            let width = isPerToken ? count : 1
            try tokenEstimates(
                tokens,
                value: ResultView(values.baseAddress, rows: valueRows, count: width, rowStride: width, stride: 1),
                gradient: ResultView(buffer.baseAddress, rows: rows, count: count, rowStride: count, stride: 1))
        }
    }
    return TokenEstimateValues(values: values, gradient: gradient)
}
