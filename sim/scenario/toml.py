"""Read and write TOML; an invalid file raises a problem with its line and column."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sim.errors import Problem, ScenarioError
from sim.tables.user_file import read_user_file
from sim.vocabulary.text import Text, same

TOML_BYTES: Final = 1_000_000
"""Size up to which a TOML file is read [byte]; a scenario of fifty resources with all its parameters has 0.1 MB."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}\.[ \t]*+){{32}}")
_DECIMAL_COMMA = re.compile(r"[=\[,]\s*[+-]?\d+,\d")


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Return the tables of a TOML file, which is called by its name in problems.

    Raises
    ------
    ScenarioError
        The file cannot be read, or is not TOML: then with the line and the column.
    """
    text = _read_text(path, name)
    try:
        return parse_toml(text)
    except (ValueError, RecursionError) as error:
        raise ScenarioError([_syntax(text, name, str(error))]) from None


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text.

    Raises
    ------
    ValueError, RecursionError
        It is not TOML, or has a key of more than 32 parts: tomllib takes a time that grows with their square.
    """
    if long := _LONG_KEY.search(text):
        line, column = text.count("\n", 0, long.start()) + 1, long.start() - text.rfind("\n", 0, long.start())
        raise ValueError(f"Key of more than 32 parts (at line {line}, column {column})")
    return tomllib.loads(text)


def _read_text(path: Path, name: str) -> str:
    """Return the text of a UTF-8 file; raise a ScenarioError if it cannot be read or is too large."""
    content = read_user_file(path, name, TOML_BYTES)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        allowed = Text("a text file in UTF-8", "un fichier texte en UTF-8")
        hint = Text("Save it again with the encoding UTF-8.", "Enregistrez-le de nouveau en UTF-8.")
        line = error.object[: error.start].count(b"\n") + 1
        raise ScenarioError([Problem(file=name, allowed=allowed, hint=hint, line=line)]) from None


def write_toml(tables: Mapping[str, Any]) -> str:
    """Return nested tables as TOML, with distributions and bilingual texts on one line; None is left out.

    Examples
    --------
    >>> print(write_toml({"months": 60, "network": {"kind": "complete", "file": None}}))
    months = 60
    <BLANKLINE>
    [network]
    kind = "complete"
    <BLANKLINE>
    """
    return "".join(_lines(tables, ""))


def _lines(table: Mapping[str, Any], prefix: str, head: str = "[{}]") -> list[str]:
    """Return the lines of a table: its values, then its inner tables and lists of tables; small tables are inline."""
    inner = {key: value for key, value in table.items() if _is_table(value) or _are_tables(value)}
    lines = []
    for key, value in table.items():
        if key not in inner and value is not None:
            lines.append(f"{key if _BARE.fullmatch(key) else toml_value(key)} = {toml_value(value)}\n")
    if prefix and lines:
        lines = [f"\n{head.format(prefix)}\n", *lines]
    for key, value in inner.items():
        path = f"{prefix}.{key}" if prefix else key
        if isinstance(value, list):
            lines += [line for each in value for line in _lines(each, path, "[[{}]]")]
        else:
            lines += _lines(value, path)
    return lines


def _is_table(value: Any) -> bool:
    """Return whether a value has lines of its own."""
    return isinstance(value, Mapping) and "distribution" not in value and set(value) != {"en", "fr"}


def _are_tables(value: Any) -> bool:
    """Return whether a value is a list of tables, which may be empty: then nothing is written."""
    return isinstance(value, list) and all(map(_is_table, value))


def toml_value(value: Any) -> str:
    """Return a value as TOML, a table on one line.

    Examples
    --------
    >>> toml_value({"low": 0.5, "names": ["a", "b"]})
    '{low = 0.5, names = ["a", "b"]}'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # a JSON string is a TOML string, except that TOML also escapes the character 127
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items() if item is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    return repr(value)


def _syntax(text: str, name: str, message: str) -> Problem:
    """Return the problem of a syntax error, with its position and a hint."""
    position = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.split("\n")
    line, column = (int(position[1]), int(position[2])) if position else (len(lines), len(lines[-1]) + 1)
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    if _DECIMAL_COMMA.search(shown) and "[" not in shown:
        hint = Text("Write decimals with a point: 0.5.", "Écrivez les décimales avec un point : 0.5.")
    else:
        hint = Text("The TOML parser reports: {said}.", "L'analyseur TOML signale : {said}.").format(
            said=same(re.sub(r" \(at .*\)$", "", message)[:200])
        )
    allowed = Text('TOML, such as key = 1 or key = "word"', 'du TOML, comme clé = 1 ou clé = "mot"')
    return Problem(file=name, value=shown, allowed=allowed, hint=hint, line=line, column=column)
