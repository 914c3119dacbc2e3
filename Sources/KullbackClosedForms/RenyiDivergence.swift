/// Rényi divergence of two members of an exponential family, of an order above 0 other than 1.
///
/// With natural parameters θ and log-normaliser F, D_a = (F(θ_m) - a F(θ_p) - (1 - a) F(θ_q)) / (a - 1) where m is the
/// member at θ_m = a θ_p + (1 - a) θ_q. Each Bregman divergence of F is a KL divergence, B(θ_p, θ_m) = D(m ‖ p), and the
/// linear terms cancel in the combination, which leaves
///
///     a < 1:  D_a = (a D(m ‖ p) + (1 - a) D(m ‖ q)) / (1 - a)
///     a > 1:  D_a = D(p ‖ q) + D(p ‖ m) / (a - 1),   infinite where m is outside of the natural parameter space
///
/// (Nielsen & Nock 2011, "On Rényi and Tsallis entropies and divergences for exponential families", in these terms), sums of
/// non-negative numbers. For a < 1 the rounding of m does not matter: m minimises what is computed, so that its error
/// enters squared.
func renyi(_ family: FamilyFunctions, order: Double) -> PairFunction? {
    guard let geodesic = family.geodesic else { return nil }
    let divergence = family.divergence
    return { p, q in
        let m = geodesic(p, q, 1 - order)
        if order < 1 {
            return (order * divergence(m, p) + (1 - order) * divergence(m, q)) * (1 / (1 - order))
        }
        let value = divergence(p, q) + divergence(p, m) * (1 / (order - 1))
        return select(family.isOutside(m) .| m.isNaN, .infinite, value)
    }
}
