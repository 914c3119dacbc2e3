"""Vectors of parametric families: one module per family in `families`, found by listing it."""
