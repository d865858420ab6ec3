"""Sweeps: one scenario at many points, many runs of each, in a store that survives interruptions.

The public names are those of ``__init__.pyi``. Each is loaded when it is first used, since importing zarr is slow.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
