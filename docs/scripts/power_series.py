"""Print how much of its digits the term a q c_a(p/q) of docs/power_divergences.md can lose.

    python docs/scripts/power_series.py

The factor is the sum of the sizes of a term's parts over the term: by as much are the parts'
relative errors magnified at most. Smaller orders are computed with p and q exchanged.
"""

import mpmath

STEPS = 200
# Ratios up to 3/2 may count as near, and those from 4/3 on as far: it depends on the binades.
NEAR, FAR = mpmath.log(1.5), mpmath.log(mpmath.mpf(4) / 3)
FARTHEST = 700


def orders(low, high):
    """Return orders whose distances from one are in geometric progression, bounds included."""
    distances = [mpmath.mpf(10) ** (mpmath.mpf(k) / 8) for k in range(-96, 25)]
    inside = [1 + s * d for d in distances for s in (1, -1) if low < 1 + s * d < high]
    return [mpmath.mpf(x) for x in (low, high) if x != 1] + inside


def near_form(eps, log_ratio):
    """Return the parts t L - t + 1 and t phi(eps L) / eps, over q."""
    t, x = mpmath.exp(log_ratio), eps * log_ratio
    return t * log_ratio - t + 1, t * (mpmath.expm1(x) - x) / eps


def far_form(eps, log_ratio):
    """Return the parts t (exp(eps L) - 1) / eps and -(t - 1), over q."""
    t = mpmath.exp(log_ratio)
    return t * mpmath.expm1(eps * log_ratio) / eps, 1 - t


def show(name, form, low, high, log_ratios):
    """Print the largest factor of a form for orders from `low` to `high`."""
    found = (0, 0, 0)
    for a in orders(low, high):
        for log_ratio in log_ratios:
            parts = form(a - 1, log_ratio)
            factor = sum(abs(part) for part in parts) / sum(parts)
            found = max(found, (factor, a, log_ratio))
    factor, a, log_ratio = (float(x) for x in found)
    print(f"{name}, {low:g} <= a <= {high:g}: {factor:.2f} at a = {a:.4g}, L = {log_ratio:.4g}")


def main():
    """Print the factors of both forms."""
    mpmath.mp.dps = 80
    signs = (1, -1)
    tiny = [s * NEAR * mpmath.mpf(10) ** -k for k in range(17) for s in signs]
    near = tiny + [s * NEAR * k / STEPS for k in range(1, STEPS) for s in signs]
    far = [
        s * FAR * (FARTHEST / FAR) ** (mpmath.mpf(k) / STEPS) for k in range(STEPS) for s in signs
    ]
    for low, high in ((0.5, 1), (1, 1001)):
        show("near", near_form, low, high, near)
        show("far ", far_form, low, high, far)


if __name__ == "__main__":
    main()
