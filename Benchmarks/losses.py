"""Measure losses of logits and of a VAE against PyTorch, eager and compiled, in one run.

    python Benchmarks/losses.py

Two threads each. Prints tables and writes them to build/losses.md: times, how many times as long
PyTorch takes, targets, and the memory that a call takes beside its arguments (the growth of the
process's peak, in a process of its own). `make bench-torch` installs PyTorch first.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional

import kullback
import kullback.torch as ours
from report import Report, Target
from timing import interleave, python_timer

ROOT = Path(__file__).resolve().parent.parent
THREADS = 2
REST_SECONDS = 0.2
CALLS = 10  # on end
SHAPES = ((256, 32_000), (64, 128_256))
VAE_SHAPE = (65_536, 256)
DTYPES = {"f32": torch.float32, "bf16": torch.bfloat16}
MOST_DEVIATION = 1e-4  # PyTorch's own in float32 is a hundredth of it


def eager_kl(p, q):
    """Do what PyTorch's documentation shows: two log_softmax and kl_div."""
    log_p, log_q = functional.log_softmax(p, -1), functional.log_softmax(q, -1)
    return functional.kl_div(log_q, log_p, reduction="batchmean", log_target=True)


def our_kl(p, q):
    """Compute the same by the library."""
    return ours.kl_loss(p, q, reduction="batchmean", threads=THREADS)


def eager_vae(loc, log_var):
    """Compute the formula of the tutorials."""
    return 0.5 * (loc * loc + log_var.exp() - 1 - log_var).sum(-1)


def our_vae(loc, log_var):
    """Compute the same by the library."""
    return ours.vae_kl(loc, log_var, reduction="none", threads=THREADS)


def gradients(function):
    """Make a call with its backward pass, by the second argument: the student's logits."""

    def run(p, q):
        q.grad = None
        function(p, q).backward()

    return run


def logits(shape, dtype, seed=0):
    """Draw logits of two models that have little in common."""
    generator = torch.Generator().manual_seed(seed)
    return [(3 * torch.randn(shape, generator=generator)).to(dtype) for _ in "pq"]


def near(p, q):
    """Fail where values disagree; in bfloat16 PyTorch's are too far off to tell."""
    if p.dtype is torch.float32 and not abs(our_kl(p, q) / eager_kl(p, q) - 1) < MOST_DEVIATION:
        raise SystemExit(f"KL of {tuple(p.shape)}: {our_kl(p, q)} and {eager_kl(p, q)}")


def measure(calls, arguments):
    """Time contenders in turns, in milliseconds (median, minimum)."""
    timings = interleave(
        {k: rested(python_timer(lambda f=f: f(*arguments))) for k, f in calls.items()}
    )
    return {name: (1e3 * t.median, 1e3 * t.minimum) for name, t in timings.items()}


def row_of(name, times):
    """Make a row of the table: times, and how many times as long the others take."""
    mine, *others = times.values()
    cells = [f"{median:.2f} ({minimum:.2f})" for median, minimum in times.values()]
    ratios = [f"{o[0] / mine[0]:.1f} ({o[1] / mine[1]:.1f})" for o in others]
    return (name, *cells, *ratios)


def rested(timer):
    """Time some calls on end, after a pause and one call more.

    PyTorch's threads go on spinning for a while after a call of theirs, and a processor that was
    idle takes a while to be fast again.
    """

    def seconds(_):
        time.sleep(REST_SECONDS)
        timer(1)
        return timer(CALLS)

    return seconds


HEADER = ("ms", "Kullback", "eager", "compiled", "eager / ours", "compiled / ours")


