import KullbackPlatform

// The Gaussian m between p and q that is proportional to p^a q^(1 - a), in the coordinates where q is the standard one and
// p = N(y, S), S = M Mᵀ, M = 1 + F. With b = 1 - a and C = a + b S = (1 + G)(1 + G)ᵀ,
//
//     Σm = C⁻¹ S,    μm = a C⁻¹ y,
//
// in which C and S commute. G comes from E = S - 1 by factoring 1 + b E in difference form: nothing cancels where p and q
// nearly agree. For 0 <= b <= 1/2, C is at least 1/2 and well conditioned, however small S is.

extension GaussianPair {
    /// Fᵀ, G as an upper matrix, and a lower matrix to solve for.
    private var upperF: UnsafeMutablePointer<Double> { spare(0) }
    private var upperG: UnsafeMutablePointer<Double> { spare(1) }
    private var lower: UnsafeMutablePointer<Double> { spare(2) }

    /// Finds G; the mask is of lanes where C, and so the precision of m, is positive definite.
    private func findGeodesic(_ b: Double) -> LaneMask {
        space.byPanels { space.functions.to_upper($0, f, upperF, $1) }
        space.byPanels { space.functions.gram($0, upperF, b, upperG, $1) }
        let tolerances = work[.tolerances]
        for index in 0..<space.vectorSize { tolerances[index] = 0 }
        let pivots = space.factor(upperG, work[.reciprocals], offset: 1, tolerances)
        var exists = LaneMask.none
        for lane in 0..<8 { exists[lane] = pivots[lane].index < 0 ? -1 : 0 }
        return exists
    }

    /// tr X - d - log det X of X = (1 + x)(1 + x)ᵀ, where the diagonal of 1 + x is p / q, elementwise of what `ratio` says
    /// of F's, G's and their ratio.
    private func excess(
        _ lower: UnsafePointer<Double>,
        _ ratio: (_ f: Double, _ onePlusF: Double, _ g: Double) -> (Double, Double, Double)
    ) -> Lane {
        let (p, q, difference) = (work[.diagonalP], work[.diagonalQ], work[.offset])
        for row in 0..<space.shape.rows {
            let place = space.offset(row, row)
            for lane in 0..<space.lanes {
                let index = row * space.lanes + lane
                (p[index], q[index], difference[index]) = ratio(
                    upperF[place + lane], work[.ratioP][index] / work[.ratioQ][index], upperG[place + lane])
            }
        }
        return excess(lower, kernel_diagonals(p: p, q: q, difference: difference))
    }

    /// Of (1 + G)(1 + G)ᵀ = C itself.
    private func excessOfG() -> Lane {
        space.byPanels { space.functions.to_lower($0, upperG, nil, lower, $1) }
        return excess(lower) { _, _, g in (1 + g, 1, g) }
    }

    /// ‖(1 + G)⁻¹ y‖², which is yᵀ C⁻¹ y.
    private func distanceUnderC() -> Lane {
        let v = work[.spare]
        v.update(from: work[.whitened], count: space.vectorSize)
        space.whole { space.functions.solve_vector($0, upperG, work[.reciprocals], v) }
        return space.sums { space.functions.vector_squares($0, v, $1) }
    }

    /// -log ∫ p^a q^b, which is b times Rényi's divergence of order a, for 1/2 <= a < 1 and b = 1 - a, which is rounded if it is
    /// made of a: a D(m ‖ p) + b D(m ‖ q). Both are sums of non-negative terms, and the rounding of m, where their sum is
    /// least, enters squared.
    func affinityExponent(_ a: Double, _ b: Double) -> Lane {
        _ = findGeodesic(b)
        let mean = a * b * distanceUnderC()
        // D(m ‖ p) from C⁻¹, whose factor is that of 1 - (1 + G)⁻¹ G.
        space.byPanels { space.functions.to_lower($0, upperG, nil, lower, $1) }
        space.solve(upperG, work[.reciprocals], lower, isLower: true)
        let fromP = excess(lower) { _, _, g in (1, 1 + g, -g) }
        // D(m ‖ q) from C⁻¹ S, whose factor is that of 1 + (1 + G)⁻¹ (F - G).
        space.byPanels { space.functions.to_lower($0, upperF, upperG, lower, $1) }
        space.solve(upperG, work[.reciprocals], lower, isLower: true)
        let fromQ = excess(lower) { f, onePlusF, g in (onePlusF, 1 + g, f - g) }
        return 0.5 * (mean + (a * fromP + b * fromQ))
    }

    /// Rényi's divergence of an order a > 1, of which `divergence` is the covariances' part of 2 D(p ‖ q):
    /// D(p ‖ q) + D(p ‖ m) / (a - 1), and infinite where there is no m.
    func renyiDivergence(orderAbove1 a: Double, _ divergence: Lane) -> Lane {
        let exists = findGeodesic(1 - a)
        let value = 0.5 * (divergence + excessOfG() / Lane(repeating: a - 1) + a * distanceUnderC())
        return select(exists, value, Lane(repeating: .infinity))
    }

    /// a D(p ‖ m) + b D(q ‖ m) for 1/2 <= a < 1.
    func geometricJensenShannon(weight a: Double) -> Lane {
        let b = 1 - a
        _ = findGeodesic(b)
        let (v, product, second) = (work[.spare], work[.tolerances], work[.whitened])
        v.update(from: work[.whitened], count: space.vectorSize)
        space.whole { space.functions.solve_vector($0, upperG, work[.reciprocals], v) }
        space.whole { space.functions.solve_transposed($0, upperG, work[.reciprocals], v) }
        // v = C⁻¹ y. The means' parts are b² vᵀ S C v and a² vᵀ S⁻¹ C v, with C = a + b S.
        func squares(_ x: UnsafePointer<Double>) -> Lane { space.sums { space.functions.vector_squares($0, x, $1) } }
        space.whole { space.functions.multiply_transposed($0, upperF, 1, v, product) }
        space.whole { space.functions.multiply_vector($0, upperF, 1, product, second) }
        let meanOfP = b * b * (a * squares(product) + b * squares(second))
        let fromP = excessOfG()
        // D(q ‖ m) from S⁻¹ C, whose factor is that of 1 + M⁻¹ (G - F).
        space.byPanels { space.functions.to_lower($0, upperG, upperF, lower, $1) }
        let (ratioP, ratioQ, reciprocals) = (work[.ratioP], work[.ratioQ], work[.reciprocals])
        for index in 0..<space.vectorSize { reciprocals[index] = ratioQ[index] / ratioP[index] }
        space.solve(upperF, reciprocals, lower, isLower: true)
        product.update(from: v, count: space.vectorSize)
        space.whole { space.functions.solve_vector($0, upperF, reciprocals, product) }
        let meanOfQ = a * a * (a * squares(product) + b * squares(v))
        let fromQ = excess(lower) { f, onePlusF, g in (1 + g, onePlusF, g - f) }
        return 0.5 * (a * (fromP + meanOfP) + b * (fromQ + meanOfQ))
    }
}
