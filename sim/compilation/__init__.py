"""Compilation: the decorators that compile the laws and the kernel with numba, and the cache of the compiled code."""
