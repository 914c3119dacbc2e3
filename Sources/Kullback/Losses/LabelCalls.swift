/// The cross-entropy of a hard label per row, -(1 - s) log q[label] - s / K Σ log q with s = `smoothing` (Szegedy et
/// al. 2016), with the gradient with respect to q.
///
/// - Parameters:
///   - ignoring: Rows with this label do not count: value and gradient are 0.
/// - Throws: As ``loss(_:of:from:spaceP:spaceQ:gradients:options:)``, and for a smoothing outside [0, 1] and labels
///   that are none, or not as many as rows.
public func labelLoss<Q: RowElement>(
    of labels: [Int64], from q: Rows<Q>, space: Space = .logits, smoothing: Double = 0, ignoring: Int64 = -100,
    gradient: Bool = true, options: LossOptions = LossOptions()
) throws(DivergenceError) -> Loss<Q, Q> {
    try q.withView(.q) { view throws(DivergenceError) in
        try results(view, wants: (false, gradient), options) { results, options throws(DivergenceError) in
            try withLabels(labels, ignoring: ignoring, smoothing: smoothing) { labels throws(DivergenceError) in
                try labelLoss(try LossSide(view, space, as: .q), labels, options, results)
            }
        }
    }
}

/// What a student learns from a teacher and from labels (Hinton, Vinyals & Dean 2015), `softWeight` T² D(teacher / T ‖
/// student / T) + `hardWeight` CE(label, student), with the gradient with respect to the student's logits. The labels'
/// part has a temperature of 1.
///
/// - Parameters:
///   - labels: One per row; they may be nil if `hardWeight` is 0.
///   - loss: Of the soft part: P is the teacher, Q the student.
///   - ignoring: Rows with this label have no hard part.
///   - options: A batch mean divides both parts by the number of rows that the mask leaves.
/// - Throws: As ``labelLoss(of:from:space:smoothing:ignoring:gradient:options:)``, and for a temperature that is not
///   positive and weights that are infinite.
public func distillationLoss<P: RowElement, Q: RowElement>(
    _ distillation: Distillation = Distillation(), of teacher: Rows<P>, from student: Rows<Q>,
    labels: [Int64]? = nil, by loss: PairwiseLoss = .kl, smoothing: Double = 0, ignoring: Int64 = -100,
    gradient: Bool = true, options: LossOptions = LossOptions()
) throws(DivergenceError) -> Loss<P, Q> {
    var distillation = distillation
    distillation.quantity = loss.quantity.0
    return try teacher.withView(.teacher) { teacher throws(DivergenceError) in
        try student.withView(.student) { student throws(DivergenceError) in
            try results(student, wants: (false, gradient), options) { results, options throws(DivergenceError) in
                var options = options
                options.weight = loss.quantity.weight
                let (teacher, student) = (
                    try LossSide(teacher, .logits, as: .teacher), try LossSide(student, .logits, as: .student)
                )
                guard let labels else {
                    return try distillationLoss(teacher, student, nil, distillation, options, results)
                }
                try withLabels(labels, ignoring: ignoring, smoothing: smoothing) { labels throws(DivergenceError) in
                    try distillationLoss(teacher, student, labels, distillation, options, results)
                }
            }
        }
    }
}

/// The decoupled KL of logits (Cui et al. 2023), `mseWeight` / 2 Var_P(d) + `ceWeight` H(P, Q) with d the differences
/// of logits, each divided by its side's temperature.
///
/// The first term has a gradient with respect to p, and the second one with respect to q; the weights in the first, and
/// P in the second, are held constant. With both weights 1 the gradients are those of D(P ‖ Q).
///
/// - Throws: As ``loss(_:of:from:spaceP:spaceQ:gradients:options:)``, and for weights that are infinite or NaN.
public func decoupledKL<P: RowElement, Q: RowElement>(
    of p: Rows<P>, from q: Rows<Q>, mseWeight: Double = 1, ceWeight: Double = 1,
    temperatures: (p: Double, q: Double) = (1, 1), gradients: (p: Bool, q: Bool) = (true, true),
    options: LossOptions = LossOptions()
) throws(DivergenceError) -> Loss<P, Q> {
    try p.withView(.p) { pView throws(DivergenceError) in
        try q.withView(.q) { qView throws(DivergenceError) in
            try results(pView, wants: gradients, options) { results, options throws(DivergenceError) in
                try decoupledKL(
                    try LossSide(pView, .logits(temperature: temperatures.p), as: .p),
                    try LossSide(qView, .logits(temperature: temperatures.q), as: .q), mseWeight: mseWeight,
                    ceWeight: ceWeight, options, results)
            }
        }
    }
}
