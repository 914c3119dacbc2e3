extension DivergenceError.Status {
    /// One line for the kind of error.
    public var message: StaticString {
        switch self {
        case .nullPointer: "a required pointer is null"
        case .count: "a count is too large for memory, or zero where at least one is needed"
        case .shape: "rows or counts differ"
        case .stride: "a stride leaves the address space, or maps two results to one place"
        case .alignment: "a data pointer is not aligned to its element"
        case .option: "an option is out of range, or does not apply here"
        case .quantity: "this function does not compute that quantity"
        case .probability: "not a probability: negative or infinite (for logarithms: +inf)"
        case .sum: "the probabilities do not sum to one; normalize takes unnormalised weights"
        case .noMass: "a row has no mass: it is empty, or all of it is zero"
        case .parameter: "a parameter is outside its domain"
        case .format: "these bytes are no accumulator of this version, or have been altered"
        case .frequency: "not counts: negative, or of a sum of 2^53 or more"
        case .noClosedForm: "there is no closed form for this pair or quantity; a Monte-Carlo estimate takes any"
        case .notPositiveDefinite: "a matrix is not positive definite: this pivot is not positive"
        case .callback: "a callback stopped the computation"
        case .outOfMemory: "out of memory"
        }
    }

    /// Whether `row` and `index` say something.
    var isAboutData: Bool {
        switch self {
        case .probability, .sum, .noMass, .parameter, .frequency, .notPositiveDefinite: true
        default: false
        }
    }

    /// Whether `value` says something.
    var hasValue: Bool {
        switch self {
        case .option, .quantity, .probability, .sum, .parameter, .frequency, .callback, .noClosedForm,
            .notPositiveDefinite:
            true
        default: false
        }
    }
}

extension DivergenceError.Argument {
    /// The argument's name in the C header and in Python.
    public var name: StaticString {
        switch self {
        case .none: ""
        case .p: "p"
        case .q: "q"
        case .locP: "loc_p"
        case .scaleP: "scale_p"
        case .logVarP: "log_var_p"
        case .firstP: "the first parameter of p"
        case .secondP: "the second parameter of p"
        case .locQ: "loc_q"
        case .scaleQ: "scale_q"
        case .logVarQ: "log_var_q"
        case .firstQ: "the first parameter of q"
        case .secondQ: "the second parameter of q"
        case .logRatio: "log_ratio"
        case .sampler: "sampler"
        case .logDensityP: "log_density_p"
        case .logDensityQ: "log_density_q"
        case .f: "f"
        case .x: "x"
        case .smallestQ: "q_min"
        case .accumulator: "accumulator"
        case .binMap: "bin_map"
        case .amount: "amount"
        case .joint: "joint"
        case .distributions: "distributions"
        case .weights: "weights"
        case .weightsP: "weights of p"
        case .weightsQ: "weights of q"
        case .samples: "samples"
        case .projection: "projection"
        case .coordinates: "coordinates"
        case .observed: "observed"
        case .expected: "expected"
        case .table: "table"
        case .resampling: "resampling"
        case .progress: "progress"
        case .labels: "labels"
        case .mask: "mask"
        case .rowWeights: "row_weights"
        case .gradientP: "p_gradient"
        case .gradientQ: "q_gradient"
        case .teacher: "teacher"
        case .student: "student"
        case .distillation: "distillation"
        case .tokens: "tokens"
        case .logits: "logits"
        case .softLabels: "soft_labels"
        case .binCount: "n_bins"
        case .schedule: "schedule"
        case .start: "start"
        case .end: "end"
        case .steps: "steps"
        case .cycles: "cycles"
        case .ratio: "ratio"
        case .steepness: "steepness"
        case .weight: "weight"
        case .kl: "kl"
        case .target: "target"
        case .horizon: "horizon"
        case .clip: "clip"
        case .stepCount: "n_steps"
        case .bound: "bound"
        case .curvature: "curvature"
        case .shrink: "shrink"
        case .largestTryCount: "max_tries"
        case .evaluate: "evaluate"
        case .quantity: "quantity"
        case .options: "options"
        case .result: "result"
        }
    }
}

extension DivergenceError: CustomStringConvertible {
    /// Such as "q, row 3, position 5: value -0.1: not a probability: ...".
    public var description: String {
        var text = ""
        if argument != .none { text += "\(argument.name)" }
        // Or of two members of one family.
        if status.isAboutData || (status == .noClosedForm && argument == .firstQ) {
            text += ", row \(row)"
            if let index { text += ", position \(index)" }
        }
        if argument != .none { text += ": " }
        if status.hasValue { text += (status == .sum ? "sum " : "value ") + "\(value): " }
        return text + "\(status.message)"
    }
}
