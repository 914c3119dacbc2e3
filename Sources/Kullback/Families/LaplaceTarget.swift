/// D(p ‖ q) of any p from a Laplace distribution of this scale: that of the Laplace distribution with p's mean deviation
/// E |X - μ| from q's location, and that of p from it.
@inline(never)
func divergenceToLaplace(deviation: Lane, scale: Lane, entropy: Lane) -> Lane {
    itakuraSaito(deviation, scale) + ((logarithm(deviation) + (1 + logTwo)) - entropy)
}
