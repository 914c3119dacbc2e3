import KullbackPlatform

/// p relative to q: with Σp = Lp Lpᵀ and Σq = Lq Lqᵀ,
///
///     1 + F = Lq⁻¹ Lp,    y = Lq⁻¹ (μp - μq),
///
/// F lower triangular. In these coordinates q is the standard Gaussian and p = N(y, (1 + F)(1 + F)ᵀ). F is solved for from
/// the difference Lp - Lq, so that it is as accurate relatively where p and q nearly agree.
struct GaussianPair: ~Copyable {
    let work: GaussianWorkspace

    var space: MatrixSpace { work.space }

    /// The factors of p and of q, F, and matrices to work with.
    static let matrixCount = 6
    var upperP: UnsafeMutablePointer<Double> { work.matrix(0) }
    var upperQ: UnsafeMutablePointer<Double> { work.matrix(1) }
    var f: UnsafeMutablePointer<Double> { work.matrix(2) }
    func spare(_ index: Int) -> UnsafeMutablePointer<Double> { work.matrix(3 + index) }

    init(_ space: MatrixSpace) throws(DivergenceError) {
        work = try GaussianWorkspace(space, matrices: Self.matrixCount)
    }

    /// Reads and factors both, and solves for F and y. Twice the part of D(p ‖ q) that is the covariances' comes back.
    ///
    /// `difference` has Σp - Σq in place of covariances, where it is known better than by subtraction.
    func relate(
        _ p: GaussianGroup, _ q: GaussianGroup, difference: GaussianGroup? = nil
    ) throws(DivergenceError) -> Lane {
        let first = GaussianFactor(p, upperP, work[.diagonalP], work[.reciprocalsP])
        let second = GaussianFactor(q, upperQ, work[.diagonalQ], work[.reciprocalsQ])
        let errors = (compute(first), compute(second))
        if let error = earlier(errors.0, errors.1) { throw error }
        solveForOffset(first, second)
        let f = f
        space.byPanels { space.functions.to_lower($0, upperP, upperQ, f, $1) }
        space.solve(upperQ, second.reciprocals, f, isLower: true)
        let (a, b, differences) = (work[.ratioP], work[.ratioQ], work[.difference])
        for index in 0..<space.vectorSize {
            (a[index], b[index]) = (first.diagonal[index], second.diagonal[index])
            differences[index] = a[index] - b[index]
        }
        let divergence = covarianceDivergence()
        let isNear = divergence .< nearby
        var wanted = LaneMask.none
        for lane in 0..<p.count { wanted[lane] = isNear[lane] }
        guard wanted.isAnySet else { return divergence }
        if p.batch.hasCovariances && q.batch.hasCovariances {
            try compareCovariances(first, second, difference, wanted)
        } else if p.batch.form == .precision && q.batch.form == .precision {
            try comparePrecisions(first, second, wanted)
        }
        return covarianceDivergence()
    }

    private func compute(_ factor: GaussianFactor) -> DivergenceError? {
        do throws(DivergenceError) {
            try factor.compute(space, spare: f, work[.tolerances])
            return nil
        } catch {
            return error
        }
    }

    /// y.
    private func solveForOffset(_ first: GaussianFactor, _ second: GaussianFactor) {
        let (offset, y) = (work[.offset], work[.whitened])
        first.group.gatherLoc(offset, space)
        second.group.gatherLoc(y, space)
        for index in 0..<space.vectorSize {
            offset[index] = offset[index] - y[index]
            y[index] = offset[index]
        }
        space.whole { space.functions.solve_vector($0, second.upper, second.reciprocals, y) }
    }

    /// tr S - d - log det S of S = (1 + F)(1 + F)ᵀ, which is Σ F² and Σ 2 (f - log(1 + f)) along the diagonal.
    func covarianceDivergence() -> Lane {
        let diagonals = kernel_diagonals(
            p: work[.ratioP], q: work[.ratioQ], difference: work[.difference])
        return excess(f, diagonals)
    }

    func excess(_ lower: UnsafePointer<Double>, _ diagonals: kernel_diagonals) -> Lane {
        let squares = space.sums { space.functions.squares($0, lower, $1) }
        let excess = space.sums { shape, sums in
            withUnsafePointer(to: diagonals) { space.functions.excess(shape, $0, sums) }
        }
        return squares + excess
    }

    /// yᵀy: the squared Mahalanobis distance of the means under q.
    func squaredDistance() -> Lane {
        space.sums { space.functions.vector_squares($0, work[.whitened], $1) }
    }
}

/// That of the first row, and there that of p.
private func earlier(_ a: DivergenceError?, _ b: DivergenceError?) -> DivergenceError? {
    guard let a, let b else { return a ?? b }
    return (a.row, a.argument.rawValue) <= (b.row, b.argument.rawValue) ? a : b
}

/// Below it, twice the divergence of covariances is more than the rounding of their factors only after a second look.
private let nearby = 0x1p-5
