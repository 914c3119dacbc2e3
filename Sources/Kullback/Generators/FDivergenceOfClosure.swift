// Closures that throw any error need existentials, which Embedded Swift, and so the shared library, lacks.
#if !hasFeature(Embedded)
    /// The f-divergence Σ q f(p / q) (Csiszár 1963, Ali & Silvey 1966) of a closure f, convex with f(1) = 0, in nats
    /// unless `unit` says otherwise.
    ///
    /// NaN gives NaN. The error is that of the values of f: for rows that are nearly equal it has to be accurate near 1,
    /// in canonical form, with f′(1) = 0. For divergences by name there is ``divergence(_:of:from:)``.
    ///
    /// - Parameters:
    ///   - p: One row of probabilities, or of what `space` says.
    ///   - q: A row of as many.
    ///   - atZero: f(0), which may be infinite: what q is multiplied with where p = 0. If it is nil and needed, f is
    ///     asked, at 0 and, if that is NaN, near it.
    ///   - slopeAtInfinity: The limit of f(t) / t, which may be infinite: what p is multiplied with where q = 0. If it
    ///     is nil and needed, f is asked, at large t.
    ///   - normalize: Divide both rows by their sums: they hold counts, or other weights.
    ///   - sumTolerance: How far a sum may be from one; nil is 1e-6 for Double and 1e-4 for Float.
    ///   - f: f(t) for a ratio t ≥ 0. It is called with 1 first.
    /// - Throws: What f throws, or ``DivergenceError``: for rows, as other divergences do; and for the argument `f` if
    ///   f(t) is NaN, f(1) is not 0, a limit cannot be found, or the sum is negative, so that f is not convex.
    public func fDivergence<Element: Scalar>(
        of p: [Element], from q: [Element], atZero: Double? = nil, slopeAtInfinity: Double? = nil,
        space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil,
        f: (Double) throws -> Double
    ) throws -> Element {
        let options = Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        let limits = GeneratorLimits(atZero: atZero ?? .nan, slopeAtInfinity: slopeAtInfinity ?? .nan)
        return try passingErrors(of: f) { f throws(DivergenceError) in
            try p.withUnsafeBufferPointer { p throws(DivergenceError) in
                try q.withUnsafeBufferPointer { q throws(DivergenceError) in
                    try withResult { result throws(DivergenceError) in
                        try fDivergence(RowView(p), RowView(q), limits: limits, options, result, f: f)
                    }
                }
            }
        }
    }

    /// The divergence of each row of `p` and the same row of `q`.
    public func fDivergence<Element: Scalar>(
        of p: Rows<Element>, from q: Rows<Element>, atZero: Double? = nil, slopeAtInfinity: Double? = nil,
        space: Space = .probabilities, normalize: Bool = false, unit: Unit = .nats, sumTolerance: Double? = nil,
        f: (Double) throws -> Double
    ) throws -> [Element] {
        let options = Options(space: space, normalize: normalize, unit: unit, sumTolerance: sumTolerance)
        let limits = GeneratorLimits(atZero: atZero ?? .nan, slopeAtInfinity: slopeAtInfinity ?? .nan)
        return try passingErrors(of: f) { f throws(DivergenceError) in
            try p.withView(.p) { p throws(DivergenceError) in
                try q.withView(.q) { q throws(DivergenceError) in
                    try withResults(p.rows) { result throws(DivergenceError) in
                        try fDivergence(p, q, limits: limits, options, result, f: f)
                    }
                }
            }
        }
    }

    /// Calls `body` with f as the engine takes it, and throws what f throws.
    private func passingErrors<Result>(
        of f: (Double) throws -> Double, _ body: (BatchFunction) throws(DivergenceError) -> Result
    ) throws -> Result {
        var failure: (any Error)?
        do {
            return try withoutActuallyEscaping(f) { f in
                try body { ratios, count, values in
                    do {
                        for index in 0..<count { values[index] = try f(ratios[index]) }
                        return 0
                    } catch {
                        failure = error
                        return 1
                    }
                }
            }
        } catch {
            throw failure ?? error
        }
    }
#endif
