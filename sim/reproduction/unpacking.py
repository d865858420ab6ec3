"""Unpacking a result: its scenarios and the files that they read, written into a new folder and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, Final

from sim.calibration.study import CODE
from sim.files import path_inside, whole_file
from sim.reproduction import words
from sim.reproduction.words import ReproductionError
from sim.scenario import CALIBRATE, parse_scenario
from sim.scenario.files import EXECUTED, named_files, unpacked, value_at
from sim.scenario.particles import Particles
from sim.scenario.toml import TOML_BYTES, parse_toml, write_toml
from sim.tables.user_file import TABLE_BYTES
from sim.vocabulary.text import number, same

if TYPE_CHECKING:
    from sim.reproduction.result import Packed, Result
    from sim.scenario import Scenario

SCENARIO: Final = "scenario.toml"
_PARTICLES: Final = "posterior.json"
_SPECIFICATION: Final = "specification.toml"
_DESIGN_BYTES: Final = 64_000_000  # a table may have 100,000 points
_PLAIN: Final = re.compile(r"\w([\w. -]{0,98}\w)?")
_SUFFIX: Final = re.compile(r"\.\w{1,9}")
_MODULE: Final = re.compile(r"[A-Za-z_][\w.]{0,99}\.py")
_OF_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that Windows reserves
_MEGA: Final = 1e6


@dataclass(frozen=True)
class Unpacked:
    """What was unpacked of a result.

    Attributes
    ----------
    result : Result
    folder : Path
        The new folder.
    folders : tuple of Path
        The folder of each scenario.
    files : tuple of Path
        All files written.
    code : tuple of str
        What would be executed: files of Python, and functions of them that a study or a sweep names.
    specification : str
        The text of the study or of the design, with the names that files have here; empty for other results.
    """

    result: Result
    folder: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    code: tuple[str, ...]
    specification: str = ""

    def scenarios(self) -> list[Scenario]:
        """Return the scenarios, with the files that were unpacked; this may execute their code."""
        return [_loaded(packed, folder) for packed, folder in zip(self.result.scenarios, self.folders, strict=True)]


def unpack(result: Result, folder: Path) -> Unpacked:
    """Write the scenarios of a result, and the files that they read, into a new folder, without running anything.

    Every name is chosen here: nothing that a result holds leads out of the folder.

    Parameters
    ----------
    result : Result
    folder : Path
        A folder that does not exist, or is empty.

    Raises
    ------
    ReproductionError
        The folder is not empty, or what the result holds cannot be read.
    OSError
        The folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ReproductionError(words.NOT_EMPTY.format(folder=folder))
    several = len(result.scenarios) > 1
    folders = [folder / chr(ord("A") + k) if several else folder for k in range(len(result.scenarios))]
    contents: dict[Path, bytes] = {}
    code: list[str] = []
    try:
        for packed, home in zip(result.scenarios, folders, strict=True):
            tables, files = _read(packed)
            contents |= {path_inside(home, name): content for name, content in files.items()}
            contents[home / SCENARIO] = write_toml(tables).encode()
            code += [str(name) for name in [value_at(tables, EXECUTED)] if name is not None]
            if packed.particles:
                Particles.of_json(packed.particles)
                contents[home / _PARTICLES] = packed.particles.encode()
        specification, modules, functions = _specification(result, [path.name for path in contents])
        contents |= {path_inside(folder, name): content for name, content in modules.items()}
        if specification:
            contents[folder / _SPECIFICATION] = specification.encode()
    except (ValueError, RecursionError) as error:
        reason = same(str(error)[:200])
        raise ReproductionError(words.MALFORMED.format(path=result.path, reason=reason)) from None
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(content)
    return Unpacked(result, folder, tuple(folders), tuple(contents), (*code, *functions), specification)


