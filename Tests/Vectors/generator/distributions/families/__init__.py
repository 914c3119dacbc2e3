"""One module per family, named as the family is.

PARAMETERS          the names, in order, each with the domain that `patterns` crosses
PLAIN               pairs (parameters of P, parameters of Q): the ordinary ones
CROSS               {family of Q: pairs}
EDGES               {name of a case: pairs}; the answer is often 0 or inf
POINTS              where log-densities are asked for
support(...)        the `Support` of the distribution
natural(...)        the logarithm of the density, as {statistic: coefficient}, without the constant
log_partition(...)  minus the constant, of `natural` (inf where there is no such distribution)
terms(...)          instead of the two, where the family is no exponential one: with the constant
expectation(...)    of a statistic; LookupError where it has no closed form
"""
