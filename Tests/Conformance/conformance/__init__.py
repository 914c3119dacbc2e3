"""Judges what the runners of every language wrote against the vectors and against each other."""
