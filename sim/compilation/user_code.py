"""Functions of a user's Python text: compiled, and called by the kernel through their addresses in this process.

They are compiled with checked bounds, Python's rules for errors, and no fastmath, together with all other functions of
the text. An address is good in this process alone, as long as this module keeps what stands there.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from types import FunctionType
from typing import Any, Final, NamedTuple, cast

import numba
from numba import types
from numba.core.dispatcher import Dispatcher
from numba.core.errors import NumbaError

from sim.compilation.pointer import FAILED
from sim.python_file import NoFunctionError, execute

_LOCK: Final = threading.RLock()
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_PIPELINE: Final = "Failed in "
"""The beginning of the line in which numba names its own stage."""
_LONGEST: Final = 300  # characters of a message that are repeated


class UserCodeError(Exception):
    """A text, or a function in it, cannot be used.

    Parameters
    ----------
    reason : str
        What Python or numba says.
    line : int, optional
        The line of the text, from 1.
    field : str, optional
        The field that a record does not have, if that is why.
    """

    def __init__(self, reason: str, line: int | None = None, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.field = field


class ReturnTypeError(UserCodeError):
    """A function returns something else than it must; the reason is what it returns."""


class UserFunction(NamedTuple):
    """A compiled function of a user.

    Attributes
    ----------
    name, file, text : str
        Its name, and the file it is from.
    parameters : int
        How many it has.
    address : int
        Where the kernel calls it: ``int64 f(void *one, void *many, int64 count)``.
    compiled : object
        What stands there, which lives as long as this.
    """

    name: str
    file: str
    text: str
    parameters: int
    address: int
    compiled: Any


_compiled: Final[dict[tuple[str, str, str], UserFunction]] = {}
_by_address: Final[dict[int, UserFunction]] = {}


def function_at(address: int) -> UserFunction | None:
    """Return the function at an address of this process; None if no function was compiled there."""
    return _by_address.get(address)


def python_names(text: str, file: str) -> dict[str, Any]:
    """Run a text and return its names; functions of its own are plain Python, also where it compiles them.

    Raises
    ------
    UserCodeError
        The text raises an error.
    """
    names: dict[str, Any] = {"__name__": "own_code", "__file__": file, "__builtins__": __builtins__}
    try:
        execute(text, file, names)
    except NoFunctionError as error:
        raise UserCodeError(error.reason, error.line) from error
    for name, value in names.items():
        plain = value.py_func if isinstance(value, Dispatcher) else value
        if isinstance(plain, FunctionType) and plain.__globals__ is names:
            names[name] = plain
    return names


def compiled_function(text: str, file: str, name: str, records: tuple[Any, ...], returns: str) -> UserFunction:
    """Return a function of a text, compiled; once for each text.

    Parameters
    ----------
    text, file : str
        The text, and the name of its file in messages.
    name : str
        Name of the function.
    records : tuple of record types
        Of the one record and of the array of records that it takes; a function with one parameter takes the first.
    returns : {"choice", "nothing", "truth"}
        What it must return.

    Raises
    ------
    UserCodeError
        The text raises an error, or the function cannot be compiled.
    ReturnTypeError
        It returns something else.
    """
    key = (text, file, name)
    with _LOCK:
        if key not in _compiled:
            _compiled[key] = _compile(text, file, name, records, returns)
            _by_address[_compiled[key].address] = _compiled[key]
        return _compiled[key]


def _compile(text: str, file: str, name: str, records: tuple[Any, ...], returns: str) -> UserFunction:
    """Compile a function of a text, and its entry."""
    names = python_names(text, file)
    own = [key for key, value in names.items() if isinstance(value, FunctionType) and value.__globals__ is names]
    for each in own:
        names[each] = _dispatcher(names[each])
    function = names[name]
    parameters = function.py_func.__code__.co_argcount
    one = numba.from_dtype(records[0])
    many = numba.from_dtype(records[-1])
    signature = (one, types.Array(many, 1, "C"))[:parameters]
    try:
        function.compile(signature)
        result = types.unliteral(function.nopython_signatures[0].return_type)
    except Exception as error:
        raise _compile_error(error, file) from error
    if not isinstance(result, _RETURNED[returns]):
        raise ReturnTypeError(_in_words(result), function.py_func.__code__.co_firstlineno)
    entry = _entry(function, parameters, returns)
    pointer = types.int64(types.CPointer(one), types.CPointer(many), types.int64)
    compiled: Any = numba.cfunc(pointer)(entry)
    return UserFunction(name, file, text, parameters, int(compiled.address), compiled)


def _dispatcher(function: FunctionType) -> Any:
    """Return a function that numba compiles when its types are known."""
    compiler: Any = numba.njit  # some of its options are missing in its types
    return compiler(nogil=True, error_model="python", boundscheck=True, fastmath=False)(function)


_RETURNED: Final = {
    "choice": (types.Integer, types.IntEnumMember),
    "nothing": (types.NoneType,),
    "truth": (types.Boolean,),
}


def _entry(function: Any, parameters: int, returns: str) -> Callable[..., int]:
    """Return what the kernel calls: a function that no error leaves."""
    carray: Any = cast(Any, numba).carray
    if returns == "nothing":

        def share(one: Any, many: Any, count: int) -> int:
            try:
                function(carray(one, 1)[0], carray(many, count))
            except Exception:
                return FAILED
            return 1

        return share
    if parameters == 1:

        def alone(one: Any, many: Any, count: int) -> int:
            try:
                return function(carray(one, 1)[0])
            except Exception:
                return FAILED

        return alone

    def among_others(one: Any, many: Any, count: int) -> int:
        try:
            return function(carray(one, 1)[0], carray(many, count))
        except Exception:
            return FAILED

    return among_others


def _in_words(result: Any) -> str:
    """Name a type that a function returns."""
    if isinstance(result, types.NoneType):
        return "None"
    if isinstance(result, types.Optional):
        return f"{_in_words(result.type)} | None"
    return str(result)


def _compile_error(error: Exception, file: str) -> UserCodeError:
    """Return in short why a function cannot be compiled, and where."""
    if isinstance(error, KeyError) and not isinstance(error, NumbaError):  # of numba, for a field that does not exist
        return UserCodeError(f"no field {error.args[0]!r}", field=str(error.args[0]))
    words = _COLOUR.sub("", str(error))
    lines = [int(number) for number in re.findall(rf'File "{re.escape(file)}", line (\d+)', words)]
    said = [line.strip() for line in words.splitlines() if line.strip() and not line.startswith(_PIPELINE)]
    return UserCodeError((said or [type(error).__name__])[0][:_LONGEST], lines[-1] if lines else None)
