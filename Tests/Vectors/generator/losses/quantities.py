"""The losses of one row: values and derivatives as in the textbook, over mpmath numbers.

Each function gives a value, the size of its terms, and for every side the derivatives with respect
to its probabilities, up to a constant. Nothing is arranged for accuracy: the working precision is.
"""

from math import inf

from mpmath import exp, fsum, log, mpf


def log_ratios(p, q):
    """log(p / q) of every entry; that of 0 / 0 is never looked at."""
    pairs = zip(p.probabilities, q.probabilities)
    return [log(a / b) if a and b else mpf(inf if a else -inf) for a, b in pairs]


def excess(p, q):
    """1 - p / q."""
    pairs = zip(p.probabilities, q.probabilities)
    return [1 - a / b if b else mpf(-inf if a else 1) for a, b in pairs]


def kl(p, q, _=None):
    ratios = log_ratios(p, q)
    return p.mean(ratios), ratios, excess(p, q)


def reverse_kl(p, q, _=None):
    value, v, u = kl(q, p)
    return value, u, v


def added(*lists):
    return [sum(terms) for terms in zip(*lists)]


def jeffreys(p, q, _=None):
    forward, u, v = kl(p, q)
    backward, s, r = kl(q, p)
    return forward + backward, added(u, r), added(v, s)


def mixture_ratios(p, q, weight):
    """log(p / m) with m = weight p + (1 - weight) q."""
    pairs = zip(p.probabilities, q.probabilities)
    return [log(a / (weight * a + (1 - weight) * b)) if a else mpf(-inf) for a, b in pairs]


def js_divergence(p, q, weight):
    u = [weight * x for x in mixture_ratios(p, q, weight)]
    v = [(1 - weight) * x for x in mixture_ratios(q, p, 1 - weight)]
    return p.mean(u) + q.mean(v), u, v


def scaled_js(p, q, weight):
    value, u, v = js_divergence(p, q, weight)
    scale = 1 / (weight * (1 - weight))
    return scale * value, [scale * x for x in u], [scale * x for x in v]


def cross_entropy(p, q, _=None):
    u = [-x for x in q.logarithms]
    return p.mean(u), u, excess(p, q)


def entropy(p, _q=None, _=None):
    u = [-x for x in p.logarithms]
    return p.mean(u), u, None


def kl_to_uniform(p, _q=None, _=None):
    count = sum(p.times)
    u = [log(count * x) if x else mpf(-inf) for x in p.probabilities]
    return p.mean(u), u, None


TWO_SIDED = {
    "kl": kl,
    "reverse_kl": reverse_kl,
    "jeffreys": jeffreys,
    "js_divergence": js_divergence,
    "scaled_js": scaled_js,
    "cross_entropy": cross_entropy,
}
ONE_SIDED = {"entropy": entropy, "kl": kl_to_uniform}


def log_sum_exp(p):
    """Value, size and gradient: the largest logit and the logarithm may cancel."""
    largest = max(p.scaled)
    rest = log(fsum(n * exp(x - largest) for n, x in zip(p.times, p.scaled)))
    return largest + rest, abs(largest) + rest, [(slope, slope) for slope in p.slopes]


def label_loss(q, label, smoothing):
    """`label` is an entry. Gives the value, and the gradient with its sizes."""
    count = sum(q.times)
    targets = [mpf(smoothing) / count for _ in q.times]
    targets[label] += 1 - mpf(smoothing)
    terms = zip(q.times, targets, q.logarithms)
    value = -fsum(n * t * x for n, t, x in terms if t)
    size = [mpf(0)] * len(targets) if not smoothing else targets
    pulls = [excess_of_target(t, x) for t, x in zip(targets, q.probabilities)]
    mean = q.mean(pulls)
    gradient = [
        (slope * (d - mean), abs(slope * (d - mean)) + (abs(slope / x) * s if x else 0))
        if slope
        else (mpf(0), mpf(0))
        for slope, d, x, s in zip(q.slopes, pulls, q.probabilities, size)
    ]
    return value, gradient


def excess_of_target(target, probability):
    return 1 - target / probability if probability else mpf(-inf if target else 1)


def decoupled_kl(p, q, mse_weight, ce_weight):
    """Value, and both gradients with their sizes."""
    differences = [a - b if a > -inf else mpf(0) for a, b in zip(p.scaled, q.scaled)]
    mean = p.mean(differences)
    variance = p.mean([(x - mean) ** 2 for x in differences]) if mean < inf else mpf(inf)
    cross, _, v = cross_entropy(p, q)
    _, u, _ = kl(p, q)
    p_gradient = [(mse_weight * g, abs(mse_weight) * s) for g, s in p.gradient(u)]
    q_gradient = [(ce_weight * g, abs(ce_weight) * s) for g, s in q.gradient(v)]
    return mse_weight / 2 * variance + ce_weight * cross, p_gradient, q_gradient
