"""faire-ensemble: an agent-based simulation of when pooling resources pays, for the group and for each organization.

The public names are those of ``__init__.pyi``. Each is loaded when it is first used, so that ``import sim`` is fast.
"""

import lazy_loader

__version__ = "0.2.0"

__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)
__all__ += ["__version__"]


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
