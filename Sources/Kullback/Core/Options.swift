/// What the numbers of a row are.
public enum Space: Equatable, Sendable {
    case probabilities
    /// Natural logarithms of probabilities; -inf is a probability of zero.
    case logProbabilities
    /// p = softmax(row / temperature); -inf masks an entry.
    case logits(temperature: Double)

    /// Logits at a temperature of 1.
    public static var logits: Space { .logits(temperature: 1) }
}

/// The unit of a divergence: the base of its logarithms.
public enum Unit: Equatable, Sendable {
    case nats
    case bits
    case base(Double)
}

/// Options of one computation, as the caller gave them.
public struct Options: Equatable, Sendable {
    public var space: Space
    /// Rows are weights, such as counts, and are divided by their sum.
    public var normalize: Bool
    public var unit: Unit
    /// How far a row's sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
    public var sumTolerance: Double?
    /// Threads to use at most; 0 chooses by the amount of work.
    public var threads: Int
    /// Order of the quantities that have one: they do not do without.
    package var order: Double?
    /// Weight in a mixture; nil is 1/2.
    package var weight: Double?

    public init(
        space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil,
        threads: Int = 0
    ) {
        self.init(
            space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance, threads: threads, order: nil,
            weight: nil)
    }

    package init(
        space: Space, normalize: Bool, unit: Unit, sumTolerance: Double?, threads: Int, order: Double?, weight: Double?
    ) {
        self.order = order
        self.weight = weight
        self.space = space
        self.normalize = normalize
        self.unit = unit
        self.sumTolerance = sumTolerance
        self.threads = threads
    }
}

/// Options, checked and in the form that computations use.
struct Settings {
    let space: Space
    /// Rows are divided by their sum, whatever it is.
    let normalize: Bool
    /// Nats per unit.
    let unit: Double
    let sumTolerance: Double
    let threads: Int

    init(_ options: Options, _ type: _ElementType) throws(DivergenceError) {
        // Counts are weights.
        var normalize = options.normalize || type == .i64
        if case .logits(let temperature) = options.space {
            guard temperature > 0, temperature.isFinite else {
                throw DivergenceError(.option, .options, value: temperature)
            }
            normalize = true
        }
        guard type != .i64 || options.space == .probabilities else { throw DivergenceError(.option, .options) }
        let tolerance = options.sumTolerance ?? type.sumTolerance
        guard tolerance >= 0 else { throw DivergenceError(.option, .options, value: tolerance) }
        guard options.threads >= 0 else { throw DivergenceError(.option, .options, value: Double(options.threads)) }
        space = options.space
        self.normalize = normalize
        unit = try options.unit.nats()
        sumTolerance = tolerance
        threads = options.threads
    }
}

extension Unit {
    fileprivate func nats() throws(DivergenceError) -> Double {
        switch self {
        case .nats: return 1
        case .bits: return logTwo
        case .base(let base):
            guard base > 1, base.isFinite else { throw DivergenceError(.option, .options, value: base) }
            return log(base)
        }
    }
}
