"""Archive: simulated datasets on disk, as NetCDF files, whole or growing run by run."""

from sim.archive.group import read_group
from sim.archive.growing import GrowingDataset
from sim.archive.netcdf import count_replications, open_dataset, save_dataset

__all__ = ["GrowingDataset", "count_replications", "open_dataset", "read_group", "save_dataset"]
