"""The instruction set in use."""

from typing import Literal, TypeAlias

from kullback import _core

CPULevel: TypeAlias = Literal["baseline", "x86-64-v3", "x86-64-v4"]

_LEVELS: dict[CPULevel, int] = {
    "baseline": _core.CPU_BASELINE,
    "x86-64-v3": _core.CPU_X86_64_V3,
    "x86-64-v4": _core.CPU_X86_64_V4,
}
_NAMES = {level: name for name, level in _LEVELS.items()}


def cpu_level() -> CPULevel:
    """Name the instruction set in use: ``"baseline"``, ``"x86-64-v3"`` or ``"x86-64-v4"``."""
    return _NAMES[_core.get_cpu_level()]


def limit_cpu_level(name: CPULevel) -> None:
    """Use no instruction set above `name` from now on, in the whole process.

    For tests and benchmarks: every level gives the same bits. The environment variable
    ``KULLBACK_CPU_LEVEL`` sets the first limit.

    Examples
    --------
    >>> import kullback
    >>> before = kullback.cpu_level()
    >>> kullback.limit_cpu_level("baseline")
    >>> kullback.cpu_level()
    'baseline'
    >>> kullback.limit_cpu_level(before)
    """
    if name not in _LEVELS:
        raise ValueError(f"{name!r} is not one of {', '.join(map(repr, _LEVELS))}")
    _core.limit_cpu_level(_LEVELS[name])
