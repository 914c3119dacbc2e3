/// Room for what is computed of a mixture at eight points.
struct PointRoom: ~Copyable {
    /// L_k⁻¹ (x - μ_k) of each component k.
    let whitened: LaneBuffer
    /// log w_k N(x; μ_k, Σ_k).
    let terms: LaneBuffer

    init(_ mixture: borrowing PreparedMixture) throws(DivergenceError) {
        let whitened = try LaneBuffer(mixture.count * mixture.dimension)
        let terms = try LaneBuffer(mixture.count)
        self.whitened = whitened
        self.terms = terms
    }
}

extension PreparedMixture {
    /// Fills in the room for eight points, of which `x` has one coordinate after the other.
    func evaluate(_ x: UnsafePointer<Lane>, _ room: borrowing PointRoom) {
        let constant = -0.5 * Double(dimension) * logTwoPi
        for component in 0..<count {
            let z = room.whitened.base + component * dimension
            let mean = mean(component)
            for row in 0..<dimension { z[row] = x[row] - Lane(repeating: mean[row]) }
            solve(factor(component), z, dimension)
            room.terms.base[component] =
                (logWeights.base[component] - logDeterminants.base[component] + constant) - 0.5 * squares(z, dimension)
        }
    }

    /// log p at the points of the last evaluation.
    func logDensity(_ room: borrowing PointRoom) -> Lane { logSumExp(room.terms.base, count) }
}

private func squares(_ z: UnsafePointer<Lane>, _ count: Int) -> Lane {
    var sum = Lane.zero
    for index in 0..<count { sum += z[index] * z[index] }
    return sum
}

/// x := L⁻¹ x.
func solve(_ factor: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Lane>, _ d: Int) {
    for row in 0..<d {
        var sum = x[row]
        for column in 0..<row { sum = sum - factor[row * d + column] * x[column] }
        x[row] = sum / Lane(repeating: factor[row * d + row])
    }
}

/// x := L⁻ᵀ x.
func solveTransposed(_ factor: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Lane>, _ d: Int) {
    for row in stride(from: d - 1, through: 0, by: -1) {
        let solved = x[row] / Lane(repeating: factor[row * d + row])
        x[row] = solved
        for column in 0..<row { x[column] = x[column] - factor[row * d + column] * solved }
    }
}

/// log p - log q at eight points at a time, by one thread.
struct LogRatioOfMixtures: ~Copyable {
    private let roomP: PointRoom
    private let roomQ: PointRoom
    private let differences: LaneBuffer
    private let shift: LaneBuffer
    private let isPaired: Bool

    init(
        _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, isPaired: Bool
    ) throws(DivergenceError) {
        let roomP = try PointRoom(p)
        let roomQ = try PointRoom(q)
        let differences = try LaneBuffer(p.count)
        let shift = try LaneBuffer(p.dimension)
        self.roomP = roomP
        self.roomQ = roomQ
        self.differences = differences
        self.shift = shift
        self.isPaired = isPaired
    }

    func values(
        _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ x: UnsafePointer<Lane>
    ) -> Lane {
        p.evaluate(x, roomP)
        q.evaluate(x, roomQ)
        if isPaired {
            for component in 0..<p.count { differences.base[component] = difference(p, q, component) }
        }
        return logRatioOfSums(
            roomP.terms.base, p.count, roomQ.terms.base, q.count,
            differences: isPaired ? UnsafePointer(differences.base) : nil)
    }

    /// log(π f / ω g) of partners f and g. With whitened points y and z, the squares' difference is (y - z)ᵀ(y + z), and
    /// y - z = L_f⁻¹ (μ_g - μ_f - (L_f - L_g) z) is in proportion to what sets them apart.
    private func difference(
        _ p: borrowing PreparedMixture, _ q: borrowing PreparedMixture, _ component: Int
    ) -> Lane {
        let d = p.dimension
        let (factor, other) = (p.factor(component), q.factor(component))
        let (y, z) = (roomP.whitened.base + component * d, roomQ.whitened.base + component * d)
        var constant = logQuotient(p.weights.base[component], q.weights.base[component])
        for row in 0..<d {
            let place = row * d
            var sum = Lane(repeating: q.mean(component)[row] - p.mean(component)[row])
            for column in 0...row { sum = sum - (factor[place + column] - other[place + column]) * z[column] }
            shift.base[row] = sum
            constant -= logQuotient(factor[place + row], other[place + row])
        }
        solve(factor, shift.base, d)
        var squares = Lane.zero
        for row in 0..<d { squares += shift.base[row] * (y[row] + z[row]) }
        return constant - 0.5 * squares
    }
}
