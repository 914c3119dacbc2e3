"""The functions of x that logarithms of densities are made of, each named by a tuple."""

from mpmath import cos, exp, fsum, inf, log, loggamma, mpf, sin

from .matrices import inverse, log_determinant

ONE = ("1",)
X = ("x",)
SQUARE = ("x^2",)
LOG = ("log x",)
LOG_SQUARE = ("(log x)^2",)
LOG_COMPLEMENT = ("log(1 - x^k)", 1)
LOG_SPREAD = ("log x (1 - x)",)
LOGIT = ("logit x",)
LOGIT_SQUARE = ("(logit x)^2",)
RECIPROCAL = ("1/x",)
COSINE = ("cos x",)
SINE = ("sin x",)
LOG_FACTORIAL = ("log x!",)
LOG_DET = ("log det x",)


def logarithm(x):
    return log(x) if x > 0 else -inf


def softplus(x):
    return log(1 + exp(x))


FUNCTIONS = {
    "1": lambda x: mpf(1),
    "x": lambda x: x,
    "x^2": lambda x: x**2,
    "log x": logarithm,
    "(log x)^2": lambda x: logarithm(x) ** 2,
    "log x (1 - x)": lambda x: logarithm(x) + logarithm(1 - x),
    "logit x": lambda x: logarithm(x) - logarithm(1 - x),
    "(logit x)^2": lambda x: (logarithm(x) - logarithm(1 - x)) ** 2,
    "1/x": lambda x: 1 / x if x else inf,
    "cos x": cos,
    "sin x": sin,
    "log x!": lambda x: loggamma(x + 1),
    "n - x": lambda x, n: n - x,
    "log C(n, x)": lambda x, n: loggamma(n + 1) - loggamma(x + 1) - loggamma(n - x + 1),
    "log C(n + x - 1, x)": lambda x, n: loggamma(n + x) - loggamma(n) - loggamma(x + 1),
    "x^k": lambda x, k: x**k,
    "exp(t x)": lambda x, t: exp(t * x),
    "|x - c|": lambda x, c: abs(x - c),
    "log(1 - x^k)": lambda x, k: logarithm(1 - x**k),
    "log(1 + exp((c - x) / s))": lambda x, c, s: softplus((c - x) / s),
    "log((x - c)^2 + s^2)": lambda x, c, s: log((x - c) ** 2 + s**2),
    "[x = i]": lambda x, i: mpf(x == i),
    "x_i": lambda x, i: x[i],
    "log x_i": lambda x, i: logarithm(x[i]),
    "log n! / prod x_i!": lambda x, n: loggamma(n + 1) - fsum(loggamma(y + 1) for y in x),
    "log det x": log_determinant,
    "x_ij": lambda x, i, j: x[i][j],
    "(1/x)_ij": lambda x, i, j: inverse(x)[i][j],
}


def complement(n):
    return ("n - x", n)


def log_choose(n):
    return ("log C(n, x)", n)


def log_choose_repeated(n):
    return ("log C(n + x - 1, x)", n)


def power(k):
    return ("x^k", k)


def exponential(t):
    return ("exp(t x)", t)


def distance(c):
    return ("|x - c|", c)


def log_power_complement(k):
    return ("log(1 - x^k)", k)


def log_sigmoid(c, s):
    """Minus the logarithm of the logistic function."""
    return ("log(1 + exp((c - x) / s))", c, s)


def log_distance(c, s):
    return ("log((x - c)^2 + s^2)", c, s)


def indicator(i):
    return ("[x = i]", i)


def element(i):
    return ("x_i", i)


def log_element(i):
    return ("log x_i", i)


def log_multinomial(n):
    return ("log n! / prod x_i!", n)


def entry(i, j):
    return ("x_ij", i, j)


def entry_of_inverse(i, j):
    return ("(1/x)_ij", i, j)


def value_at(statistic, x):
    name, *constants = statistic
    return FUNCTIONS[name](x, *constants)
