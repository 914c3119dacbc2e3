/// D(q ‖ p) of q = N(μ0 + L0 m, L0 T Tᵀ L0ᵀ), T lower triangular, and its gradient by the parameters: m, and the rows of T, or
/// its diagonal alone; the diagonal of T by its logarithms.
///
/// In these coordinates the Fisher information of q at the start is the unit matrix, but for 2 along the diagonal: steps
/// down the gradient are nearly natural ones, whatever the scales of p.
struct ReverseObjective: ~Copyable {
    private let nodes: StandardNodes
    private let isDiagonal: Bool
    private let room: PointRoom
    /// Sums for the gradient, and z, y = m + T z, x = μ0 + L0 y and the gradient by x at eight nodes.
    private let sums: LaneBuffer
    private let y: LaneBuffer
    private let x: LaneBuffer
    private let slope: LaneBuffer
    /// μ0 and L0.
    private let mean: Buffer<Double>
    let factor: Buffer<Double>
    let parameterCount: Int
    private var dimension: Int { nodes.dimension }

    init(_ p: borrowing PreparedMixture, isDiagonal: Bool) throws(DivergenceError) {
        let d = p.dimension
        let nodes = try StandardNodes(dimension: d)
        let parameterCount = isDiagonal ? 2 * d : d + d * (d + 1) / 2
        let room = try PointRoom(p)
        let sums = try LaneBuffer(parameterCount)
        let y = try LaneBuffer(d)
        let x = try LaneBuffer(d)
        let slope = try LaneBuffer(d)
        let mean = try Buffer(Double.self, d)
        let factor = try Buffer(Double.self, d * d)
        self.nodes = nodes
        self.room = room
        self.sums = sums
        self.y = y
        self.x = x
        self.slope = slope
        self.mean = mean
        self.factor = factor
        (self.isDiagonal, self.parameterCount) = (isDiagonal, parameterCount)
    }

    /// The Gaussian that parameters of 0 stand for.
    func start(_ mean: UnsafePointer<Double>, _ factor: UnsafePointer<Double>) {
        self.mean.base.update(from: mean, count: dimension)
        self.factor.base.update(from: factor, count: dimension * dimension)
    }

    /// Where T's element (row, column) is among the parameters, and row's first column.
    private func place(_ row: Int, _ column: Int) -> Int {
        dimension + (isDiagonal ? row : row * (row + 1) / 2 + column)
    }
    private func firstColumn(_ row: Int) -> Int { isDiagonal ? row : 0 }

    /// The value at some parameters; the gradient holds the diagonal of T until the sums are complete.
    func evaluate(
        _ p: borrowing PreparedMixture, _ parameters: UnsafePointer<Double>, gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let d = dimension
        var logDeterminant = logDeterminant(factor.base, d)
        for row in 0..<d {
            logDeterminant += parameters[place(row, row)]
            gradient[row] = exp(parameters[place(row, row)])
        }
        let diagonal = UnsafePointer(gradient)
        for index in 0..<parameterCount { sums.base[index] = .zero }
        var value = CompensatedSum<Lane>()
        for group in 0..<nodes.groups {
            let (z, weight) = (nodes.point(group), nodes.weight(group))
            place(z, parameters, diagonal)
            p.evaluate(x.base, room)
            let density = p.logDensity(room)
            var squares = Lane.zero
            for row in 0..<d { squares += z[row] * z[row] }
            let logQ = (-0.5 * Double(d) * logTwoPi - logDeterminant) - 0.5 * squares
            value.add(weight * (logQ - density))
            addGradient(p, density, z, weight)
        }
        let scales = y.base
        for row in 0..<d { scales[row] = Lane(repeating: gradient[row]) }
        for index in 0..<parameterCount { gradient[index] = sums.base[index].treeSum }
        for row in 0..<d {
            let index = place(row, row)
            gradient[index] = gradient[index] * scales[row][0] - 1
        }
        return value.total.value
    }

    /// x = μ0 + L0 (m + T z).
    private func place(
        _ z: UnsafePointer<Lane>, _ parameters: UnsafePointer<Double>, _ diagonal: UnsafePointer<Double>
    ) {
        for row in 0..<dimension {
            var sum = parameters[row] + diagonal[row] * z[row]
            for column in firstColumn(row)..<row { sum += parameters[place(row, column)] * z[column] }
            y.base[row] = sum
        }
        for row in 0..<dimension {
            var sum = Lane(repeating: mean.base[row])
            for column in firstColumn(row)...row { sum += factor.base[row * dimension + column] * y.base[column] }
            x.base[row] = sum
        }
    }

    /// -∇ log p = Σ r_k L_k⁻ᵀ L_k⁻¹ (x - μ_k), r_k the components' shares of the density; L0ᵀ times it, by m and by T.
    private func addGradient(
        _ p: borrowing PreparedMixture, _ density: Lane, _ z: UnsafePointer<Lane>, _ weight: Lane
    ) {
        let d = dimension
        for row in 0..<d { slope.base[row] = .zero }
        for component in 0..<p.count {
            let share = exp(room.terms.base[component] - density)
            let whitened = room.whitened.base + component * d
            solveTransposed(p.factor(component), whitened, d)
            for row in 0..<d { slope.base[row] += select(share .== 0, .zero, share * whitened[row]) }
        }
        for column in 0..<d {
            var sum = Lane.zero
            for row in column..<(isDiagonal ? column + 1 : d) { sum += factor.base[row * d + column] * slope.base[row] }
            sum = weight * sum
            sums.base[column] += sum
            for other in firstColumn(column)...column { sums.base[place(column, other)] += sum * z[other] }
        }
    }

    /// The mean and the factor that parameters stand for.
    func read(
        _ parameters: UnsafePointer<Double>, mean target: UnsafeMutablePointer<Double>,
        factor targetFactor: UnsafeMutablePointer<Double>
    ) {
        let d = dimension
        for row in 0..<d {
            var sum = mean.base[row]
            for column in 0...row { sum += factor.base[row * d + column] * parameters[column] }
            target[row] = sum
            for column in 0..<d {
                var element = 0.0
                for k in column..<max(row + 1, column) {
                    let isZero = isDiagonal && k != column
                    let t = k == column ? exp(parameters[place(k, k)]) : isZero ? 0 : parameters[place(k, column)]
                    element += factor.base[row * d + k] * t
                }
                targetFactor[row * d + column] = element
            }
        }
    }
}
