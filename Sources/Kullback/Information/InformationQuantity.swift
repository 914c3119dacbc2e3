import KullbackPlatform

/// Quantities of joint distributions. The raw values are those of the C header's `kullback_information`.
package enum InformationQuantity: Int32 {
    case mutualInformation = 10
    case conditionalMutualInformation = 20
    case totalCorrelation = 30
    case variationOfInformation = 40
    case jointEntropy = 50
    case conditionalEntropy = 60
    case normalizedByArithmeticMean = 110
    case normalizedByGeometricMean = 120
    case normalizedByMinimum = 130
    case normalizedByMaximum = 140
    case normalizedByJointEntropy = 150
}

extension InformationQuantity {
    /// How many axes a table may have.
    var dimensions: ClosedRange<Int> {
        switch self {
        case .jointEntropy: 1...8
        case .totalCorrelation, .conditionalEntropy, .conditionalMutualInformation: 2...8
        default: 2...2
        }
    }

    /// Ratios have no unit.
    var isRatio: Bool { rawValue >= InformationQuantity.normalizedByArithmeticMean.rawValue }
}

/// Table → number, for a batch.
package func information(
    _ quantity: InformationQuantity, _ joint: TableView, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try Settings(tables: options, joint.type)
    try joint.validate(as: .joint, dimensions: quantity.dimensions)
    try result.validated()
    let plan = ThreadPlan(settings, rows: joint.tables, count: joint.count)
    let tables = JointTables(view: joint, settings: settings, threads: plan.withinRow)
    try forEachRow(joint.tables, threads: plan.acrossRows) { table throws(DivergenceError) in
        try tables.value(quantity, table) / (quantity.isRatio ? 1 : settings.unit)
    } store: { table, value in
        result.store(table, 0, value)
    }
}

/// Jensen–Shannon divergence among the lines of two-dimensional tables, for a batch. `weights` has as many numbers as a
/// table has lines.
package func jensenShannon(
    among distributions: TableView, weights: UnsafePointer<Double>?, _ options: Options, _ result: ResultView
) throws(DivergenceError) {
    let settings = try Settings(tables: options, distributions.type)
    try distributions.validate(as: .distributions, dimensions: 2...2)
    try result.validated()
    let plan = ThreadPlan(settings, rows: distributions.tables, count: distributions.count)
    let tables = try JensenShannonTables(distributions, settings, threads: plan.withinRow, weights: weights)
    try forEachRow(distributions.tables, threads: plan.acrossRows) { table throws(DivergenceError) in
        try tables.value(table) / settings.unit
    } store: { table, value in
        result.store(table, 0, value)
    }
}

extension Settings {
    /// Tables hold probabilities, or weights, not logarithms.
    fileprivate init(tables options: Options, _ type: _ElementType) throws(DivergenceError) {
        guard options.space == .probabilities else { throw DivergenceError(.option, .options) }
        try self.init(options, type)
    }
}
