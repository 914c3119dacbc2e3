/// Rényi divergence of two members of an exponential family, of an order above 0 other than 1.
///
/// With natural parameters θ and log-normaliser F, D_a = (F(θ_m) - a F(θ_p) - (1 - a) F(θ_q)) / (a - 1) where m is the
/// member at θ_m = a θ_p + (1 - a) θ_q. Each Bregman divergence of F is a KL divergence, B(θ_p, θ_m) = D(m ‖ p), and the
/// linear terms cancel in the combination, which leaves, with w = 1 - a,
///
///     D_a = D(p ‖ q) - D(p ‖ m) / w,                      for a > 1 infinite where m is outside the natural parameters
///     D_a = ((1 - w) D(m ‖ p) + w D(m ‖ q)) / w
///
/// (Nielsen & Nock 2011, "On Rényi and Tsallis entropies and divergences for exponential families", in these terms). For
/// a > 1 the first is a sum of non-negative numbers, and the distance from p to m is known better than m is. For a < 1 so
/// is the second, in which an error of m enters squared, as m minimises it; but beside members that nearly agree the
/// square of a rounding error is not small, and there the first loses a factor of two at most, if w <= 1/2.
func renyi(_ family: FamilyFunctions, order: Double) -> PairFunction? {
    guard let geodesic = family.geodesic else { return nil }
    let (divergence, divergenceToward) = (family.divergence, family.divergenceToward)
    if order > 1 {
        return { p, q in
            let m = geodesic(p, q, 1 - order)
            let value = divergence(p, q) + divergenceToward(p, q, 1 - order) * (1 / (order - 1))
            return select(family.isOutside(m) .| m.isNaN, .infinite, value)
        }
    }
    // D_a(p ‖ q) = a / (1 - a) D_(1 - a)(q ‖ p)
    let (weight, factor) = order < 0.5 ? (order, order / (1 - order)) : (1 - order, 1)
    return { p, q in
        let (from, to) = order < 0.5 ? (q, p) : (p, q)
        let m = geodesic(from, to, weight)
        let (whole, part) = (divergence(from, to), divergenceToward(from, to, weight) * (1 / weight))
        let sum = ((1 - weight) * divergence(m, from) + weight * divergence(m, to)) * (1 / weight)
        let isNear = (part - 0.75 * whole .<= 0) .& (whole .< .infinity)
        return factor * select(isNear, whole - part, sum)
    }
}
