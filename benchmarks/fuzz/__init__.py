"""Mutated files of all kinds against the program: ``python -m benchmarks.fuzz`` (Linux)."""
