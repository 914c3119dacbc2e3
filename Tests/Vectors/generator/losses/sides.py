"""One row of one side: its distribution, as numbers of the working precision."""

from dataclasses import dataclass
from math import inf, isnan

from mpmath import exp, fsum, log, mpf

from ..encoding import decode_row


@dataclass(frozen=True)
class Side:
    """Entries are positions with the same numbers on all sides, `times` of them."""

    times: list
    probabilities: list
    slopes: (
        list  # of an entry's gradient with respect to its number, but for what subtracts the mean
    )
    scaled: list  # logits divided by the temperature

    @property
    def logarithms(self):
        return [log(p) if p else mpf(-inf) for p in self.probabilities]

    def mean(self, terms):
        """Under the distribution, with 0 * inf = 0."""
        products = zip(self.times, self.probabilities, terms)
        return fsum(times * p * term for times, p, term in products if p)

    def gradient(self, derivatives):
        """Of something whose derivatives with respect to free probabilities these are, or differ
        from these by a constant: pairs of derivative and size of its terms."""
        mean = self.mean(derivatives)
        size = self.mean([abs(d) for d in derivatives])
        return [
            (slope * (d - mean), abs(slope) * (abs(d) + size)) if slope else (mpf(0), mpf(0))
            for slope, d in zip(self.slopes, derivatives)
        ]


def weight(number, space, temperature):
    if space == "probabilities":
        return mpf(number)
    return mpf(0) if number == -inf else exp(mpf(number) / temperature)


def side(times, numbers, space, temperature):
    temperature = mpf(temperature)
    weights = [weight(number, space, temperature) for number in numbers]
    total = fsum(n * w for n, w in zip(times, weights))
    probabilities = [w / total for w in weights]
    slopes = (
        [1 / total for _ in weights]
        if space == "probabilities"
        else [p / temperature for p in probabilities]
    )
    scaled = [mpf(number) / temperature for number in numbers]
    return Side(times, probabilities, slopes, scaled)


@dataclass(frozen=True)
class Batch:
    """The rows of one side of a case, as its file states them."""

    space: str
    temperature: float
    rows: list

    @property
    def spread(self):
        """The largest range of what is an exponent."""
        if self.space == "probabilities":
            return 0.0
        finite = [[x for x in row.pattern if abs(x) < inf] for row in self.rows]
        return max((max(x) - min(x) for x in finite if x), default=0.0) / self.temperature

    def has_nan(self, row):
        return any(map(isnan, self.rows[row].pattern))


def batch(stated, temperature=None):
    given = temperature or stated.get("temperature", "0x1p+0")
    return Batch(stated["space"], float.fromhex(given), list(map(decode_row, stated["rows"])))
