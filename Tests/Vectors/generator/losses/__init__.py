"""Cases of losses, and the oracle that computes their values and gradients."""
