"""Train copies of a network in lockstep, one for each loss, and time the losses."""

import copy
import statistics
import time
from typing import NamedTuple

import torch

NAMES = ["Kullback", "PyTorch"]  # of the two losses
LEARNING_RATE = 5e-3
BATCH = 64
# The networks are too small for more; Kullback's losses are told so too.
THREADS = 1


class Trainee:
    """A copy of a network, which learns by `loss(model, rows, noise)`, and what its steps gave."""

    def __init__(self, model, loss):
        self.model = copy.deepcopy(model)
        self.loss = loss
        self.optimizer = torch.optim.Adam(self.model.parameters(), LEARNING_RATE)
        self.curve = []
        self.step_seconds = []

    def step(self, rows, noise):
        start = time.perf_counter()
        self.optimizer.zero_grad()
        loss = self.loss(self.model, rows, noise)
        loss.backward()
        self.optimizer.step()
        self.step_seconds.append(time.perf_counter() - start)
        return loss.item()


class Outcome(NamedTuple):
    """What training with the two losses gave."""

    trainees: list[Trainee]
    loss_seconds: dict[str, list[float]]
    lines: list[str]  # about the trained networks, to be printed


def train(trainees, count, epochs, noise_size=0):
    """Give all trainees the same batches of rows and the same normal noise, in turn.

    An epoch adds the mean loss of its rows to each curve.
    """
    generator = torch.Generator().manual_seed(0)
    for _ in range(epochs):
        totals = [0.0] * len(trainees)
        for rows in torch.randperm(count, generator=generator).split(BATCH):
            noise = torch.randn(len(rows), noise_size, generator=generator)
            for index, trainee in enumerate(trainees):
                totals[index] += trainee.step(rows, noise) * len(rows)
        for trainee, total in zip(trainees, totals, strict=True):
            trainee.curve.append(total / count)


def time_losses(losses, random_inputs, widths):
    """Time losses with their gradients, in turn: median seconds, for batches of each width."""
    return {f"{BATCH} x {width}": medians(losses, random_inputs(width)) for width in widths}


def medians(losses, inputs, budget=0.5):
    leaves = [tensor for tensor in inputs if tensor.requires_grad]
    seconds = [[] for _ in losses]
    stop = time.perf_counter() + budget
    while time.perf_counter() < stop:
        for loss, times in zip(losses, seconds, strict=True):
            start = time.perf_counter()
            torch.autograd.grad(loss(*inputs), leaves)
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in seconds]
