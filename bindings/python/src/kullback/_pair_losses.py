"""Losses of two rows."""

from typing import Unpack

from numpy.typing import ArrayLike

from kullback import _core
from kullback._loss_call import LossCall, LossOrValue
from kullback._loss_document import documented
from kullback._loss_options import PairLossOptions, SumOptions, js_quantity, sides
from kullback._settings import Space


def _pair_loss(
    quantity: int,
    p: ArrayLike,
    q: ArrayLike,
    js_weight: float = 0.0,
    *,
    space: Space | tuple[Space, Space] = "logits",
    temperature: float | tuple[float, float] = 1.0,
    **options: Unpack[SumOptions],
) -> LossOrValue:
    of_p, of_q = sides(space, temperature)
    call = LossCall({"p": ("p", p, *of_p), "q": ("q", q, *of_q)})
    return call.run(
        lambda rows, settings, value, gradients: _core.loss(
            quantity, rows[0], rows[1], settings, value, gradients[0], gradients[1]
        ),
        js_weight=js_weight,
        **options,
    )


@documented
def kl(p: ArrayLike, q: ArrayLike, **options: Unpack[PairLossOptions]) -> LossOrValue:
    """Kullback-Leibler divergence D(P || Q) = sum P log(P / Q).

    Parameters
    ----------
    <pair>
    <pair_keywords>

    <results>

    Notes
    -----
    With respect to logits, the gradients are t P (log(P / Q) - D) for p and t (Q - P) for q, with
    t = 1 / temperature.

    References
    ----------
    S. Kullback and R. A. Leibler, "On information and sufficiency", 1951.

    Examples
    --------
    >>> from kullback import losses
    >>> loss = losses.kl([0.0, 0.0], [0.0, 1.0], gradient="q")
    >>> loss.value.round(12), loss.q_gradient
    (np.float64(0.120114506958), array([-0.23105858,  0.23105858]))
    """
    return _pair_loss(_core.KL, p, q, **options)


@documented
def reverse_kl(p: ArrayLike, q: ArrayLike, **options: Unpack[PairLossOptions]) -> LossOrValue:
    """Reverse Kullback-Leibler divergence D(Q || P).

    With p the teacher and q the student, the loss of MiniLLM and of on-policy distillation: it
    seeks modes, where `kl` covers them.

    Parameters
    ----------
    <pair>
    <pair_keywords>

    <results>

    References
    ----------
    Y. Gu et al., "MiniLLM: Knowledge distillation of large language models", 2024.

    Examples
    --------
    >>> from kullback import losses
    >>> losses.reverse_kl([0.0, 1.0], [0.0, 0.0]).round(12)
    np.float64(0.120114506958)
    """
    return _pair_loss(_core.REVERSE_KL, p, q, **options)


@documented
def jeffreys(p: ArrayLike, q: ArrayLike, **options: Unpack[PairLossOptions]) -> LossOrValue:
    """Jeffreys divergence D(P || Q) + D(Q || P).

    Parameters
    ----------
    <pair>
    <pair_keywords>

    <results>

    References
    ----------
    H. Jeffreys, "An invariant form for the prior probability in estimation problems", 1946.

    Examples
    --------
    >>> from kullback import losses
    >>> losses.jeffreys([0.0, 1.0], [0.0, 0.0]).round(12)
    np.float64(0.23105857863)
    """
    return _pair_loss(_core.JEFFREYS, p, q, **options)


@documented
def js(
    p: ArrayLike,
    q: ArrayLike,
    beta: float = 0.5,
    scaled: bool = False,
    **options: Unpack[PairLossOptions],
) -> LossOrValue:
    """Jensen-Shannon divergence b D(P || M) + (1 - b) D(Q || M), M = b P + (1 - b) Q, b = beta.

    The generalised divergence of GKD, with p the teacher and q the student.

    Parameters
    ----------
    <pair>
    beta : float, default 0.5
        Weight of p in the mixture, between 0 and 1; if `scaled` also 0 and 1.
    scaled : bool, default False
        Divide by b (1 - b). The unscaled divergence is 0 at both ends; the scaled one goes from
        D(P || Q) for b = 0 to D(Q || P) for b = 1.
    <pair_keywords>

    <results>

    References
    ----------
    J. Lin, "Divergence measures based on the Shannon entropy", 1991; R. Agarwal et al., "On-policy
    distillation of language models: learning from self-generated mistakes", 2024.

    Examples
    --------
    >>> from kullback import losses
    >>> losses.js([1.0, 0.0], [0.0, 1.0], space="prob", base=2)
    np.float64(1.0)
    >>> losses.js([0.0, 0.0], [0.0, 1.0], beta=0, scaled=True).round(12)
    np.float64(0.120114506958)
    """
    quantity, weight = js_quantity(beta, scaled)
    return _pair_loss(quantity, p, q, weight, **options)
