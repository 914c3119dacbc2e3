"""A small variational auto-encoder of digits, with Kullback's KL term and with PyTorch's."""

import torch
from digits import PIXELS
from kullback.torch import vae_kl
from lockstep import BATCH, NAMES, THREADS, Outcome, Trainee, time_losses, train
from torch import nn
from torch.nn import functional

LATENT = 16
WIDE_LATENT = 4096  # of an auto-encoder of photographs
HIDDEN = 128
EPOCHS = 30


def kullback_kl(mean, log_var):
    return vae_kl(mean, log_var, threads=THREADS)


def pytorch_kl(mean, log_var):
    return 0.5 * (mean**2 + log_var.exp() - 1 - log_var).sum() / len(mean)


LOSSES = [kullback_kl, pytorch_kl]


def random_inputs(latent):
    return [torch.randn(BATCH, latent, requires_grad=True) for _ in range(2)]


class AutoEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Linear(PIXELS, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 2 * LATENT)
        )
        self.decoder = nn.Sequential(
            nn.Linear(LATENT, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, PIXELS)
        )

    def parts(self, kl, images, noise):
        """Give the reconstruction's cross-entropy and the KL term, means over the images."""
        mean, log_var = self.encoder(images).chunk(2, -1)
        pixels = self.decoder(mean + (log_var / 2).exp() * noise)
        reconstruction = functional.binary_cross_entropy_with_logits(
            pixels, images, reduction="sum"
        )
        return reconstruction / len(images), kl(mean, log_var)


def run(digits):
    """Train with both KL terms."""

    def of_rows(kl):
        return lambda model, rows, noise: sum(model.parts(kl, digits.train[rows], noise))

    model = AutoEncoder()
    trainees = [Trainee(model, of_rows(kl)) for kl in LOSSES]
    train(trainees, len(digits.train), EPOCHS, LATENT)

    noise = torch.randn(len(digits.test), LATENT)
    lines = ["Of the test images, nats: cross-entropy   KL term"]
    for name, trainee, kl in zip(NAMES, trainees, LOSSES, strict=True):
        with torch.no_grad():
            reconstruction, term = trainee.model.parts(kl, digits.test, noise)
        lines.append(f"    {name:<22}{reconstruction:13.5f}{term:10.5f}")
    return Outcome(trainees, time_losses(LOSSES, random_inputs, [LATENT, WIDE_LATENT]), lines)
