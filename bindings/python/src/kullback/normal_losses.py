"""Losses of normal distributions, and KL estimates per token: values and gradients in one call.

`vae_loss` is the KL term of a variational auto-encoder, `normal_loss` the divergence of two
diagonal normals (two layers of latents, a policy and its prior), `token_kl` the estimates k1, k2
and k3 of reinforcement learning from the log-probabilities of tokens.

The operands of a function broadcast to one shape, whose last axis is that of the dimensions or of
the tokens; the axes before it are the batch of rows. float16, bfloat16 (of ml_dtypes), float32 and
float64 are read as they are and may mix.
"""

from kullback._normal_losses import NormalLoss, normal_loss, vae_loss
from kullback._token_kl import TokenKL, token_kl

__all__ = ["NormalLoss", "TokenKL", "normal_loss", "token_kl", "vae_loss"]
