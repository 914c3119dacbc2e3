import KullbackPlatform

// Matrices of Gaussians in the form that is wanted, whichever they are given in: row by row, in full.

extension GaussianBatch {
    /// Checks the batch, and writes its covariances, Cholesky factors or precisions, that of Gaussian number b to target +
    /// b stride. Errors name the Gaussian, the pivot and its value.
    ///
    /// `allowingSingular`: covariances may be singular, whose factors then have zeros on their diagonals.
    func writeMatrices(
        as form: CovarianceForm, _ argument: DivergenceError.Argument, allowingSingular: Bool = false,
        _ settings: Settings, to target: UnsafeMutablePointer<Double>, stride: Int? = nil
    ) throws(DivergenceError) {
        let (plan, stride) = (GaussianPlan(count, dimension, settings), stride ?? dimension * dimension)
        try plan.forEachGroup { () throws(DivergenceError) in
            try GaussianWorkspace(plan.space, matrices: 3)
        } _: { (work: borrowing GaussianWorkspace, first: Int, count: Int) throws(DivergenceError) in
            let group = GaussianGroup(batch: self, argument: argument, first: first, count: count)
            for lane in 0..<count {
                if let error = group.infinity(lane: lane) { throw error }
            }
            do throws(DivergenceError) {
                try group.write(form, work, to: target + first * stride, stride)
            } catch {
                guard allowingSingular, hasCovariances, error.status == .notPositiveDefinite else { throw error }
                for lane in 0..<count {
                    try group.single(lane: lane).writeOfAny(form, work, to: target + (first + lane) * stride)
                }
            }
            return .zero
        } store: { _, _ in
        }
    }
}

extension GaussianGroup {
    fileprivate func write(
        _ form: CovarianceForm, _ work: borrowing GaussianWorkspace, to target: UnsafeMutablePointer<Double>,
        _ stride: Int
    ) throws(DivergenceError) {
        let (space, d) = (work.space, batch.dimension)
        let factor = GaussianFactor(self, work.matrix(0), work[.diagonalP], work[.reciprocalsP])
        try factor.compute(space, spare: work.matrix(1), work[.tolerances])
        let isGiven = form == .covariance && batch.hasCovariances || form == .precision && batch.form == .precision
        if form == .precision && !isGiven { factor.writeInverse(to: work.matrix(1), space) }
        for lane in 0..<count {
            let matrix = target + lane * stride
            if isGiven {
                single(lane: lane).copyMatrix(to: matrix)
            } else if form == .choleskyFactor {
                setElements(of: matrix) { $1 > $0 ? 0 : factor.upper[space.offset($1, $0) + lane] }
            } else {
                // Lᵀ of Σ = L Lᵀ, or L⁻¹ of Λ = L⁻ᵀ L⁻¹; the other half of a factor is not zero in memory.
                let isUpper = form == .covariance
                let (rows, from) = (work.matrix(2), isUpper ? factor.upper : work.matrix(1))
                setElements(of: rows) { isUpper && $1 < $0 ? 0 : from[space.offset($0, $1) + lane] }
                sumOuterProducts(rows, d, to: matrix)
            }
        }
    }

    /// The same of a group of one, whose covariance may be singular.
    fileprivate func writeOfAny(
        _ form: CovarianceForm, _ work: borrowing GaussianWorkspace, to target: UnsafeMutablePointer<Double>
    ) throws(DivergenceError) {
        do throws(DivergenceError) {
            return try write(form, work, to: target, 0)
        } catch {
            guard error.status == .notPositiveDefinite else { throw error }
        }
        var singular = try DegenerateGaussian(self)
        try singular.factor()
        if form == .covariance {
            copyMatrix(to: target)
        } else {
            singular.writeFactor(to: target, work[.spare])
        }
    }

    /// Of a group of one: the covariance or the precision, as it is given.
    private func copyMatrix(to target: UnsafeMutablePointer<Double>) {
        setElements(of: target) { element(max($0, $1), min($0, $1)) }
    }

    /// An element of the first one's covariance or precision, i >= j.
    func element(_ i: Int, _ j: Int) -> Double {
        batch.form == .precision ? batch.matrix[first, i, j] : covariance(i, j)
    }

