"""Compiled code of the cache, read as it stands there, and translated for other processors."""

import pickle
import re
import struct
import sys
from typing import NamedTuple

import llvmlite.binding as llvm

from sim.compilation.cache import cache_folder

FROM_ELSEWHERE = re.compile(
    r"_?Py\w+|NRT_\w+|numba_\w+|_ZN08NumbaEnv.*|_GLOBAL_OFFSET_TABLE_|__chkstk|mem(cpy|move|set|cmp)"
    r"|floor|ceil|trunc|log10"
)
"""What compiled code may call: Python, numba's own runtime, memory; rounding to whole numbers, which is exact; and
log10, by which numba counts the digits of a number in the words of an error."""
FUSED = re.compile(r"^\s+(vfn?m(?:add|sub)\w*|fn?m(?:add|sub|la|ls)\w*)\s", re.MULTILINE)
"""Instructions of x86-64 and ARM64 that multiply and add with one rounding."""
INNER = "~"
"""In the names of files of functions that become machine code within their callers."""


class Compiled(NamedTuple):
    """A function in the cache: module and name, machine code for this processor, and optimized intermediate code."""

    name: str
    machine: bytes
    intermediate: bytes


def compiled_functions(name="*"):
    """Yield the functions of a name (`module.function`) that Python calls and that have been compiled here."""
    version = "py{}{}".format(*sys.version_info)
    for file in sorted(cache_folder().rglob(f"{name}-*.{version}.*nbc")):
        if INNER not in file.name:
            (_, _, codes), *_ = pickle.loads(file.read_bytes())
            yield Compiled(file.name.split("-")[0], *codes)


def strangers(machine):
    """Return the names that an ELF object refers to, does not define, and should not need."""
    (table,) = struct.unpack_from("<Q", machine, 0x28)
    size, count = struct.unpack_from("<HH", machine, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", machine, table + k * size) for k in range(count)]
    names = set()
    for _, kind, _, _, start, length, link, *_ in sections:
        if kind != 2:  # a table of symbols
            continue
        texts = sections[link][4]
        for entry in range(start, start + length, 24):
            name, _, _, section = struct.unpack_from("<IBBH", machine, entry)
            if section == 0 and name:
                names.add(machine[texts + name : machine.index(b"\0", texts + name)].decode())
    return frozenset(name for name in names if not FROM_ELSEWHERE.fullmatch(name))


def translated(intermediate, triple, processor):
    """Return the number of fused operations, and the strangers, of intermediate code on another kind of processor."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(triple).create_target_machine(cpu=processor, opt=2)
    module = llvm.parse_bitcode(intermediate)
    module.triple = triple
    module.data_layout = str(machine.target_data)
    return len(FUSED.findall(machine.emit_assembly(module))), strangers(machine.emit_object(module))
