"""WebAssembly: a compiled function as a module for browsers, by LLVM alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from sim.compilation.decorators import phase
from sim.compilation.web_object import linked

_TARGET: Final = "wasm32-unknown-unknown"
_FEATURES: Final = "+bulk-memory,+nontrapping-fptoint,+sign-ext,+mutable-globals"
"""What all browsers have had for years, as far as it concerns numbers and memory."""
PORTABLE: Final = {
    "NUMBA_CPU_NAME": "generic",
    "NUMBA_CPU_FEATURES": "",
    "NUMBA_LOOP_VECTORIZE": "0",
    "NUMBA_SLP_VECTORIZE": "0",
}
"""The environment in which a process must import numba to lower code for another processor."""
_LARGEST: Final = 6


def web_assembly(function: Callable[..., None], exports: Mapping[str, int]) -> bytes:
    """Return a module that exports a function under several names, without imports.

    The function must not have been compiled in this process for another processor: see :data:`PORTABLE`, and the cache
    must be empty.

    Parameters
    ----------
    function : callable
        Of integers: what to do, the address of a table, and up to four more. It allocates nothing.
    exports : mapping of str to int
        The names under which it is exported, each with how many integers it takes beside the table. The position of a
        name is what the function is told to do. Each returns 0, or another number where the function raised an error.
    """
    import llvmlite.binding as llvm
    from numba import types

    dispatcher: Any = phase(function)
    dispatcher.compile((types.int64,) * _LARGEST)
    code = dispatcher.overloads[dispatcher.signatures[0]].library.get_llvm_str()
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    module = llvm.parse_assembly(_for_the_web(code, function.__name__, exports))
    module.verify()
    target = llvm.Target.from_triple(_TARGET)
    machine = target.create_target_machine(opt=3, reloc="static", features=_FEATURES)
    module.data_layout = str(machine.target_data)
    return linked(machine.emit_object(module), exports)


def _for_the_web(code: str, name: str, exports: Mapping[str, int]) -> str:
    """Return intermediate code for WebAssembly: short names, no wrapper for Python, and the exported functions."""
    names = sorted(set(re.findall(r"@(_ZN[\w.$]+)", code)), key=len, reverse=True)
    short = {each: f"f{k}" for k, each in enumerate(names)}
    defined = re.findall(r"^define[^@]*@(_ZN[\w.$]+)\(", code, flags=re.MULTILINE)
    (entry,) = (short[each] for each in defined if f"{len(name)}{name}B" in each and not each.startswith("_ZN7cpython"))
    code = re.sub(r"@(_ZN[\w.$]+)", lambda found: "@" + short[found[1]], code)
    local: dict[str, str] = {}  # LLVM names values and labels after functions, at a length that its own reader refuses
    of_functions = r"(?<=%)_ZN[-\w.$]+|^_ZN[-\w.$]+(?=:)"
    code = re.sub(of_functions, lambda found: local.setdefault(found[0], f"v{len(local)}"), code, flags=re.MULTILINE)
    code = re.sub(r"^target datalayout.*$", "", code, flags=re.MULTILINE)
    code = re.sub(r"^target triple.*$", f'target triple = "{_TARGET}"', code, flags=re.MULTILINE)
    code = re.sub(r"= common (?:local_unnamed_addr )?global ptr null", "= internal global ptr null", code)
    code = re.sub(r'"target-cpu"="[^"]*"|"target-features"="[^"]*"', "", code)
    code = re.sub(r"^define[^\n]*py_args.*?^}$", "", code, flags=re.MULTILINE | re.DOTALL)
    code = re.sub(rf"^define (?:dso_local )?(i32 @{entry}\()", r"define internal \1", code, flags=re.MULTILINE)
    exported = (_export(entry, name, what, count) for what, (name, count) in enumerate(exports.items()))
    return "\n".join([code, *exported])


def _export(entry: str, name: str, what: int, arguments: int) -> str:
    """Return the code of an exported function, of 32-bit integers."""
    given = ["%table", *(f"%a{k}" for k in range(arguments))]
    wide = [f"  {each}.wide = sext i32 {each} to i64" for each in given]
    passed = [f"i64 {what}", *(f"i64 {each}.wide" for each in given)]
    passed += ["i64 0"] * (_LARGEST - len(passed))
    return "\n".join(
        [
            f"define i32 @{name}({', '.join(f'i32 {each}' for each in given)}) {{",
            "  %result = alloca ptr",
            "  %problem = alloca ptr",
            *wide,
            f"  %status = call i32 @{entry}(ptr %result, ptr %problem, {', '.join(passed)})",
            "  ret i32 %status",
            "}",
        ]
    )
