extension Normal {
    /// E |x - c| = σ √(2/π) e^(-z²/2) + |μ - c| erf(|z| / √2) with z = (μ - c) / σ.
    @inline(never)
    static func laplaceDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let distance = (p.first - q.first).magnitude
        let z = distance / p.second
        let ε = p.second * exponential(-0.5 * z * z) * (2 / .pi).squareRoot() + distance * erf(z * 0.5.squareRoot())
        // log(2 ε) + 1 - H(p)
        let excess = logQuotient(ε, p.second) + (logTwo + 0.5 - halfLogTau)
        return itakuraSaito(ε, q.second) + excess
    }

    /// With v = (σ / scale)², φ(v/2 - m) + (v - 1 - log v) / 2 + 1 - log(2 π) / 2, where m is the mean as the Gumbel
    /// variable's.
    @inline(never)
    static func gumbelDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let mean = (p.first - q.first) / q.second
        let ratio = p.second / q.second
        let spread = divergence(Parameters(first: .zero, second: p.second), Parameters(first: .zero, second: q.second))
        return exponentialExcess(0.5 * ratio * ratio - mean) + (spread + (1 - halfLogTau))
    }
}
