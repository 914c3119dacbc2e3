"""What a comparison comes to."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kullback import _core
from kullback._errors import raise_for
from kullback.estimators import Estimate

_QUANTILES = (0.0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0)
_ESTIMATE = np.dtype([("value", np.float64), ("standard_error", np.float64), ("n", np.uintp)])
_COUNTS = ("tokens", "labelled", "infinite", "nan")
_SPREADS = ("kl_quantiles", "probability_change_quantiles")
_ESTIMATES = (
    "probability_change",
    "probability_change_rms",
    "nll_p",
    "nll_q",
    "nll_change",
    "perplexity_p",
    "perplexity_q",
    "perplexity_ratio",
    "perplexity_change",
)

# kullback_comparison_report of kullback/comparison.h
_REPORT = np.dtype(
    [(name, np.uintp) for name in _COUNTS]
    + [("kl", _ESTIMATE), ("same_top", _ESTIMATE)]
    + [(name, np.float64, (len(_QUANTILES),)) for name in _SPREADS]
    + [(name, _ESTIMATE) for name in _ESTIMATES]
    + [("nll_correlation", np.float64)]
)


@dataclass(frozen=True)
class ComparisonReport:
    """Two models compared over many tokens. Changes are from p to q.

    An `kullback.estimators.Estimate` is (value, standard_error, n). Standard errors are s / sqrt(n)
    with s the sample standard deviation; of functions of means to first order (delta method).
    Quantiles are dicts from 0 (minimum), 0.001, 0.01, ... 0.999, 1 (maximum), exact, and linear
    between tokens as those of `numpy.quantile`.

    `print` shows it as a table.

    Attributes
    ----------
    tokens, labelled, infinite, nan : int
        Tokens that count, and how many of them have a label, an infinite divergence, a NaN.
    kl : Estimate
        Mean of D(P || Q), in nats.
    kl_quantiles : dict
    same_top : Estimate
        Share of tokens for which both models have the same top token.
    probability_change, probability_change_rms : Estimate
        Mean of Q[label] - P[label], and root of the mean of its square.
    probability_change_quantiles : dict
    nll_p, nll_q, nll_change : Estimate
        Mean of -log P[label], of -log Q[label], and of their difference.
    perplexity_p, perplexity_q, perplexity_ratio : Estimate
        Their exponentials; the ratio is q's perplexity divided by p's.
    perplexity_change : Estimate
        The difference of the perplexities.
    nll_correlation : float
        Correlation of -log P[label] and -log Q[label] over tokens.
    """

    tokens: int
    labelled: int
    infinite: int
    nan: int
    kl: Estimate
    same_top: Estimate
    kl_quantiles: dict[float, float]
    probability_change_quantiles: dict[float, float]
    probability_change: Estimate
    probability_change_rms: Estimate
    nll_p: Estimate
    nll_q: Estimate
    nll_change: Estimate
    perplexity_p: Estimate
    perplexity_q: Estimate
    perplexity_ratio: Estimate
    perplexity_change: Estimate
    nll_correlation: float

    def table(self) -> str:
        """Return the report as text; a part on labels is there if there were labels."""
        parts = [self._about_labels()] if self.labelled else []
        parts.append(_section("KL divergence, nats", [("mean", self.kl)], self.kl_quantiles))
        if self.labelled:
            changes = [
                ("mean", _percent(self.probability_change)),
                ("RMS", _percent(self.probability_change_rms)),
            ]
            spread = {p: 100 * value for p, value in self.probability_change_quantiles.items()}
            title = "Change of the label's probability, %"
            parts.append(_section(title, changes, spread))
        parts.append(_section("Top token, %", [("same", _percent(self.same_top))], {}))
        return "\n\n".join([self._header(), *parts])

    def __str__(self) -> str:
        """Return the table."""
        return self.table()

    def _header(self) -> str:
        text = f"{self.tokens} tokens, {self.labelled} with a label"
        for count, what in (self.infinite, "with infinite divergence"), (self.nan, "with NaN"):
            text += f", {count} {what}" if count else ""
        return text

    def _about_labels(self) -> str:
        lines = [
            ("of p (base)", self.perplexity_p),
            ("of q", self.perplexity_q),
            ("ratio q / p", self.perplexity_ratio),
            ("difference q - p", self.perplexity_change),
            ("log of the ratio", self.nll_change),
        ]
        correlation = _line("correlation of logs, %", f"{100 * self.nll_correlation:12.6g}")
        return "\n".join([_section("Perplexity", lines, {}), correlation])


def _percent(estimate: Estimate) -> Estimate:
    return Estimate(100 * estimate.value, 100 * estimate.standard_error, estimate.n)


def _line(name: str, text: str) -> str:
    return f"  {name:<22}{text}"


def _section(
    title: str, estimates: list[tuple[str, Estimate]], quantiles: dict[float, float]
) -> str:
    lines = [title]
    for name, (value, error, _) in estimates:
        lines.append(_line(name, f"{value:12.6g} ± {error:.2g}"))
    names = {0.0: "minimum", 0.5: "median", 1.0: "maximum"}
    for probability, value in reversed(quantiles.items()):
        name = names.get(probability, f"{100 * probability:g} %")
        lines.append(_line(name, f"{value:12.6g}"))
    return "\n".join(lines)


def report_of(tokens: NDArray[np.void]) -> ComparisonReport:
    """Sum up an array of records."""
    result = np.zeros(1, _REPORT)
    raise_for(_core.report_comparison(tokens, result), {_core.ARGUMENT_TOKENS: "tokens"})
    fields: dict[str, Any] = dict(zip(_REPORT.names or (), result.item(), strict=True))
    for name in ("kl", "same_top", *_ESTIMATES):
        fields[name] = Estimate(*fields[name])
    for name in _SPREADS:
        fields[name] = dict(zip(_QUANTILES, result[name][0].tolist(), strict=True))
    return ComparisonReport(**fields)
