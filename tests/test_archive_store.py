"""The store of files describes variables of plain numbers as h5netcdf does."""

import h5py
import numpy as np
import pytest
import xarray as xr
from xarray.backends import H5NetCDFStore

from sim.archive import GrowingDataset, open_dataset
from sim.archive.store import PlainNumbersStore


@pytest.fixture
def mixed():
    """Return a dataset with numbers of several types, texts, flags, a scalar, labels and an empty dimension."""
    about = {"units": "CAD", "long_name": "coût"}
    return xr.Dataset(
        {
            "gain": (("replication", "month"), np.arange(6.0).reshape(2, 3), about),
            "cost": (("month", "member"), np.array([[np.nan, 1.0]] * 3, dtype=np.float32), about),
            "pools": ("replication", np.arange(2, dtype=np.int32), about),
            "bytes": ("replication", np.arange(2, dtype=np.uint8)),
            "flag": ("replication", np.array([True, False])),
            "word": ("replication", ["é", "b"]),
            "size": ("replication", np.arange(2.0), {"number": 3, "empty": ""}),
            "square": (("month", "month_too"), np.eye(3)),
            "nothing": ("void", np.zeros(0)),
            "scalar": 3.5,
        },
        {
            "replication": [0, 1],
            "month": ("month", [1, 2, 3], {"long_name": "month"}),
            "resources.hr.fixed_cost": ("replication", [0.5, 1.5]),
            "place": ("member", ["x", "y"]),
        },
        {"title": "Ein Fall"},
    )


def described(path):
    """Return all that HDF5 knows of a file, in the order in which it was written."""

    def each(item):
        about = item.attrs
        kinds = [(name, about.get_id(name).get_type().get_class(), about.get_id(name).shape) for name in about]
        values = {name: np.asarray(about[name]).tolist() for name in about if name not in _REFERENCES}
        made = item.id.get_create_plist()
        filters = [made.get_filter(k) for k in range(made.get_nfilters())]
        order = made.get_attr_creation_order()
        scales = [[scale.name for scale in axis.values()] for axis in item.dims]
        layout = (item.shape, item.maxshape, item.chunks, str(item.dtype), str(item.fillvalue), filters, order)
        return kinds, repr(values), layout, scales, item[()].tolist().__repr__()

    with h5py.File(path) as file:
        return {name: each(item) for name, item in file.items()}


_REFERENCES = ("DIMENSION_LIST", "REFERENCE_LIST")  # to places in the file; `scales` has their names


def test_a_file_is_described_as_h5netcdf_describes_it(mixed, tmp_path, monkeypatch):
    with GrowingDataset(tmp_path / "short.nc") as file:
        file.finish(mixed)
    monkeypatch.setattr("sim.archive.store.PlainNumbersStore", H5NetCDFStore)
    with GrowingDataset(tmp_path / "long.nc") as file:
        file.finish(mixed)
    short, long = described(tmp_path / "short.nc"), described(tmp_path / "long.nc")
    assert list(short) == list(long)
    for name, facts in long.items():
        assert short[name] == facts, name
    xr.testing.assert_identical(open_dataset(tmp_path / "short.nc"), open_dataset(tmp_path / "long.nc"))


def test_plain_numbers_take_the_short_way(mixed, tmp_path, monkeypatch):
    taken = []
    long_way = H5NetCDFStore.prepare_variable

    def noted(self, name, *arguments):
        taken.append(name)
        return long_way(self, name, *arguments)

    monkeypatch.setattr(H5NetCDFStore, "prepare_variable", noted)
    with GrowingDataset(tmp_path / "a.nc") as file:
        assert isinstance(file._store, PlainNumbersStore)
        file.finish(mixed)
    others = {"word", "size", "nothing", "scalar", "replication", "month", "place"}
    assert others <= set(taken)
    assert not {"gain", "cost", "pools", "bytes"} & set(taken)
