import Kullback

extension LossCase {
    /// A line per value and per row of a gradient.
    func lines() throws(DivergenceError) -> [String] {
        switch (p?.numberType, q?.numberType) {
        case (let p?, let q?): try pairLines(p, q)
        case (let p?, nil): try singleLines(p)
        case (nil, let q?): try labelLines(q)
        default: fatalError("\(id): no rows")
        }
    }

    private func pairLines<P: Number, Q: Number>(_: P.Type, _: Q.Type) throws(DivergenceError) -> [String] {
        let (p, q) = (p!, q!)
        let (rowsP, rowsQ) = (p.numbers(as: P.self), q.numbers(as: Q.self))
        let gradients = (results["p_gradient"] != nil, results["q_gradient"] != nil)
        return switch function {
        case "distillation_loss":
            lines(
                try distillationLoss(
                    distillationValue, of: rowsP, from: rowsQ, labels: labels?.data,
                    by: pairwiseLoss(distillation!.quantity ?? "kl"), smoothing: double(labels?.smoothing) ?? 0,
                    ignoring: labels?.ignore_index ?? -100, gradient: gradients.1, options: optionsValue))
        case "decoupled_kl":
            lines(
                try decoupledKL(
                    of: rowsP, from: rowsQ, mseWeight: double(mse_weight)!, ceWeight: double(ce_weight)!,
                    temperatures: (p.temperatureValue, q.temperatureValue), gradients: gradients,
                    options: optionsValue))
        default:
            lines(
                try loss(
                    pairwiseLoss(quantity!), of: rowsP, from: rowsQ, spaceP: p.spaceValue, spaceQ: q.spaceValue,
                    gradients: gradients, options: optionsValue))
        }
    }

    private func singleLines<P: Number>(_: P.Type) throws(DivergenceError) -> [String] {
        let p = p!
        if function == "log_softmax" {
            return try logSoftmaxLines(p.numbers(as: P.self), numberTypes[results["result"]!]!)
        }
        return lines(
            try loss(
                oneSidedLoss, of: p.numbers(as: P.self), space: p.spaceValue, gradient: results["p_gradient"] != nil,
                options: optionsValue))
    }

    private func logSoftmaxLines<P: Number, R: Number>(_ logits: Rows<P>, _: R.Type) throws(DivergenceError) -> [String]
    {
        let result = try logSoftmax(logits, as: R.self, temperature: p!.temperatureValue, unit: unit)
        return rows(result, "r", results["result"]!, columns: logits.columns)
    }

    private func labelLines<Q: Number>(_: Q.Type) throws(DivergenceError) -> [String] {
        let (q, labels) = (q!, labels!)
        return lines(
            try labelLoss(
                of: labels.data, from: q.numbers(as: Q.self), space: q.spaceValue,
                smoothing: double(labels.smoothing) ?? 0, ignoring: labels.ignore_index ?? -100,
                gradient: results["q_gradient"] != nil, options: optionsValue))
    }

    private func lines<P: Number, Q: Number>(_ loss: Loss<P, Q>) -> [String] {
        let type = results["value"]!
        let values = loss.values.enumerated().map { "\(id) \($0.offset) \(type) 0 \(bits($0.element, type))" }
        return values + rows(loss.gradientP, "p", p) + rows(loss.gradientQ, "q", q)
    }

    private func rows<T: Number>(_ gradient: [T], _ prefix: String, _ side: Side?) -> [String] {
        guard let side else { return [] }
        return rows(gradient, prefix, side.type, columns: side.rows[0].count)
    }

    private func bits(_ value: Double, _ type: String) -> String {
        func bits<T: Number>(_: T.Type) -> String { T(value).hexadecimalBits }
        return bits(numberTypes[type]!)
    }

    private func rows<T: Number>(_ numbers: [T], _ prefix: String, _ type: String, columns: Int) -> [String] {
        stride(from: 0, to: numbers.count, by: columns).map { start in
            let bits = numbers[start..<start + columns].map(\.hexadecimalBits).joined(separator: " ")
            return "\(id) \(prefix)\(start / columns) \(type) 0 \(bits)"
        }
    }
}