    private func setElements(of target: UnsafeMutablePointer<Double>, _ element: (_ row: Int, _ column: Int) -> Double)
    {
        let d = batch.dimension
        for row in 0..<d {
            for column in 0..<d { target[row * d + column] = element(row, column) }
        }
    }
}

/// The sum of r rᵀ over the rows of a triangular matrix. By Cauchy and Schwarz the rounding of an element is small relative
/// to the root of the product of the diagonal elements in its row and column.
private func sumOuterProducts(_ rows: UnsafePointer<Double>, _ d: Int, to target: UnsafeMutablePointer<Double>) {
    for index in 0..<(d * d) { target[index] = 0 }
    for k in 0..<d {
        let row = rows + k * d
        for i in 0..<d where row[i] != 0 {
            let (factor, line) = (row[i], target + i * d)
            for j in 0...i { line[j] += factor * row[j] }
        }
    }
    for i in 0..<d {
        for j in 0..<i { target[j * d + i] = target[i * d + j] }
    }
}

/// Gaussians in memory of their own, contiguous, matrices in full.
struct GaussianStore: ~Copyable {
    let count: Int
    let dimension: Int
    let form: CovarianceForm
    private let memory: Buffer<Double>

    init(_ count: Int, _ dimension: Int, _ form: CovarianceForm) throws(DivergenceError) {
        let (size, overflow) = (dimension * (dimension + 1)).multipliedReportingOverflow(by: count)
        guard !overflow, size <= largestCount else { throw DivergenceError(.count, .p) }
        let memory = try Buffer(Double.self, size)
        (self.count, self.dimension, self.form) = (count, dimension, form)
        self.memory = memory
    }

    var locs: UnsafeMutablePointer<Double> { memory.base + count * dimension * dimension }
    func loc(_ row: Int) -> UnsafeMutablePointer<Double> { locs + row * dimension }
    func matrix(_ row: Int) -> UnsafeMutablePointer<Double> { memory.base + row * dimension * dimension }

    var batch: GaussianBatch {
        GaussianBatch(
            count: count, dimension: dimension, form: form, loc: StridedNumbers(locs, batch: dimension, row: 1),
            matrix: StridedNumbers(memory.base, batch: dimension * dimension, row: dimension, column: 1))
    }

    /// Row number `first` and every so many from there: the Gaussians of a batch, in this one's form.
    func fill(
        _ batch: GaussianBatch, _ argument: DivergenceError.Argument, allowingSingular: Bool = false,
        _ settings: Settings, first: Int = 0, every step: Int = 1
    ) throws(DivergenceError) {
        try batch.writeMatrices(
            as: form, argument, allowingSingular: allowingSingular, settings, to: matrix(first),
            stride: step * dimension * dimension)
        for row in 0..<batch.count {
            for i in 0..<dimension { loc(first + row * step)[i] = batch.loc[row, i, 0] }
        }
    }
}

/// Where Gaussians go, contiguous; what has no data is not wanted.
package struct GaussianResults {
    let form: CovarianceForm
    private let loc: MutableNumbers
    private let matrix: MutableNumbers

    package init(_ form: CovarianceForm, loc: MutableNumbers, matrix: MutableNumbers) throws(DivergenceError) {
        guard form == .covariance || form == .choleskyFactor || form == .precision else {
            throw DivergenceError(.option, .result, value: Double(form.rawValue))
        }
        try loc.validate()
        try matrix.validate()
        (self.form, self.loc, self.matrix) = (form, loc, matrix)
    }

    /// Covariances may be singular: it is factors and inverses that do not exist.
    var allowsSingular: Bool { form == .covariance }

    /// Checks all of them before the first is written. Errors are about `argument`.
    func write(
        _ gaussians: GaussianBatch, _ argument: DivergenceError.Argument, _ settings: Settings
    ) throws(DivergenceError) {
        let store = try GaussianStore(gaussians.count, gaussians.dimension, form)
        try store.fill(gaussians, argument, allowingSingular: allowsSingular, settings)
        let numbers = store.count * store.dimension
        for index in 0..<numbers { loc.data?[index] = canonical(store.locs[index]) }
        for index in 0..<(numbers * store.dimension) { matrix.data?[index] = canonical(store.matrix(0)[index]) }
    }
}
