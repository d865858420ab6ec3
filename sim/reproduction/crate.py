"""The folder of a reproduction as an RO-Crate: JSON-LD metadata that repositories of research data read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sim.reproduction import words
from sim.reproduction.reproduce import file_in
from sim.reproduction.words import ReproductionError

if TYPE_CHECKING:
    from sim.reproduction.unpacking import Unpacked

NAME: Final = "ro-crate-metadata.json"
_PROGRAM: Final = "#faire-ensemble"
_ACTION: Final = "#simulation"
_FORMATS: Final = {
    ".nc": "application/x-netcdf",
    ".csv": "text/csv",
    ".toml": "application/toml",
    ".json": "application/json",
    ".py": "text/x-python",
}


def write_crate(unpacked: Unpacked) -> Path:
    """Write the RO-Crate metadata of a folder into which a result was unpacked, and return the path of the file.

    The scenario and its files are the objects of an action, with the program as its instrument. Its result is the one
    that was made again, if it was.

    Parameters
    ----------
    unpacked : Unpacked

    Raises
    ------
    ReproductionError
        The package rocrate is not installed.
    """
    try:
        from rocrate.rocrate import ROCrate
    except ImportError:
        raise ReproductionError(words.NO_CRATE) from None
    result, folder = unpacked.result, unpacked.folder
    crate = ROCrate()
    about = result.ds.attrs
    date = result.origin.get("date", "")
    crate.name = str(about.get("title") or about.get("scenario_name") or "faire-ensemble")
    crate.description = str(words.CRATE_ABOUT.format(made_by=result.made_by))
    if date:
        crate.datePublished = date
    objects = [
        crate.add_file(path, path.relative_to(folder).as_posix(), properties=_described(path))
        for path in unpacked.files
    ]
    made = file_in(folder, result)
    results = [_of_result(crate, made)] if made.exists() else []
    version = result.versions.get("faire-ensemble", "?")
    program = _entity(
        crate, _PROGRAM, "SoftwareApplication", name="faire-ensemble", version=version,
        softwareRequirements=[f"{name} {version}" for name, version in result.versions.items()],
    )  # fmt: skip
    action = _entity(
        crate, _ACTION, "CreateAction", name=result.made_by, instrument=program, object=objects, result=results,
        description=result.origin.get("command") or result.made_by,
        **({"endTime": date} if date else {}),
    )  # fmt: skip
    crate.root_dataset["mentions"] = [action]
    crate.metadata.write(folder)
    return folder / NAME


def _of_result(crate: Any, path: Path) -> Any:
    """Return the entity of the new result: a file, or the folder of a store."""
    if path.is_dir():
        return crate.add_dataset(path, f"{path.name}/")
    return crate.add_file(path, path.name, properties=_described(path))


def _described(path: Path) -> dict[str, Any]:
    """Return what is said about a file."""
    return {
        "name": path.name,
        "contentSize": str(path.stat().st_size),
        "encodingFormat": _FORMATS.get(path.suffix, "application/octet-stream"),
    }


def _entity(crate: Any, identifier: str, kind: str, **properties: Any) -> Any:
    """Add an entity that is no file, and return it; references are set after it is made."""
    from rocrate.model.contextentity import ContextEntity

    entity = crate.add(ContextEntity(crate, identifier, properties={"@type": kind}))
    for key, value in properties.items():
        entity[key] = value
    return entity
