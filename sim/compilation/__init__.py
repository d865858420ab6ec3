"""Compilation: the decorators over numba, the cache of compiled code, prefetching."""
