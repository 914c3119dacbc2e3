import KullbackPlatform

// The factors of matrices that nearly agree differ by little more than their rounding. There F is sought from the matrices'
// difference, which is exact.

extension GaussianPair {
    /// From E = Lq⁻¹ (Σp - Σq) Lq⁻ᵀ, for which 1 + E = (1 + F)(1 + F)ᵀ.
    func compareCovariances(
        _ p: GaussianFactor, _ q: GaussianFactor, _ difference: GaussianGroup?, _ wanted: LaneMask
    ) throws(DivergenceError) {
        let (a, b, c) = (spare(0), spare(1), spare(2))
        let isOfSums = p.group.batch.form == .lowRank || q.group.batch.form == .lowRank
        if isOfSums || difference != nil {
            if let difference {
                try difference.gather(a, space)
            } else {
                try p.group.gatherDifference(q.group, a, space)
            }
            // Beyond the matrix both go on as the identity.
            let d = p.group.batch.dimension
            b.update(from: a, count: space.matrixSize)
            space.clear(b) { row, column in row < d && column < d }
        } else {
            try p.group.gather(a, space)
            try q.group.gather(b, space)
        }
        factorDifference(a, b, to: c, upperQ, q.reciprocals)
        space.byPanels { space.functions.to_lower($0, a, nil, b, $1) }
        adopt(b, sign: 1, wanted) { row, lane in
            let f = a[space.offset(row, row) + lane]
            return (1 + f, 1, f)
        }
    }

    /// From T of Lqᵀ Λp Lq = (1 + T)ᵀ(1 + T), which is the inverse of (1 + F)(1 + F)ᵀ: F = -(1 + T)⁻¹ T. With the rows and
    /// columns of precisions reversed, as they are factored, T is what E has for covariances.
    func comparePrecisions(
        _ p: GaussianFactor, _ q: GaussianFactor, _ wanted: LaneMask
    ) throws(DivergenceError) {
        let (a, b, c) = (spare(0), spare(1), spare(2))
        try p.group.gather(a, space)
        try q.group.gather(b, space)
        let (reciprocals, tolerances, d) = (work[.reciprocals], work[.tolerances], p.group.batch.dimension)
        // p's factor is not needed any more.
        let factor = upperP
        factor.update(from: b, count: space.matrixSize)
        for index in 0..<space.vectorSize { tolerances[index] = 0 }
        _ = space.factor(factor, reciprocals, tolerances)
        factorDifference(a, b, to: c, factor, reciprocals)
        space.reverse(a, to: b, dimension: d)
        space.byPanels { space.functions.to_upper($0, b, c, $1) }
        space.byPanels { space.functions.to_lower($0, c, nil, b, $1) }
        space.whole { space.functions.diagonal($0, c, 1, tolerances, reciprocals) }
        space.solve(c, reciprocals, b, isLower: true)
        adopt(b, sign: -1, wanted) { row, lane in
            let t = c[space.offset(row, row) + lane]
            return (1, 1 + t, -t)
        }
    }

    /// In place of a: the upper factor, in difference form, of U⁻ᵀ (a - b) U⁻¹.
    private func factorDifference(
        _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, to c: UnsafeMutablePointer<Double>,
        _ upper: UnsafePointer<Double>, _ reciprocals: UnsafePointer<Double>
    ) {
        space.byPanels { space.functions.to_symmetric($0, a, b, c, $1) }
        space.solve(upper, reciprocals, c, isLower: false)
        space.byPanels { space.functions.transpose($0, c, a, $1) }
        space.solve(upper, reciprocals, a, isLower: false)
        let tolerances = work[.tolerances]
        for index in 0..<space.vectorSize { tolerances[index] = 0 }
        _ = space.factor(a, work[.spare], offset: 1, tolerances)
    }

    /// Puts F of some lanes in place of what was there, with its diagonal.
    private func adopt(
        _ lower: UnsafePointer<Double>, sign: Double, _ wanted: LaneMask,
        _ diagonal: (_ row: Int, _ lane: Int) -> (Double, Double, Double)
    ) {
        let (f, lanes) = (f, space.lanes)
        for lane in 0..<lanes where wanted[lane] != 0 {
            for place in stride(from: lane, to: space.matrixSize, by: lanes) { f[place] = sign * lower[place] }
            for row in 0..<space.shape.rows {
                let index = row * lanes + lane
                (work[.ratioP][index], work[.ratioQ][index], work[.difference][index]) = diagonal(row, lane)
            }
        }
    }
}

extension GaussianGroup {
    /// Elements of Σp - Σq that are sums, each over the products of both in turn, with the rounding errors of all: of equal
    /// ones nothing is left.
    fileprivate func gatherDifference(
        _ q: GaussianGroup, _ upper: UnsafeMutablePointer<Double>, _ space: MatrixSpace
    ) throws(DivergenceError) {
        let (d, terms) = (batch.dimension, 1 + max(rank, q.rank))
        let room = try Buffer(Double.self, d * d * count)
        for lane in 0..<count {
            for i in 0..<d {
                for j in 0...i {
                    var sum = CompensatedSum<Double>()
                    for k in 0..<terms {
                        sum.addDifference(factors(lane, i, j, k), q.factors(lane, i, j, k))
                    }
                    room.base[(lane * d + i) * d + j] = sum.value
                }
            }
        }
        gather(kernel_numbers(data: room.base, batch: d * d, row: d, column: 1, count: count), upper, space)
    }

    private var rank: Int { batch.form == .lowRank ? batch.rank : 0 }

    /// Term k of an element: what is given as it is, then the products of W Wᵀ.
    private func factors(_ lane: Int, _ i: Int, _ j: Int, _ k: Int) -> (Double, Double) {
        let row = first + lane
        if k > 0 { return k <= rank ? (batch.matrix[row, i, k - 1], batch.matrix[row, j, k - 1]) : (0, 0) }
        if batch.form == .covariance { return (1, batch.matrix[row, i, j]) }
        return i == j ? (1, batch.diagonal[row, i, 0]) : (0, 0)
    }
}

extension CompensatedSum where Value == Double {
    /// Adds the difference of two products. A sum over equal ones stays 0, to the bit.
    fileprivate mutating func addDifference(_ p: (Double, Double), _ q: (Double, Double)) {
        let (x, y) = (p.0 * p.1, q.0 * q.1)
        add(x)
        add(-y)
        add((-x).addingProduct(p.0, p.1))
        add(-(-y).addingProduct(q.0, q.1))
    }
}
