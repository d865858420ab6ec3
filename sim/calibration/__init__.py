"""Calibration: the parameters of a scenario that give published numbers, without a likelihood.

The public names are those of ``__init__.pyi``. Each is loaded when it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