def measure_kl(report):
    """Values, and values with gradients, of both types and shapes."""
    rows, targets, values = [], [], {}
    compiled = torch.compile(eager_kl)
    for shape in SHAPES:
        for name, dtype in DTYPES.items():
            p, q = logits(shape, dtype)
            near(p, q)
            title = f"{shape[0]} x {shape[1]}, {name}"
            times = measure({"ours": our_kl, "eager": eager_kl, "compiled": compiled}, (p, q))
            rows.append(row_of(f"KL, {title}", times))
            values[shape, name] = times["ours"][0]
            if name == "f32":
                targets += against(f"KL, {title}", times, {"eager": 8, "compiled": 3})
            q.requires_grad_()
            calls = {"ours": our_kl, "eager": eager_kl, "compiled": compiled}
            both = measure({k: gradients(f) for k, f in calls.items()}, (p, q))
            rows.append(row_of(f"KL + gradient, {title}", both))
            if name == "f32":
                targets += against(f"KL + gradient, {title}", both, {"eager": 8})
        ratio = values[shape, "f32"] / values[shape, "bf16"]
        what = f"KL, {shape[0]} x {shape[1]}, f32 / bf16"
        targets.append(Target(what, ratio, 1.5, "times", True))
    report.table(HEADER, rows)
    return targets


def measure_vae(report):
    """Measure the KL term of a VAE, one value per row."""
    generator = torch.Generator().manual_seed(0)
    arguments = [torch.randn(VAE_SHAPE, generator=generator) for _ in range(2)]
    compiled = torch.compile(eager_vae)
    times = measure({"ours": our_vae, "eager": eager_vae, "compiled": compiled}, arguments)
    title = f"VAE KL, {VAE_SHAPE[0]} x {VAE_SHAPE[1]}, f32"
    report.table(HEADER, [row_of(title, times)])
    return against(title, times, {"eager": 15, "compiled": 1})


def against(what, times, bounds):
    """Make the targets of a measurement."""
    return [
        Target(f"{what}, against {peer}", times[peer][0] / times["ours"][0], bound, "times", True)
        for peer, bound in bounds.items()
    ]


CONTENDERS = {"Kullback": our_kl, "eager": eager_kl, "compiled": torch.compile(eager_kl)}


def peak_growth(contender, with_gradient):
    """Measure, in this process, by how many bytes a call raises the peak of memory."""
    # Freed memory goes back to the system at once: what a warming-up call leaves is no reserve.
    ctypes.CDLL(None).mallopt(-3, 64 << 10)
    function = CONTENDERS[contender]
    small = logits((2, 64), torch.float32)
    p, q = logits(SHAPES[0], torch.float32)
    if with_gradient:
        function = gradients(function)
        small[1].requires_grad_()
        q.requires_grad_()
    function(*small)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The peak so far is that of the arguments' making: it is filled up to be the present.
    held = torch.empty(max(0, before * 1024 - resident_bytes()), dtype=torch.uint8).fill_(1)
    function(p, q)
    del held
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024


def resident_bytes():
    """Read how much memory of this process is present."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def measure_memory(report):
    """Measure what a call takes beside its arguments, each in a process of its own."""
    rows = []
    for with_gradient in (False, True):
        cells = []
        for contender in CONTENDERS:
            command = [sys.executable, __file__, "--peak", contender]
            command += ["--gradient"] if with_gradient else []
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            cells.append(f"{int(answer.stdout.split()[-1]) / 2**20:.1f}")
        rows.append(("KL + gradient" if with_gradient else "KL", *cells))
    report.table((f"MiB, {SHAPES[0][0]} x {SHAPES[0][1]}, f32", *CONTENDERS), rows)


def parse_arguments():
    """Where the tables go, or what a child process measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "losses.md")
    parser.add_argument("--peak", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--gradient", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    """Measure everything, print it and save it."""
    arguments = parse_arguments()
    torch.set_num_threads(THREADS)
    if arguments.peak:
        print(peak_growth(arguments.peak, arguments.gradient))
        return
    report = Report()
    report.add("# Losses against PyTorch\n")
    report.add(
        f"{os.cpu_count()} processors, {THREADS} threads each, level {kullback.cpu_level()}; "
        f"Kullback {kullback.__version__}, PyTorch {torch.__version__}; medians (minima)."
    )
    report.heading("Speed")
    targets = measure_kl(report)
    report.add()
    targets += measure_vae(report)
    report.heading("Memory beside the arguments, and the gradient if there is one")
    measure_memory(report)
    report.heading("Targets")
    report.targets(targets)
    report.save(arguments.output)


if __name__ == "__main__":
    main()
