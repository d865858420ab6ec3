"""The arrays of a store: one sharded array for each variable, created empty and filled block by block."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import numpy as np
import zarr
from google_crc32c import value as crc32c
from numpy.typing import NDArray
from zarr.codecs import BloscCodec, Crc32cCodec, ZstdCodec

from sim.dataset import provenance
from sim.declared.variables import VARIABLES
from sim.files import synchronize, whole_file
from sim.sweep.columns import STATUS, columns_of, missing
from sim.sweep.design import Design
from sim.sweep.document import COPIED, FORMAT, IDENTITY, ROOT, parsed, sealed
from sim.sweep.identity import identity, kin
from sim.sweep.layout import TO_DO, Layout
from sim.sweep.order import packed_order
from sim.sweep.sessions import SESSIONS, no_sessions
from sim.sweep.shard import KEYS, decode, encode, file_name, is_whole_shard, mark_of
from sim.sweep.state import CODES, packed
from sim.vocabulary.currency import priced
from sim.vocabulary.text import Text
from sim.vocabulary.variable import DIMENSIONS

_NUMBERS: Final = (BloscCodec(cname="zstd", clevel=1, shuffle="shuffle"), Crc32cCodec())
_WORDS: Final = (ZstdCodec(level=1), Crc32cCodec())
_COORDINATE_CHUNK: Final = 1_000_000  # points

Columns = dict[str, NDArray[Any]]


def create_arrays(path: Path, design: Design, layout: Layout) -> None:
    """Create all arrays of a store in a new folder, empty, and write the coordinates.

    The layout may have fewer points than the design, for a trial.
    """
    scenario = design.scenario
    group: Any = zarr.create_group(str(path), zarr_format=3)
    sizes = {
        "point": layout.points,
        "replication": layout.replications,
        "month": scenario.months,
        "resource": len(scenario.resources),
    }
    made: dict[str, str] = {}  # the first array of each type
    for variable, about in columns_of(design):
        dims = ("point", *variable.dims)
        rest = [sizes[dim] for dim in dims[2:]]
        shape, shard = [sizes[dim] for dim in dims], [*layout.shard, *rest]
        chunk = [*_chunk(variable.name, layout), *rest]
        if variable.dtype in made:
            _create_like(path / made[variable.dtype], path / variable.name, shape, chunk, shard, dims, about)
            continue
        made[variable.dtype] = variable.name
        group.create_array(
            variable.name,
            shape=shape,
            chunks=chunk,
            shards=shard,
            dtype=variable.dtype,
            fill_value=missing(variable.dtype),
            compressors=_NUMBERS,
            chunk_key_encoding=KEYS,
            dimension_names=dims,
            attributes=about,
        )
    labels: dict[str, Any] = {
        "point": np.arange(layout.points),
        "replication": np.arange(layout.replications),
        "resource": np.array(list(scenario.resources), dtype=object),
    }
    if design.kept == "months":
        labels["month"] = np.arange(1, scenario.months + 1)
    for name, values in labels.items():
        _write_coordinate(group, name, values, (name,), _named(DIMENSIONS[name]))
    for factor, column in zip(design.factors, design.columns, strict=True):
        about = {"units": priced(factor.unit), **_named(factor.text), "relative": int(factor.relative)}
        _write_coordinate(group, factor.path, column[: layout.points], ("point",), about)
    paths = [factor.path for factor in design.factors]
    if design.places is not None:
        about = {"units": "1", "long_name": "place in the unit cube"}
        _write_coordinate(group, "place", design.places[: layout.points], ("point", "factor"), about)
        _write_coordinate(group, "factor", np.array(paths, dtype=object), ("factor",), {})
    group.create_array("done", shape=(layout.blocks,), chunks=(layout.blocks,), dtype="uint8", fill_value=TO_DO,
                       compressors=Crc32cCodec(), chunk_key_encoding=KEYS, dimension_names=("block",),
                       attributes={"flag_meanings": "to_do done failed partly"})  # fmt: skip
    (path / CODES).write_bytes(packed(np.full(layout.blocks, TO_DO, dtype=np.uint8)))
    whole = {"identity": identity(design), "kin": kin(design), "layout": list(astuple(layout)),
             "order": packed_order(design.order)}  # fmt: skip
    assert set(whole) == set(COPIED)
    (path / IDENTITY).write_bytes(sealed(IDENTITY, whole))
    (path / SESSIONS).write_bytes(no_sessions())
    drawn = design.simulated.uncertain_paths
    particles = design.simulated.particles
    group.update_attributes(
        provenance(scenario, design.seed, design.record, "run_sweep")
        | {
            "sessions": SESSIONS,
            "sweep_format": FORMAT,
            "design": design.kind,
            "sweep": design.source,
            "factors": paths,
            "coordinates": " ".join([*paths, *drawn]),
            "uncertain": " ".join(drawn),
            "posterior": "" if particles is None else particles.name,
            "own_outcomes": " ".join(each.name for each in design.own_numbers),
            "functions": json.dumps({each.function.name: each.function.source for each in design.outcomes}),
        }
        | whole
    )
    _consolidate(path)


def _create_like(
    one: Path,
    other: Path,
    shape: list[int],
    chunk: list[int],
    shard: list[int],
    dims: tuple[str, ...],
    about: dict[str, Any],
) -> None:
    """Create an empty array of the type of another one: zarr takes milliseconds for each, and there are sixty."""
    document = json.loads((one / "zarr.json").read_bytes())
    document |= {"shape": shape, "dimension_names": dims, "attributes": about}
    document["chunk_grid"]["configuration"]["chunk_shape"] = shard
    document["codecs"][0]["configuration"]["chunk_shape"] = chunk
    other.mkdir()
    # without indentation, which would take ten times as long
    (other / "zarr.json").write_text(json.dumps(document), "utf-8")


def _consolidate(path: Path) -> None:
    """Copy the metadata of all arrays into the document of the group, as zarr does, but faster; and add checksums."""
    documents = {file.parent.name: json.loads(file.read_bytes()) for file in sorted(path.glob("*/zarr.json"))}
    whole = json.loads((path / "zarr.json").read_bytes())
    about = {"kind": "inline", "must_understand": False, "metadata": documents}
    coordinates = [file for file in sorted(path.glob("*/c/**/*")) if file.is_file()]
    whole["attributes"]["checksums"] = {
        file.relative_to(path).as_posix(): crc32c(file.read_bytes()) for file in coordinates
    }
    (path / ROOT).write_bytes(sealed(ROOT, {**whole, "consolidated_metadata": about}))


def _named(text: Text) -> dict[str, Any]:
    """Return the attributes that name a coordinate in both languages."""
    return {"long_name": text.en, "long_name_fr": text.fr}


def _write_coordinate(
    group: Any, name: str, values: NDArray[Any], dims: tuple[str, ...], about: dict[str, Any]
) -> None:
    """Write a coordinate, all of its chunks, so that none may be missing; words and mixed types as strings."""
    is_text = values.dtype.kind in "OU"
    array = group.create_array(
        name,
        shape=values.shape,
        chunks=(min(max(len(values), 1), _COORDINATE_CHUNK), *values.shape[1:]),
        dtype=str if is_text else values.dtype,
        dimension_names=dims,
        attributes=about,
        fill_value="" if is_text else 0,
        compressors=_WORDS if is_text else _NUMBERS,
        config={"write_empty_chunks": True},
    )
    array[...] = np.array([str(value) for value in values], dtype=object) if is_text else values


def write_block(path: Path, layout: Layout, block: int, columns: Columns) -> None:
    """Write the shards of a block, from columns (points, replications, ...); each is complete or absent on the disk.

    The column that tells which runs are there comes after all others are on the disk: a block may have had some before.
    """
    kin = _kin(path)
    place, shard = layout.place(block), layout.shard
    for name, values in sorted(columns.items(), key=lambda column: column[0] == STATUS):
        if name == STATUS and (path / name / file_name(place, values.ndim)).exists():
            synchronize()
        file_path = f"{name}/{file_name(place, values.ndim)}"
        mark = mark_of(kin, file_path)
        content = encode(values, _chunk(name, layout), shard, missing(values.dtype), mark)
        with whole_file(path / file_path, batch=True) as file:
            file.write(content)
    synchronize()  # once for all: a block that is marked done must survive a power cut


def read_coordinates(path: Path, names: Sequence[str]) -> list[NDArray[Any]]:
    """Return the values (points,) of some coordinates of a store that is not damaged."""
    group: Any = zarr.open_group(str(path), mode="r", zarr_format=3, use_consolidated=False)
    read = [np.asarray(group[name][...]) for name in names]
    return [np.array(values.tolist(), dtype=str) if values.dtype.kind in "OUT" else values for values in read]


def read_block(path: Path, layout: Layout, block: int, columns: Columns) -> Columns | None:
    """Return the values of a block that is on the disk, in columns like the given ones; None if one is not whole."""
    kin, place = _kin(path), layout.place(block)
    found: Columns = {}
    for name, values in columns.items():
        file, chunk = f"{name}/{file_name(place, values.ndim)}", _chunk(name, layout)
        chunks = layout.shard[0] // chunk[0] * (layout.shard[1] // chunk[1])
        try:
            content = (path / file).read_bytes()
        except FileNotFoundError:
            return None
        if not is_whole_shard(content, chunks, mark_of(kin, file)):
            return None
        dtype, rest = str(values.dtype), values.shape[2:]
        whole = decode(content, chunk, layout.shard, rest, dtype, missing(dtype))
        found[name] = whole[: values.shape[0], : values.shape[1]]
    return found


def _kin(path: Path) -> str:
    """Return what the marks of the shards of a store are made from."""
    return str(parsed((path / IDENTITY).read_bytes())["kin"])


def _chunk(name: str, layout: Layout) -> tuple[int, int]:
    """Return the points and replications of a chunk; a variable without months is small, and has one chunk a block."""
    return layout.chunk if name in VARIABLES and "month" in VARIABLES[name].dims else layout.shard
