"""Scenarios that come with the program: a name stands for one of them, and a file of the user goes before it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.errors import Problem, ScenarioError
from sim.files import relative_path
from sim.scenario.studies import STUDIES
from sim.scenario.toml import read_toml
from sim.vocabulary.text import Text, join, same

_SUFFIX: Final = ".toml"
_IN_PACKAGE: Final = "_scenarios"  # in an installed package
_IN_CHECKOUT: Final = "scenarios"  # beside the package in a checkout
_LISTED: Final = 1000  # names of a folder among which near ones are searched for
_NEAR: Final = 3  # names that are proposed at most

_THERE: Final = Text(
    "the path of a file that exists, or the name of a shipped scenario (“faire-ensemble scenarios” lists them)",
    "le chemin d'un fichier qui existe, ou le nom d'un scénario fourni (« faire-ensemble scenarios » les énumère)",
)
_MEANT: Final = Text("Did you mean {names}?", "Vouliez-vous dire {names}?")
_QUOTED: Final = Text('"{name}"', "« {name} »")
_OR: Final = Text("{all} or {last}", "{all} ou {last}")


class ShippedScenario(NamedTuple):
    """A scenario that comes with the program.

    Attributes
    ----------
    name : str
        What stands for it: ``quebec``, ``studies/bascule``.
    file : Path
    title, teaches : Text
        Its title, and what it teaches.
    studies : tuple of str
        The studies that it describes, such as ``sweep``.
    """

    name: str
    file: Path
    title: Text
    teaches: Text
    studies: tuple[str, ...]


@cache
def shipped_folder() -> Path | None:
    """Return the folder of the shipped scenarios, in the package or beside it; None if there is none."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / _IN_PACKAGE, package.parent / _IN_CHECKOUT):
        if (folder / f"quebec{_SUFFIX}").is_file():
            return folder
    return None


def shipped_files() -> dict[str, Path]:
    """Return the files of the shipped scenarios by their names, those of studies last."""
    folder = shipped_folder()
    if folder is None:
        return {}
    names = {file.relative_to(folder).with_suffix("").as_posix(): file for file in folder.rglob(f"*{_SUFFIX}")}
    return {name: names[name] for name in sorted(names, key=lambda name: (name.count("/"), name))}


def shipped_scenarios() -> list[ShippedScenario]:
    """Return the shipped scenarios.

    Examples
    --------
    >>> [quebec] = [each for each in shipped_scenarios() if each.name == "quebec"]
    >>> quebec.title.en
    'Quebec, 300 organizations'
    """
    return [_described(name, file) for name, file in shipped_files().items()]


def scenario_file(typed: str | os.PathLike[str], folder: Path = Path()) -> Path:
    """Return the file that a path or a name stands for; what stands for none is returned as a path.

    A file of the user goes before a shipped scenario of the same name; the ending ``.toml`` may be left out of both.

    Parameters
    ----------
    typed : path
        A path, relative to the folder, or the name of a shipped scenario.
    folder : Path

    Examples
    --------
    >>> scenario_file("quebec").name, scenario_file("scenarios/atelier").as_posix()
    ('quebec.toml', 'scenarios/atelier.toml')
    """
    path = folder / typed
    if os.path.exists(path) and not os.path.isdir(path):
        return path
    if os.path.isfile(f"{path}{_SUFFIX}"):
        return Path(f"{path}{_SUFFIX}")
    return shipped_files().get(Path(typed).as_posix().removesuffix(_SUFFIX), path)


def read_scenario_toml(file: Path, name: str) -> dict[str, Any]:
    """Return the tables of a scenario file, which is called by its name in problems.

    Raises
    ------
    ScenarioError
        There is no such file, with the nearest names; or it cannot be read.
    """
    if not os.path.exists(file):
        raise ScenarioError([Problem(file=name, allowed=_THERE, hint=_nearest(file, name))])
    return read_toml(file, name)


def shown_name(file: Path, start: Path | None = None) -> str:
    """Return the name of a scenario file in problems: a shipped one by its name, others as they are or from a folder.

    Examples
    --------
    >>> shown_name(scenario_file("studies/bascule")), shown_name(Path("mine/ours.toml"))
    ('studies/bascule.toml', 'mine/ours.toml')
    """
    home = shipped_folder()
    if home is not None and home in file.parents:
        return file.relative_to(home).as_posix()
    return str(file) if start is None else relative_path(file, start)


def _described(name: str, file: Path) -> ShippedScenario:
    """Return what the file of a shipped scenario says of it."""
    tables = read_toml(file, name)
    title, teaches = (Text(**tables.get(key, {"en": "", "fr": ""})) for key in ("title", "teaches"))
    return ShippedScenario(name, file, title, teaches, tuple(study for study in STUDIES if study in tables))


def _nearest(file: Path, name: str) -> Text | None:
    """Return the question whether one of the nearest files and shipped scenarios was meant."""
    shown = {stem: each for stem, each in _candidates(file, name)}
    near = get_close_matches(file.name.removesuffix(_SUFFIX)[:100].lower(), shown, n=_NEAR)
    if not near:
        return None
    *first, last = [_QUOTED.format(name=same(shown[stem])) for stem in near]
    if first:
        last = _OR.format(all=join(first), last=last)
    return _MEANT.format(names=last)


def _candidates(file: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield the last part of the name, and the whole one, of each shipped scenario and then of each file beside."""
    for each in shipped_files():
        yield each.rpartition("/")[2].lower(), each
    try:
        for other in islice(file.parent.iterdir(), _LISTED):
            if other.suffix == _SUFFIX:
                yield other.stem.lower(), str(Path(name).parent / other.name)
    except (OSError, ValueError):
        return
