import KullbackPlatform

/// How a batch of Gaussians is gone through: by groups of as many as there are lanes, on threads across groups where there
/// are enough of them, else within each matrix.
struct GaussianPlan {
    let space: MatrixSpace
    private let count: Int
    private let threads: Int

    init(_ count: Int, _ dimension: Int, _ settings: Settings) {
        self.count = count
        // A product takes d / 16 times as long as reading its factors does.
        let work = Double(count) * Double(dimension) * Double(dimension) * (2 + Double(dimension) / 16)
        let threads = threadCount(asked: settings.threads, elements: work < 0x1p60 ? Int(work) : 1 << 60)
        let whole = MatrixSpace(dimension: dimension, threads: 1)
        let groups = (count + whole.lanes - 1) / whole.lanes
        let isAcross = whole.lanes > 1 || groups >= threads
        self.threads = isAcross ? min(threads, max(groups, 1)) : 1
        space = isAcross ? whole : MatrixSpace(dimension: dimension, threads: threads)
    }

    /// Computes the values of each group with memory of its thread's own, and stores them all or throws the first error.
    func forEachGroup<Work: ~Copyable>(
        _ makeWork: () throws(DivergenceError) -> Work,
        _ compute: (borrowing Work, _ first: Int, _ count: Int) throws(DivergenceError) -> Lane,
        store: (Int, Double) -> Void
    ) throws(DivergenceError) {
        guard count > 0 else { return }
        let lanes = space.lanes
        let groups = (count + lanes - 1) / lanes
        let tasks = min(groups, threads <= 1 ? 1 : 8 * min(threads, 256))
        let values = try Buffer(Double.self, groups * lanes)
        let errors = try Buffer(DivergenceError?.self, tasks)
        let (valuesBase, errorsBase) = (values.base, errors.base)
        parallel(tasks, threads: threads) { task in
            let (start, end) = (groups * task / tasks, groups * (task + 1) / tasks)
            (errorsBase + task).initialize(to: nil)
            do throws(DivergenceError) {
                let work = try makeWork()
                for group in start..<end {
                    let first = group * lanes
                    let result = try compute(work, first, min(lanes, count - first))
                    for lane in 0..<lanes { valuesBase[first + lane] = result[lane] }
                }
            } catch {
                errorsBase[task] = error
            }
        }
        for task in 0..<tasks {
            if let error = errors.base[task] { throw error }
        }
        for row in 0..<count { store(row, values.base[row]) }
    }
}
