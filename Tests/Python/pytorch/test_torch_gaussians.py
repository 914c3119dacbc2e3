"""Multivariate normal distributions of PyTorch."""

import torch

import kullback


def test_pytorch():
    """Its distributions stand for ours."""
    normal = torch.distributions.MultivariateNormal
    matrix = torch.tensor([[2.0, 0.5], [0.5, 1.0]], dtype=torch.float64)
    p = normal(torch.zeros(2, dtype=torch.float64), covariance_matrix=matrix)
    q = normal(
        torch.ones(2, dtype=torch.float64), covariance_matrix=torch.eye(2, dtype=torch.float64)
    )
    expected = torch.distributions.kl_divergence(p, q).item()
    assert abs(float(kullback.kl_divergence(p, q)) - expected) < 1e-14
