"""The files that a scenario reads: where it names them, in one list, and their content as text."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any, Final

from sim.errors import ScenarioError
from sim.tables.user_file import read_user_file

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

FILES: Final[tuple[tuple[str, ...], ...]] = (("population", "file"), ("network", "file"), ("decisions",), ("code",))
"""The keys of a scenario that name a file, relative to its folder."""
EXECUTED: Final = ("code",)
"""The one whose file is executed."""


def value_at(tables: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a path of nested tables, or None.

    Examples
    --------
    >>> value_at({"population": {"file": "a.csv"}}, ("population", "file")), value_at({"population": 3}, FILES[0])
    ('a.csv', None)
    """
    for key in path:
        tables = tables.get(key) if isinstance(tables, Mapping) else None
    return tables


def named_files(tables: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """Return the names of the files that the tables of a scenario name, by the path of the key.

    Examples
    --------
    >>> named_files({"population": {"file": "a.csv"}, "decisions": "b.csv"})
    {('population', 'file'): 'a.csv', ('decisions',): 'b.csv'}
    """
    named = {path: value_at(tables, path) for path in FILES}
    return {path: name for path, name in named.items() if isinstance(name, str)}


def read_files(scenario: Scenario, left: bool = False) -> dict[str, bytes]:
    """Return the content of the files that a scenario names, by name.

    Parameters
    ----------
    scenario : Scenario
    left : bool
        Whether files that can no longer be read, although they could when the scenario was, are left out.

    Raises
    ------
    ScenarioError
        A file cannot be read.
    """
    contents = {}
    for name in dict.fromkeys(named_files(scenario.model_dump(include={path[0] for path in FILES})).values()):
        with suppress(ScenarioError) if left else nullcontext():
            text = scenario.texts.get(name)  # of code, as it was when it was first read
            contents[name] = read_user_file(scenario.folder / name, name) if text is None else text.encode()
    return contents


def packed(contents: Mapping[str, bytes]) -> str:
    r"""Return files as JSON: their text by name, or an object with the key ``base64`` where they are not UTF-8.

    Examples
    --------
    >>> packed({"a.csv": b"name\n", "b.csv": b"\xff"})
    '{"a.csv": "name\\n", "b.csv": {"base64": "/w=="}}'
    """
    return json.dumps({name: _as_text(content) for name, content in contents.items()})


def unpacked(text: str) -> dict[str, bytes]:
    r"""Return the files of a JSON text from :func:`packed`, by name.

    Raises
    ------
    ValueError
        The text holds something else.

    Examples
    --------
    >>> unpacked('{"a.csv": "name\\n", "b.csv": {"base64": "/w=="}}')
    {'a.csv': b'name\n', 'b.csv': b'\xff'}
    """
    try:
        files = json.loads(text)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(files, dict):
        raise ValueError("not an object")
    return {name: _as_bytes(content) for name, content in files.items()}


def _as_text(content: bytes) -> str | dict[str, str]:
    """Return a content as text if it is UTF-8 to the last byte, and otherwise as Base64."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _as_bytes(content: Any) -> bytes:
    """Return the content that JSON holds."""
    try:
        if isinstance(content, dict) and set(content) == {"base64"}:
            return base64.b64decode(content["base64"], validate=True)
        if isinstance(content, str):
            return content.encode()
    except (binascii.Error, TypeError, UnicodeEncodeError):
        pass
    raise ValueError("neither a text nor Base64")
