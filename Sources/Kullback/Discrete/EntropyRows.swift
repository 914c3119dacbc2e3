import KullbackPlatform

/// An entropy of rows.
enum EntropyMeasure {
    case shannon
    /// (1 - Σ p^a) / (a - 1)
    case tsallis(order: Double)
    /// log(Σ p^a) / (1 - a)
    case renyi(order: Double)
    /// -log max p
    case smallest

    /// Whether it is a logarithm, whose base is a unit; Tsallis' of order 1 stays in nats with its neighbours.
    static func hasUnit(_ quantity: Quantity) -> Bool { quantity != .tsallisEntropy }

    init(_ quantity: Quantity, _ options: Options) throws(DivergenceError) {
        switch quantity {
        case .entropy: self = .shannon
        case .tsallisEntropy:
            let order = try options.order(from: 0)
            self = order == 1 ? .shannon : .tsallis(order: order)
        case .renyiEntropy:
            let order = try options.order(from: 0, infinite: true)
            self = order == 1 ? .shannon : order == .infinity ? .smallest : .renyi(order: order)
        default: throw DivergenceError(.quantity, .quantity, value: Double(quantity.rawValue))
        }
    }
}

/// Entropy of rows, in nats.
///
/// With the largest probability m kept apart, r the sum of the others and E = Σ -p log p over them, all of them
/// as given (their sum S = m + r need not be one), the entropy of the normalised row is
///
///     H = Σ p/S log(S/p) = (E + r log m) / S + log1p(r / m),
///
/// in which E + r log m = Σ p log(m/p) over the others. No digits are lost where m is almost all of S.
///
/// Of order a, with x = a - 1 and P = p/S, every term of T = Σ P (1 - P^x) / x has one sign, and T is Tsallis' entropy.
struct EntropyRows {
    let rows: DiscreteRows

    func value(_ row: Int, _ measure: EntropyMeasure) throws(DivergenceError) -> Double {
        guard let source = try source(row) else { return .nan }
        let sums = try checkedSums(row, source)
        if sums.rest.value.isNaN { return .nan }
        switch measure {
        case .shannon: return sums.entropy
        case .smallest: return log1p(sums.rest.value / sums.largest)
        case .tsallis(let order): return order == 0 ? support(row) - 1 : tsallis(row, source, sums, order)
        case .renyi(let order): return renyi(row, source, sums, order)
        }
    }

    /// The largest weight of a row, and the sum of the others; nil for logarithms with a NaN.
    func largest(_ row: Int) throws(DivergenceError) -> (weight: Double, rest: Double)? {
        guard let source = try source(row) else { return nil }
        let sums = try checkedSums(row, source)
        return (sums.largest, sums.rest.value)
    }

    /// How the row is read; nil for logarithms with a NaN.
    func source(_ row: Int) throws(DivergenceError) -> kernel_entropy_source? {
        var source = kernel_entropy_source()
        if !rows.isLogarithmic {
            source.exponent = rows.settings.normalize ? try rows.weight(row).exponent : 0
        } else {
            source.is_logarithms = 1
            source.shift = try rows.maximum(row)
            source.rate = rows.settings.rate
            if source.shift.isNaN { return nil }
        }
        return source
    }

    /// Shannon's sums, of a row whose sum is right.
    func checkedSums(
        _ row: Int, _ source: kernel_entropy_source
    ) throws(DivergenceError) -> kernel_entropy_sums {
        let sums = sums(row, source)
        let scale = source.is_logarithms == 0 ? 1 : exp(source.shift)
        try rows.check(row, sum: rows.settings.normalize ? 1 : sums.sum * scale, invalid: sums.invalid)
        return sums
    }

    func sums(_ row: Int, _ source: kernel_entropy_source) -> kernel_entropy_sums {
        let view = rows.view
        return withUnsafePointer(to: source) { source in
            reduce(view.count, threads: rows.threads, direct: view.isDirect) { range in
                view.withRun(row, range) { kernels.pointee.entropy(source, $0, range.count) }
            }
        }
    }

    /// Sums of order a over all but the largest, with P = p / exp(offset).
    private func rest(
        _ row: Int, _ source: kernel_entropy_source, _ order: Double, offset: Double
    ) -> kernel_entropy_sums {
        var source = source
        source.order_excess = order - 1
        source.order_excess_low = order - (source.order_excess + 1)
        source.offset = offset
        return sums(row, source)
    }

