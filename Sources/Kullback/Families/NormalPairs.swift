extension Normal {
    /// E |x - c| = Δ + σ √2 e^(-y²) (1 / √π - y erfcx(y)) with Δ = |μ - c| and y = Δ / (σ √2), and the divergence E |x - c| / b -
    /// log(σ / b) + log 2 - log(2 π e) / 2, which is at least 0.07.
    @inline(never)
    static func laplaceDivergence(_ p: Parameters, _ q: Parameters) -> Lane {
        let distance = (p.first - q.first).magnitude
        let ratio = distance / p.second * 0.5.squareRoot()
        let y = select(ratio .> 40, Lane(repeating: 40), ratio)
        let bend = exponential(-y * y) * (1 / Double.pi.squareRoot() - y * erfcx(y))
        let spread = select(ratio .> 40, .zero, p.second / q.second * (bend * 2.0.squareRoot()))
        return (distance / q.second + spread) - (logQuotient(p.second, q.second) + (standardNormalEntropy - logTwo))
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
