"""Objects of WebAssembly as modules: what LLVM writes runs without a linker, once its sections are put in order.

LLVM writes usable values wherever a linker would put its own, so that an object whose functions are all defined runs as
it is [1]_. It imports its memory, its stack pointer and its table of functions, which the module defines instead.

References
----------
.. [1] WebAssembly Core Specification, binary format of modules, https://www.w3.org/TR/wasm-core-2/#binary-modules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

PAGE: Final = 65536
"""Bytes of a page of memory."""
STACK: Final = 2 * PAGE
"""Bytes of the stack."""
_HEADER: Final = b"\0asm\1\0\0\0"
_CUSTOM, _IMPORT, _TABLE, _MEMORY, _GLOBAL, _EXPORT, _CODE, _DATA = 0, 2, 4, 5, 6, 7, 10, 11
_DATA_COUNT: Final = 12
_ORDER: Final = (1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11)
"""The order that the specification prescribes."""
_FUNCTION_SYMBOL: Final = 0
_UNDEFINED: Final = 0x10
_EXPLICIT_NAME: Final = 0x40


class Import(NamedTuple):
    """What an object expects from outside: its module, its name and its kind (0: a function)."""

    module: str
    name: str
    kind: int


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read an unsigned number (LEB128); return it and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _encoded(value: int) -> bytes:
    r"""Write an unsigned number (LEB128).

    Examples
    --------
    >>> _encoded(5), _encoded(300)
    (b'\x05', b'\xac\x02')
    """
    out = bytearray()
    while True:
        byte, value = value & 127, value >> 7
        out.append(byte | (128 if value else 0))
        if not value:
            return bytes(out)


def _signed(value: int) -> bytes:
    """Write a signed number (LEB128)."""
    out = bytearray()
    while True:
        byte, value = value & 127, value >> 7
        if value in (0, -1) and (value == -1) == bool(byte & 64):
            out.append(byte)
            return bytes(out)
        out.append(byte | 128)


def _named(data: bytes, at: int) -> tuple[str, int]:
    """Read a name; return it and where it ends."""
    size, at = _number(data, at)
    return data[at : at + size].decode(), at + size


def _sections(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the content of each section."""
    if not data.startswith(_HEADER):
        raise ValueError("not an object of WebAssembly")
    at = len(_HEADER)
    while at < len(data):
        kind = data[at]
        size, at = _number(data, at + 1)
        yield kind, data[at : at + size]
        at += size


def imports(data: bytes) -> list[Import]:
    """Return what an object or a module expects from outside."""
    found = []
    for kind, section in _sections(data):
        if kind != _IMPORT:
            continue
        count, at = _number(section, 0)
        for _ in range(count):
            module, at = _named(section, at)
            name, at = _named(section, at)
            what = section[at]
            found.append(Import(module, name, what))
            at = _skip_import(section, at + 1, what)
    return found


def _skip_import(section: bytes, at: int, what: int) -> int:
    """Return where the description of an import ends."""
    if what == 0:  # a function: its type
        return _number(section, at)[1]
    if what == 3:  # a global: its type, and whether it changes
        return at + 2
    if what == 1:  # a table: its type, then its limits
        at += 1
    flags, at = _number(section, at)
    at = _number(section, at)[1]
    return _number(section, at)[1] if flags & 1 else at


def _functions(data: bytes) -> dict[str, int]:
    """Return the functions that an object defines, with their numbers, from what it keeps for a linker."""
    found: dict[str, int] = {}
    for kind, section in _sections(data):
        if kind != _CUSTOM:
            continue
        name, at = _named(section, 0)
        if name != "linking":
            continue
        _, at = _number(section, at)
        while at < len(section):
            part = section[at]
            size, at = _number(section, at + 1)
            if part == 8:
                found |= dict(_function_symbols(section[at : at + size]))
            at += size
    return found


def _function_symbols(table: bytes) -> Iterator[tuple[str, int]]:
    """Yield the names and numbers of the functions that a table of symbols defines."""
    count, at = _number(table, 0)
    for _ in range(count):
        kind = table[at]
        flags, at = _number(table, at + 1)
        if kind == 1:  # data: a name, and where it stands if it is defined
            _, at = _named(table, at)
            for _ in range(0 if flags & _UNDEFINED else 3):
                _, at = _number(table, at)
        elif kind == 3:  # a section
            _, at = _number(table, at)
        else:
            number, at = _number(table, at)
            if not flags & _UNDEFINED or flags & _EXPLICIT_NAME:
                name, at = _named(table, at)
                if kind == _FUNCTION_SYMBOL and not flags & _UNDEFINED:
                    yield name, number


def _end_of_data(data: bytes) -> int:
    """Return the first address behind what an object keeps in memory."""
    end = 0
    for kind, section in _sections(data):
        if kind != _DATA:
            continue
        count, at = _number(section, 0)
        for _ in range(count):
            flags, at = _number(section, at)
            if flags != 0 or section[at] != 0x41:
                raise ValueError("data at an address that is not a constant")
            start, at = _number(section, at + 1)
            size, at = _number(section, at + 1)
            end = max(end, start + size)
            at += size
    return end


def _limits(least: int) -> bytes:
    """Write limits without a largest size."""
    return b"\0" + _encoded(least)


def _listed(entries: Sequence[bytes] | Iterable[bytes]) -> bytes:
    """Write a list."""
    rows = list(entries)
    return _encoded(len(rows)) + b"".join(rows)


def linked(data: bytes, exported: Iterable[str]) -> bytes:
    """Return an object as a module that imports nothing.

    Parameters
    ----------
    data : bytes
        An object of LLVM whose functions are all defined.
    exported : iterable of str
        The functions that the module exports, beside ``memory`` and ``heap``, the first free address.

    Raises
    ------
    ValueError
        The object calls a function that it does not define.
    """
    missing = [each.name for each in imports(data) if each.kind == 0]
    if missing:
        raise ValueError(f"functions without a definition: {', '.join(missing)}")
    functions = _functions(data)
    bottom = -(-_end_of_data(data) // 64) * 64
    heap = bottom + STACK
    names = [each.encode() for each in exported]
    entries = [_encoded(len(name)) + name + b"\0" + _encoded(functions[name.decode()]) for name in names]
    entries += [b"\6memory\2\0", b"\4heap\3\1"]
    kept = {kind: section for kind, section in _sections(data) if kind not in (_CUSTOM, _IMPORT)}
    if not kept.keys().isdisjoint({_TABLE, _MEMORY, _GLOBAL, _EXPORT}):
        raise ValueError("an object that defines its own memory")
    kept[_TABLE] = _listed([b"\x70" + _limits(16)])
    kept[_MEMORY] = _listed([_limits(-(-heap // PAGE))])
    pointer = b"\x7f\1\x41" + _signed(heap) + b"\x0b"  # the stack grows downwards
    kept[_GLOBAL] = _listed([pointer, b"\x7f\0\x41" + _signed(heap) + b"\x0b"])
    kept[_EXPORT] = _listed(entries)
    return _HEADER + b"".join(bytes([k]) + _encoded(len(kept[k])) + kept[k] for k in _ORDER if k in kept)
