"""One module per family, named as the family is.

PARAMETERS          the names, in order, each with the domain that `patterns` crosses
PLAIN               pairs (parameters of P, parameters of Q): the ordinary ones
CROSS               {family of Q: pairs}
POINTS              where log-densities are asked for
EDGES               {name of a case: pairs}; the answer is often 0 or inf
EXTREMES            False: members of crossed domains make no sense, or have no closed form
EXTREME_QUANTITIES  those that are asked of such members too; all of one member by default
support(...)        the `Support` of the distribution
natural(...)        the logarithm of the density, as {statistic: coefficient}, without the constant
log_partition(...)  minus the constant, of `natural` (inf where there is no such distribution)
are_alike(p, q)     whether these members are of one exponential family; by default they are
terms(...)          instead of the three, where the family is no exponential one: with the constant
expectation(...)    of a statistic; LookupError where it has no closed form
mean, variance      where they are not those of `expectation`

A family of vectors or matrices has what `vector_cases` says instead of pairs, and `cases()`. It may
have its own `kl`, `entropy`, `log_density` and `log_affinity`, and `standard(named)` if it can be
stated in several ways.
"""
