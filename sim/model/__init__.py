"""The model for Mesa: the same laws, each choice made by an organization and each bill by a pool."""

import warnings

with warnings.catch_warnings():
    # In a notebook Mesa's progress bars, which nothing here shows, ask for widgets.
    warnings.filterwarnings("ignore", message="IProgress not found")
    from sim.model.decision import Decision
    from sim.model.organization import Organization
    from sim.model.pool import Pool
    from sim.model.pooling_model import PoolingModel

__all__ = ["Decision", "Organization", "Pool", "PoolingModel"]
