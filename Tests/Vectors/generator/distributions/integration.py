"""Expectations without a closed form: by quadrature over the real line, and by summation."""

from itertools import count

from mpmath import cosh, exp, fsum, log, mp, mpf, pi, sinh


def over_reals(integrand):
    """The integral of a function that decays at least as exp(-|x|) and is smooth on a scale of 1.

    The trapezoidal rule after x = sinh(u): the error of step h is near exp(-π^2 / h), as the
    integrand is analytic where |Im u| < π / 2. Callers try several precisions.
    """
    digits = mp.dps * log(mpf(10))
    step = pi**2 / digits
    reach = int(log(4 * digits) / step)
    nodes = (step * i for i in range(-reach, reach + 1))
    return step * fsum(integrand(sinh(u)) * cosh(u) for u in nodes)


def logistic_density(x):
    return 1 / (2 + exp(x) + exp(-x))


def over_lattice(log_mass, function, mean):
    """The sum of mass times function over 0, 1, 2 …; beyond the mean the mass falls at once."""
    total = mpf(0)
    for x in count():
        mass, value = exp(log_mass(mpf(x))), function(mpf(x))
        total += mass * value
        if x > mean + 20 and mass * (1 + abs(value)) * x < max(abs(total), mp.eps) * mp.eps:
            return total