def _read(packed: Packed) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the tables of a scenario and its files, which the tables call by new names that are safe."""
    tables = _tables(packed.source, SCENARIO)
    files = unpacked(packed.files)
    for name, content in files.items():
        _require_size(name, len(content), TABLE_BYTES)
    local = safe_names(files, (SCENARIO, _PARTICLES, _SPECIFICATION))
    for path, name in named_files(tables).items():
        if name not in local:
            raise ReproductionError(words.NO_FILE.format(name=same(name)))
        value_at(tables, path[:-1])[path[-1]] = local[name]
    return tables, {local[name]: content for name, content in files.items()}


def _tables(source: str, name: str, most: int = TOML_BYTES) -> dict[str, Any]:
    """Return the tables of a text in TOML."""
    _require_size(name, len(source.encode()), most)
    return parse_toml(source)


def _loaded(packed: Packed, folder: Path) -> Scenario:
    """Return a scenario from its folder, with its particles."""
    tables, _ = _read(packed)
    scenario = parse_scenario(tables, folder, SCENARIO)
    scenario._particles = Particles.of_json(packed.particles) if packed.particles else None
    return scenario


def _specification(result: Result, taken: Iterable[str]) -> tuple[str, dict[str, bytes], list[str]]:
    """Return the text of a study or of a design, the files of its functions, and the functions, all by safe names."""
    if result.made_by == "calibrate":
        text = result.text("study")
        named = [
            target.get("outcome") for target in _tables(text, _SPECIFICATION).get(CALIBRATE, {}).get("targets", [])
        ]
        texts = unpacked(result.text(CODE))
    elif result.made_by == "run_sweep":
        text = result.text("sweep")
        named = _tables(text, _SPECIFICATION, _DESIGN_BYTES).get("outcomes", [])
        given = json.loads(result.text("functions"))
        texts = {str(name).rpartition(":")[0]: str(source).encode() for name, source in dict(given).items()}
    else:
        return "", {}, []
    functions = [name for name in named if isinstance(name, str) and ":" in name]
    places = dict.fromkeys(name.rpartition(":")[0] for name in functions)
    local = _safe_modules(places, taken)
    for name in functions:
        place, _, function = name.rpartition(":")
        if place in texts:
            text = text.replace(_quoted(name), _quoted(f"{local[place]}:{function}"))
    for place, content in texts.items():
        _require_size(place, len(content), TOML_BYTES)
    modules = {_file_name(local[place]): texts[place] for place in places if place in texts}
    return text, modules, [*modules, *functions]


def _safe_modules(places: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return the name of a file or module in one folder for each name that a user gave."""
    used, local = {name.casefold() for name in taken}, {}
    for k, place in enumerate(places, start=1):
        file = _file_name(place)
        plain = _MODULE.fullmatch(file) and not _OF_DEVICES.fullmatch(file) and file.casefold() not in used
        local[place] = place if plain else f"code-{k}.py"
        used.add(_file_name(local[place]).casefold())
    return local


def _file_name(place: str) -> str:
    """Return the name of the file of a module."""
    return place if place.endswith(".py") else f"{place}.py"


def _quoted(name: str) -> str:
    """Return a text as it stands in TOML that this program wrote."""
    return json.dumps(name, ensure_ascii=False)


def _require_size(name: str, size: int, most: int) -> None:
    """Refuse a file that is larger than those that the program reads."""
    if size > most:
        raise ReproductionError(words.TOO_LARGE.format(name=same(name), most=number(most / _MEGA)))


def safe_names(names: Iterable[str], taken: Iterable[str] = ()) -> Mapping[str, str]:
    """Return a name in one folder for each path of a file: its last part if that is plain, and otherwise a number.

    Examples
    --------
    >>> dict(safe_names(["data/orgs.csv", "../../orgs.csv", "C:/x/nul", ".."]))
    {'data/orgs.csv': 'orgs.csv', '../../orgs.csv': 'file-2.csv', 'C:/x/nul': 'file-3', '..': 'file-4'}
    """
    used = {name.casefold() for name in taken}
    local = {}
    for k, name in enumerate(names, start=1):
        last = PurePosixPath(PureWindowsPath(name).name).name
        suffix = PurePosixPath(last).suffix
        if not _PLAIN.fullmatch(last) or _OF_DEVICES.fullmatch(last) or last.casefold() in used:
            last = f"file-{k}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        used.add(last.casefold())
        local[name] = last
    return local
