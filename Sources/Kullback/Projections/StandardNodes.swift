/// Points and weights with Σ w h(z) near E h(z) for z standard normal in d dimensions, eight at a time; the same every time.
///
/// One dimension: the trapezoidal rule with steps of 1/400, whose error vanishes exponentially for analytic functions. Two:
/// its square, with steps of 1/10. More: a Korobov lattice with both signs of each of its points, transformed to have
/// the unit matrix for covariance, so that the rule is exact up to degree three. docs/projections.md has their errors.
struct StandardNodes: ~Copyable {
    let dimension: Int
    let groups: Int
    private let points: LaneBuffer
    private let weights: LaneBuffer

    /// Beyond it the lattice has too few points for a covariance.
    static let largestDimension = 1024

    init(dimension d: Int) throws(DivergenceError) {
        guard (1...Self.largestDimension).contains(d) else {
            throw DivergenceError(.count, .projection, value: Double(d))
        }
        let steps = d == 1 ? 6801 : 165
        let count = d == 1 ? steps : d == 2 ? steps * steps : 2 * latticeSize
        let groups = (count + 7) / 8
        let points = try LaneBuffer(groups * d)
        let weights = try LaneBuffer(groups)
        // For a lattice.
        let factor = try Buffer(Double.self, d * d)
        let room = try Buffer(Double.self, d)
        (dimension, self.groups) = (d, groups)
        self.points = points
        self.weights = weights
        if d <= 2 {
            setGrid(steps)
        } else {
            setLattice(factor.base, room.base)
        }
    }

    func point(_ group: Int) -> UnsafeMutablePointer<Lane> { points.base + group * dimension }
    func weight(_ group: Int) -> Lane { weights.base[group] }

    private func setGrid(_ steps: Int) {
        let step = dimension == 1 ? 1.0 / 400 : 1.0 / 10
        var total = 0.0
        for index in 0..<(8 * groups) {
            let (group, lane) = (index / 8, index % 8)
            var (rest, squares) = (index, 0.0)
            for axis in 0..<dimension {
                let z = Double(rest % steps - steps / 2) * step
                rest /= steps
                point(group)[axis][lane] = z
                squares += z * z
            }
            // What is beyond the last point is 0.
            let weight = rest > 0 ? 0 : exp(-0.5 * squares)
            weights.base[group][lane] = weight
            total += weight
        }
        for group in 0..<groups { weights.base[group] = weights.base[group] / Lane(repeating: total) }
    }

    /// Points frac(i a^j / N) + 1 / 2N, turned into normal numbers.
    private func setLattice(_ factor: UnsafeMutablePointer<Double>, _ point: UnsafeMutablePointer<Double>) {
        let d = dimension
        for index in 0..<(d * d) { factor[index] = 0 }
        // The last group is not full.
        for axis in 0..<d { self.point(groups - 1)[axis] = .zero }
        weights.base[groups - 1] = .zero
        let root = 1 / Double(latticeSize).squareRoot()
        for isSecond in [false, true] {
            for index in 0..<latticeSize {
                latticePoint(index, point, d)
                if isSecond {
                    solve(factor, point, d)
                    store(index, point)
                } else {
                    for axis in 0..<d { point[axis] *= root }
                    update(factor, point, d)
                }
            }
        }
    }

    private func store(_ index: Int, _ z: UnsafePointer<Double>) {
        for sign in 0..<2 {
            let place = 2 * index + sign
            for axis in 0..<dimension { point(place / 8)[axis][place % 8] = sign == 0 ? z[axis] : -z[axis] }
            weights.base[place / 8][place % 8] = 0.5 / Double(latticeSize)
        }
    }
}

/// A prime, and a generator that is good by the P2 criterion in 3 to 10 dimensions.
private let latticeSize = 4093
private let latticeGenerator = 220

private func latticePoint(_ index: Int, _ point: UnsafeMutablePointer<Double>, _ d: Int) {
    var remainder = index
    for axis in 0..<d {
        point[axis] = normalQuantile((Double(remainder) + 0.5) / Double(latticeSize))
        remainder = remainder * latticeGenerator % latticeSize
    }
}