    private func tsallis(
        _ row: Int, _ source: kernel_entropy_source, _ sums: kernel_entropy_sums, _ order: Double
    ) -> Double {
        let excess = order - 1
        let rest = rest(row, source, order, offset: log(sums.sum)).term.value
        // log P of the largest, which may be almost 1.
        let logLargest = -log1p(sums.rest.value / sums.largest)
        let x = excess * logLargest
        // (exp(x) - 1) / x is 1 there, and x itself may be too small for a double.
        let largest = sums.largest * (abs(x) < 0x1p-60 ? -logLargest : expm1(x) / -excess)
        return (rest + largest) / sums.sum
    }

    /// log(1 - x T) / -x with x = a - 1. Where the power sum is small, it is a log(S / m) - log(1 + Σ (p / m)^a) instead,
    /// over all but the largest, m.
    private func renyi(
        _ row: Int, _ source: kernel_entropy_source, _ sums: kernel_entropy_sums, _ order: Double
    ) -> Double {
        if order == 0 { return log(support(row)) }
        let excess = order - 1
        let tsallis = tsallis(row, source, sums, order)
        // log(1 - x) is -x there, and x itself may be too small for a double.
        if abs(excess * tsallis) < 0x1p-60 { return tsallis }
        if excess * tsallis <= 0.5 { return log1p(-excess * tsallis) / -excess }
        let relative = rest(row, source, order, offset: log(sums.largest)).term.value
        let others = max(0, sums.rest.value - excess * relative) / sums.largest
        return (order * log1p(sums.rest.value / sums.largest) - log1p(others)) / excess
    }

    /// How many probabilities are positive.
    private func support(_ row: Int) -> Double {
        let zero = rows.settings.space == .probabilities ? 0 : -Double.infinity
        var count = 0
        for index in 0..<rows.view.count where rows.view[row, index] > zero { count += 1 }
        return Double(count)
    }

    /// -log p of one element of the normalised row.
    func information(
        _ row: Int, _ index: Int, _ source: kernel_entropy_source, _ sums: kernel_entropy_sums
    ) -> Double {
        EntropyElement(source, sums).information(rows.view[row, index])
    }

    /// Σ of one element's part in the entropy, or what it says: -log p of the normalised row.
    func elements(
        _ row: Int, isWeighted: Bool, _ store: (Int, Double) -> Void
    ) throws(DivergenceError) {
        guard let source = try source(row) else {
            for index in 0..<rows.view.count { store(index, .nan) }
            return
        }
        let sums = try checkedSums(row, source)
        let element = EntropyElement(source, sums)
        for index in 0..<rows.view.count {
            let information = element.information(rows.view[row, index])
            store(index, isWeighted ? element.weighted(rows.view[row, index], information) : information)
        }
    }
}

/// -log p of an element of a normalised row.
private struct EntropyElement {
    let source: kernel_entropy_source
    let sums: kernel_entropy_sums
    /// log(S / m) with m the largest probability, which may be almost 1.
    let largest: Double

    init(_ source: kernel_entropy_source, _ sums: kernel_entropy_sums) {
        self.source = source
        self.sums = sums
        let rest = sums.rest.value
        largest = rest.isNaN ? .nan : log1p(rest / sums.largest)
    }

    /// log(m / p) + log(S / m): neither is negative.
    func information(_ x: Double) -> Double {
        if x.isNaN || largest.isNaN { return .nan }
        if source.is_logarithms != 0 { return (source.shift - x) * source.rate + largest }
        if x == 0 { return .infinity }
        var ratio = logRatio(ofAny: Lane(repeating: sums.largest), Lane(repeating: x))
        ratio.k = ratio.k - Double(source.exponent)
        return ratio.value[0] + largest
    }

    func weighted(_ x: Double, _ information: Double) -> Double {
        information == .infinity ? 0 : information * exp(-information)
    }
}

extension kernel_entropy_sums {
    var sum: Double { largest + rest.value }

    var entropy: Double {
        let rest = rest.value
        if rest.isNaN { return .nan }
        if rest == 0 { return 0 }
        return (term.value + rest * log(largest)) / sum + log1p(rest / largest)
    }
}
