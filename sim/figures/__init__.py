"""Figures: a simulated dataset in, a matplotlib figure out; each function stands in a file of its own.

The public names are those of ``__init__.pyi``. Each is loaded when it is first used, since matplotlib
is slow to import.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
