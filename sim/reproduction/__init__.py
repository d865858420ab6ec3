"""Reproduction: a result unpacked elsewhere, made again from what it holds, and compared to the last bit.

The public names are those of ``__init__.pyi``. Each is loaded when it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
