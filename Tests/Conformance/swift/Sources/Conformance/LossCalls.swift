import Kullback

extension LossCase {
    /// A line per value and per row of a gradient.
    func lines() throws(DivergenceError) -> [String] {
        switch (function, p?.type, q?.type) {
        case ("label_loss", _, "f64"): try labelLines(as: Double.self)
        case ("label_loss", _, _): try labelLines(as: Float.self)
        case ("log_softmax", "f64", _): try logSoftmaxLines(as: Double.self)
        case ("log_softmax", _, _): try logSoftmaxLines(as: Float.self)
        case (_, "f64", "f64"): try pairLines(Double.self, Double.self)
        case (_, "f64", _): try pairLines(Double.self, Float.self)
        case (_, _, "f64"): try pairLines(Float.self, Double.self)
        default: try pairLines(Float.self, Float.self)
        }
    }

    private func pairLines<P: Number, Q: Number>(
        _: P.Type, _: Q.Type
    ) throws(DivergenceError) -> [String] {
        let (p, q) = (p!, q!)
        let result = try loss(
            lossValue, of: p.numbers(as: P.self), from: q.numbers(as: Q.self), spaceP: p.spaceValue,
            spaceQ: q.spaceValue, gradients: (results["p_gradient"] != nil, results["q_gradient"] != nil),
            reduction: reduction, factor: double(options.factor) ?? 1, normalize: options.normalize ?? false,
            unit: unit, sumTolerance: double(options.sum_tolerance))
        return lines(result, columns: p.rows[0].count)
    }

    private func labelLines<Q: Number>(as type: Q.Type) throws(DivergenceError) -> [String] {
        let (q, labels) = (q!, labels!)
        let result = try labelLoss(
            of: labels.data, from: q.numbers(as: Q.self), space: q.spaceValue,
            smoothing: double(labels.smoothing) ?? 0, ignoring: labels.ignore_index ?? -100,
            gradient: results["q_gradient"] != nil, reduction: reduction, factor: double(options.factor) ?? 1,
            unit: unit)
        return lines(result, columns: q.rows[0].count)
    }

    private func logSoftmaxLines<P: Number>(as type: P.Type) throws(DivergenceError) -> [String] {
        let p = p!
        let result = try logSoftmax(p.numbers(as: P.self), temperature: p.temperatureValue)
        return rows(result, "r", p.rows[0].count, p.type)
    }

    private func lines<P: Number, Q: Number>(_ loss: Loss<P, Q>, columns: Int) -> [String] {
        let type = results["value"]!
        let values = loss.values.enumerated().map { index, value in
            "\(id) \(index) \(type) 0 \(type == "f64" ? value.hexadecimalBits : Float(value).hexadecimalBits)"
        }
        return values + rows(loss.gradientP, "p", columns, p?.type) + rows(loss.gradientQ, "q", columns, q?.type)
    }

    private func rows<T: Number>(_ numbers: [T], _ prefix: String, _ columns: Int, _ type: String?) -> [String] {
        stride(from: 0, to: numbers.count, by: columns).map { start in
            let bits = numbers[start..<start + columns].map(\.hexadecimalBits).joined(separator: " ")
            return "\(id) \(prefix)\(start / columns) \(type!) 0 \(bits)"
        }
    }
}
