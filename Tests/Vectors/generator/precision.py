"""Working precision: raised until an answer stands still."""

from math import e, isfinite, log10

from mpmath import mp, mpf, nstr

DIGITS = 40
GUARD_DIGITS = 5
FIRST_PRECISION = 60
DOUBLINGS = 8
MOST_DIGITS_SPANNED = 2000
UNDERFLOW = mpf(10) ** -400
LOG10_E = log10(e)


mp.dps = FIRST_PRECISION


def digits_spanned(row, scale=0):
    """How many digits lie between the largest and the smallest effect of an input.

    Precision below this could lose the small ones and yet stand still; an effect smaller than
    MOST_DIGITS_SPANNED allows for could only show in an answer that underflows. Small inputs enter
    squared; `scale` is what an input is multiplied by in an exponent, 0 where none is.
    """
    inputs = [number for _, numbers in row for number in numbers if isfinite(number)]
    exponents = [0.0, *(log10(abs(number)) for number in inputs if number)]
    in_exponents = (
        (max(inputs, default=0) - min(inputs, default=0)) * scale * LOG10_E if scale else 0
    )
    return int(min(2 * (max(exponents) - min(exponents)) + in_exponents, MOST_DIGITS_SPANNED))


def settle(compute, spanned):
    """The value of `compute()` right to DIGITS digits: as text, or inf or nan.

    What is below UNDERFLOW in two precisions is 0: no dtype reaches as far down.
    """
    previous = None
    for doubling in range(DOUBLINGS):
        with mp.workdps((FIRST_PRECISION + spanned) * 2**doubling):
            value = mpf(compute())
            if not mp.isfinite(value):
                return nstr(value).lstrip("+")
            if previous is not None and max(abs(value), abs(previous)) < UNDERFLOW:
                return "0"
            if previous and abs(value - previous) <= abs(value) * mpf(10) ** -(
                DIGITS + GUARD_DIGITS
            ):
                return nstr(value, DIGITS, strip_zeros=False, min_fixed=1, max_fixed=0)
            previous = value
    raise ArithmeticError(f"no {DIGITS} digits after {DOUBLINGS} doublings of the precision")
