"""Scalar laws of the model: compiled, stateless, each with its equation and its source."""
