"""Writes the vectors: definitions are the oracle, patterns its inputs, cases what is written."""
