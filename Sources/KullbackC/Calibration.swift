import CKullback
import Kullback

/// The caller's options with what the rows say of themselves.
private func options(
    _ options: Options, of rows: UnsafePointer<kullback_typed_rows>?, _ argument: DivergenceError.Argument
) throws(DivergenceError) -> Options {
    guard options.space == .probabilities else { throw DivergenceError(.option, .options) }
    guard let rows = rows?.pointee else { throw DivergenceError(.nullPointer, argument) }
    var options = options
    options.space = try Space(rows, argument)
    return options
}

/// Labels of one kind or the other.
private func labels(
    _ hard: UnsafePointer<kullback_labels>?, _ soft: UnsafePointer<kullback_typed_rows>?
) throws(DivergenceError) -> ClassifierLabels {
    guard let hard = try Labels(hard) else {
        let labels = try RowView(soft, .softLabels)
        guard soft?.pointee.space == kullback_space(KULLBACK_PROBABILITIES) else {
            throw DivergenceError(.option, .softLabels, value: Double(soft?.pointee.space ?? 0))
        }
        return .soft(labels)
    }
    guard soft == nil else { throw DivergenceError(.option, .softLabels) }
    return .hard(hard)
}

@c @implementation
public func kullback_fit_temperature(
    _ logits: UnsafePointer<kullback_typed_rows>!, _ hard: UnsafePointer<kullback_labels>!,
    _ soft: UnsafePointer<kullback_typed_rows>!, _ binCount: Int, _ given: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_temperature_fit>!
) -> kullback_status {
    boundary(given) { given throws(DivergenceError) in
        let options = try options(given, of: logits, .logits)
        let result = try validated(result, rows: 1)
        let fit = try fitTemperature(
            try RowView(logits, .logits), try labels(hard, soft), binCount: binCount == 0 ? nil : binCount, options)
        result.pointee = kullback_temperature_fit(
            temperature: fit.temperature, loss_before: fit.lossBefore, loss_after: fit.lossAfter,
            ece_before: fit.calibrationErrorBefore, ece_after: fit.calibrationErrorAfter, count: fit.count,
            iterations: Int32(fit.iterations), converged: fit.isConverged ? 1 : 0)
    }
}

@c @implementation
public func kullback_calibration_error(
    _ p: UnsafePointer<kullback_typed_rows>!, _ hard: UnsafePointer<kullback_labels>!,
    _ soft: UnsafePointer<kullback_typed_rows>!, _ binCount: Int, _ given: UnsafePointer<kullback_options>!,
    _ result: UnsafeMutablePointer<kullback_calibration>!, _ bins: UnsafeMutablePointer<kullback_calibration_bin>!
) -> kullback_status {
    boundary(given) { given throws(DivergenceError) in
        let options = try options(given, of: p, .p)
        let result = try validated(result, rows: 1)
        let places = try bins.map { bins throws(DivergenceError) in try validated(bins, rows: 1) }
        let summary = try calibrationError(
            try RowView(p, .p), try labels(hard, soft), binCount: binCount == 0 ? nil : binCount, options
        ) { index, bin in
            places?[index] = kullback_calibration_bin(
                accuracy: bin.accuracy, confidence: bin.confidence, count: bin.count)
        }
        result.pointee = kullback_calibration(
            expected: summary.expected, maximum: summary.maximum, accuracy: summary.accuracy,
            confidence: summary.confidence, count: summary.count)
    }
}
