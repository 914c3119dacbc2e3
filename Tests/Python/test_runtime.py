"""The module itself: version, instruction sets, the GIL, documentation."""

import inspect
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kullback as kb

ROOT = Path(__file__).parents[2]
LEVELS = ("baseline", "x86-64-v3", "x86-64-v4")
FUNCTIONS = [
    kb.entropy,
    kb.cross_entropy,
    kb.kl_divergence,
    kb.jeffreys_divergence,
    kb.js_divergence,
    kb.js_distance,
    kb.vae_kl,
]


def test_version_is_that_of_the_library() -> None:
    assert kb.__version__ == (ROOT / "VERSION").read_text().strip()


@pytest.fixture
def restored_level() -> Iterator[Any]:
    level = kb.cpu_level()
    yield level
    kb.limit_cpu_level(level)


def test_levels_give_the_same_bits(restored_level: Any) -> None:
    logits = np.random.default_rng(0).normal(size=(2, 9, 1001))
    expected = kb.kl_divergence(*logits, space="logits")
    for level in LEVELS[: LEVELS.index(restored_level) + 1]:
        kb.limit_cpu_level(level)  # type: ignore[arg-type]
        assert kb.cpu_level() == level
        np.testing.assert_array_equal(kb.kl_divergence(*logits, space="logits"), expected)


def test_unknown_level() -> None:
    level: Any = "x86-64-v2"
    with pytest.raises(ValueError, match="'x86-64-v2' is not one of 'baseline'"):
        kb.limit_cpu_level(level)


def test_other_threads_run_during_a_call() -> None:
    """With the GIL held, the counting thread would stand still for the whole of the call."""
    p = np.broadcast_to(np.full(1000, 1e-3), (100_000, 1000))
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.wait(0.0005):
            ticks += 1

    thread = threading.Thread(target=count)
    thread.start()
    try:
        before = ticks
        kb.kl_divergence(p, p, threads=1)
        during = ticks - before
    finally:
        done.set()
        thread.join()
    # One tick might come between the call and the reading of the count.
    assert during > 2


def test_calls_from_many_threads() -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(50), size=200)
    expected = kb.entropy(p)
    equal: list[bool] = []

    def work() -> None:
        equal.extend(bool((kb.entropy(p) == expected).all()) for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert equal == [True] * 200


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_docstrings_are_complete(function: Any) -> None:
    text = inspect.getdoc(function)
    assert text is not None
    for section in ("Parameters", "Returns", "Raises", "Notes", "References", "Examples"):
        assert f"\n{section}\n{'-' * len(section)}\n" in text
    for name in inspect.signature(function).parameters:
        assert f"{name} :" in text or f"{name}, " in text or f", {name} :" in text
    assert not re.search(r"<\w+>", text), "a placeholder for shared text was not filled in"


def test_all_names_exist_and_are_documented() -> None:
    for module in (kb, kb.estimators):
        for name in module.__all__:
            public = getattr(module, name)
            if inspect.isclass(public) or inspect.isfunction(public):
                assert public.__doc__, name
