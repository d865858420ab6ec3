"""Functions that users write in Python files: loaded from the text of a file, and the line where one fails."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import linecache
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

from sim.errors import Problem, ScenarioError
from sim.tables.user_file import read_user_file
from sim.vocabulary.text import Text

_MODULE: Final = "faire_ensemble_file_"
_BYTES: Final = 1_000_000
_UTF_8: Final = Text("a Python file in UTF-8", "un fichier Python en UTF-8")
_LONGEST: Final = 300  # characters of a message that are repeated
_LONGEST_TITLE: Final = 60


class NoFunctionError(Exception):
    """A function that cannot be loaded.

    Parameters
    ----------
    reason : str
        What Python says.
    line : int, optional
        The line of the file, from 1.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"line {line}: {reason}")
        self.reason = reason
        self.line = line


@dataclass(frozen=True)
class UserFunction:
    r"""A function of a user, with the text that it comes from; a copy can be sent to another machine.

    Attributes
    ----------
    name : str
        How the user named it, such as ``mine.py:losers``; of a function given in Python, its own name.
    file : str
        The file that it stands in, as Python names it; empty where there is none.
    source : str
        The whole text of the file, or of the function where it was not named by a file.
    function : callable

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> _ = (Path(folder.name) / "mine.py").write_text("def half(x):\n    return x / 2\n")
    >>> half = find_function("mine.py:half", Path(folder.name))
    >>> half.function(3), half.source.count("half")
    (1.5, 1)
    >>> folder.cleanup()
    """

    name: str
    file: str
    source: str
    function: Callable[..., Any] = field(compare=False)

    @property
    def has_file(self) -> bool:
        """Whether the user named it by its file or module."""
        return ":" in self.name

    def __reduce__(self) -> tuple[Callable[..., UserFunction], tuple[Any, ...]]:
        """Send the text of its file, or the function itself where there is no file."""
        if self.has_file:
            place = self.function.__module__
            text = self.source if place.startswith(_MODULE) else ""
            return _received, (self.name, self.file, self.source, text)
        return _unpacked, (self.name, self.file, self.source, _packed(self.function))

    def line_of(self, error: BaseException) -> int | None:
        """Return the line of its file at which an error arose; None if the error is not from there."""
        return line_of(error, self.file)


def find_function(name: str, folder: Path) -> UserFunction:
    """Return a function by ``file.py:function`` or ``module:function``.

    Parameters
    ----------
    name : str
        The file is relative to the folder. A module is a file of the folder if there is one, and is imported otherwise.
    folder : Path
        Folder of the scenario or of the study.

    Raises
    ------
    NoFunctionError
        There is no such file, module or function, or an error arose as it was executed.
    """
    place, _, key = name.rpartition(":")
    if not place or not key:
        raise NoFunctionError("no file:function")
    file = place if place.endswith(".py") else f"{place}.py"
    if file == place or (folder / file).is_file():
        path = os.path.realpath(folder / file)
        try:
            text = read_code(folder, file)
        except ScenarioError as error:
            raise NoFunctionError(str(error.problems[0])) from None
        return UserFunction(name, path, text, _attribute(executed(text, path), key, name))
    try:
        module = importlib.import_module(place)
    except Exception as error:  # the module is the user's: anything can happen while it is loaded
        raise NoFunctionError(reason_of(error)) from None
    function = _attribute(module, key, name)
    return UserFunction(name, function.__code__.co_filename, _source_of(function), function)


def title_of(name: str, function: Callable[..., Any] | None = None) -> str:
    """Return what to call a number in figures: the first line of its function's docstring if it is short, or its name.

    Parameters
    ----------
    name : str
        An identifier.
    function : callable, optional
        The function that returns this number alone.

    Examples
    --------
    >>> title_of("small_gain")
    'small gain'
    >>> def small_gain(total_gain):
    ...     '''Gain of small organizations.'''
    >>> title_of("small_gain", small_gain)
    'Gain of small organizations'
    """
    about = (inspect.getdoc(function) or "") if inspect.isfunction(function) else ""
    line = about.partition("\n")[0].strip().rstrip(".")
    return line if 0 < len(line) <= _LONGEST_TITLE else name.replace("_", " ").strip() or name


def given_function(function: Callable[..., Any]) -> UserFunction:
    """Return a function that was given in Python, with its own text."""
    if not inspect.isfunction(function):
        raise NoFunctionError(f"{type(function).__name__}: {function!r}"[:200])
    return UserFunction(function.__name__, function.__code__.co_filename, _source_of(function), function)


@lru_cache(maxsize=32)
def executed(text: str, path: str) -> ModuleType:
    """Return the module of a file's text, executed once in a process, whatever is in the file now.

    Raises
    ------
    NoFunctionError
        With the error and its line.
    """
    module = ModuleType(_MODULE + hashlib.sha256(f"{path}\n{text}".encode()).hexdigest()[:16])
    module.__file__ = path
    sys.modules[module.__name__] = module
    execute(text, path, module.__dict__)
    return module


def execute(text: str, path: str, names: dict[str, Any]) -> None:
    """Execute the text of a file among some names; errors and debuggers show its lines.

    Raises
    ------
    NoFunctionError
        With the error and its line.
    """
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    try:
        exec(compile(text, path, "exec", dont_inherit=True), names)
    except (Exception, SystemExit) as error:
        raise NoFunctionError(reason_of(error), line_of(error, path)) from error


def reason_of(error: BaseException) -> str:
    """Return what an error says, with its kind, in one line."""
    said = error.msg if isinstance(error, SyntaxError) else " ".join(str(error).split())
    return f"{type(error).__name__}: {said}"[:_LONGEST] if said else type(error).__name__


def line_of(error: BaseException, path: str) -> int | None:
    """Return the last line of a file at which an error arose; None if it is not from there."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno for frame in reversed(frames) if frame.filename == path), None)


def read_code(folder: Path, name: str) -> str:
    """Return the text of a Python file.

    Raises
    ------
    ScenarioError
        It cannot be read, is larger than 1 MB, or is not UTF-8.
    """
    content = read_user_file(folder / name, name, _BYTES)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ScenarioError([Problem(file=name, allowed=_UTF_8, line=line)]) from None


def _attribute(module: ModuleType, key: str, name: str) -> Callable[..., Any]:
    """Return a function of a module."""
    function = getattr(module, key, None)
    if function is None:
        raise NoFunctionError(f"no function {key}")
    if not inspect.isfunction(function):
        raise NoFunctionError(f"{name}: {type(function).__name__}")
    return function


def _source_of(function: Callable[..., Any]) -> str:
    """Return the text of a function; its code in hexadecimal where there is no text, as for one typed in a prompt."""
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        code = function.__code__
        constants = [each for each in code.co_consts if not isinstance(each, CodeType)]
        return f"{code.co_code.hex()} {code.co_names} {constants}"


def _packed(function: Callable[..., Any]) -> bytes:
    """Return a function as bytes: by its code where Dask has brought cloudpickle, otherwise by its name."""
    try:
        import cloudpickle
    except ImportError:
        return pickle.dumps(function)
    packed: bytes = cloudpickle.dumps(function)
    return packed


def _unpacked(name: str, file: str, source: str, packed: bytes) -> UserFunction:
    """Return a function that was sent as bytes."""
    return UserFunction(name, file, source, pickle.loads(packed))


def _received(name: str, file: str, source: str, text: str) -> UserFunction:
    """Return a function that was sent as the text of its file, or by the name of its module."""
    place, _, key = name.rpartition(":")
    module = executed(text, file) if text else importlib.import_module(place)
    return UserFunction(name, file, source, _attribute(module, key, name))
