"""Own rules of a scenario: the Python file that it names, its problems, and its functions, compiled."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.declared.own import OWN_FUNCTIONS, OWN_KEY, OwnFunction
from sim.errors import Problem, ScenarioError
from sim.files import relative_path
from sim.python_file import read_code
from sim.scenario.schema.population import RULES
from sim.vocabulary.names import nearest
from sim.vocabulary.text import Text, same

if TYPE_CHECKING:
    from sim.compilation.user_code import UserCodeError, UserFunction
    from sim.scenario.layers import Layers
    from sim.scenario.schema import Scenario

_RETURNS: Final = {"decide": "choice", "share": "nothing", "admits": "truth"}
_PYTHON: Final = Text("Python code", "du code Python")
_SAYS: Final = Text("Python reports: {said}.", "Python signale : {said}.")
_RUNS: Final = Text("code that runs without an error", "du code qui s'exécute sans erreur")
_COMPILES: Final = Text("code that numba can compile", "du code que numba peut compiler")
_NUMBA_SAYS: Final = Text("numba reports: {said}.", "numba signale : {said}.")
_FUNCTION: Final = Text(
    'a function {signature}, since {key} = "own"', 'une fonction {signature}, puisque {key} = "own"'
)
_ANY: Final = Text("at least one of the functions {signatures}", "au moins une des fonctions {signatures}")
_PARAMETERS: Final = Text("{signature}, without other parameters", "{signature}, sans autre paramètre")
_RETURNED: Final = Text("It returns {type}.", "Elle retourne {type}.")
_NO_CODE: Final = Text(
    'another rule, or code = "FILE.py", a Python file with the function {signature}',
    'une autre règle, ou code = "FICHIER.py", un fichier Python avec la fonction {signature}',
)
_NAMED_DRAW: Final = Text(
    "chance(own.key, k), imported from sim.laws.random", "chance(own.key, k), importée de sim.laws.random"
)
_UNNAMED: Final = Text(
    "Other draws would differ from run to run and from thread to thread.",
    "D'autres tirages changeraient d'une exécution et d'un fil à l'autre.",
)
_FIELD: Final = Text("a field of {record}: {names}", "un champ de {record} : {names}")


def own_rules(scenario: Scenario) -> Mapping[str, UserFunction]:
    """Return the functions of a scenario's file of own rules, compiled for this process, by name; none without a file.

    Raises
    ------
    ScenarioError
        With all problems of the file.
    """
    if scenario.code is None:
        return {}
    functions, problems = _functions(scenario.code_text, scenario.code)
    if problems:
        raise ScenarioError(problems)
    return functions


def code_problems(scenario: Scenario, layers: Layers) -> Iterator[Problem]:
    """Yield the problems of a scenario's file of own rules, and those of rules that need one."""
    used = _uses(scenario)
    if scenario.code is None:
        for name, keys in used.items():
            allowed = _NO_CODE.format(signature=same(OWN_FUNCTIONS[name].signature))
            for key in keys:
                yield Problem(file=layers.origin(tuple(key.split("."))), key=key, value=OWN_KEY, allowed=allowed)
        return
    try:
        text = scenario.code_text
    except ScenarioError as error:
        yield from error.problems
        return
    tree, syntax = _parsed(text, scenario.code)
    if tree is None:
        yield from syntax
        return
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    for name, keys in used.items():
        if name not in names:
            allowed = _FUNCTION.format(signature=same(OWN_FUNCTIONS[name].signature), key=same(keys[0]))
            yield Problem(file=scenario.code, allowed=allowed, hint=nearest(name, names))
    if used or _defined(tree):
        yield from _functions(text, scenario.code)[1]
    else:
        signatures = same(", ".join(each.signature for each in OWN_FUNCTIONS.values()))
        yield Problem(file=scenario.code, allowed=_ANY.format(signatures=signatures))


def plugin(scenario: Scenario, file: str | os.PathLike[str]) -> Scenario:
    r"""Return a copy of a scenario that uses the own rules in a Python file.

    Parameters
    ----------
    scenario : Scenario
        The scenario; it is not modified.
    file : path
        A Python file with one or more of the functions ``decide``, ``share`` and ``admits``. A function for which the
        scenario has no use yet is used by all: ``decide`` by all organizations, the others by all resources.

    Returns
    -------
    Scenario
        It carries the text of the file, which may change or disappear later.

    Raises
    ------
    ScenarioError
        With all problems of the file and of the scenario.

    Examples
    --------
    >>> import sim, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name) / "stay.py"
    >>> written = file.write_text("def decide(own):\n    return 0\n")
    >>> scenario = sim.plugin(sim.load_scenario("atelier"), file)
    >>> int(sim.simulate(scenario, replications=1, record="months")["members"].sum())
    0
    >>> folder.cleanup()
    """
    from sim.scenario.io import with_values

    path = Path(file)
    text = read_code(Path(), str(path))
    name = Path(relative_path(path, scenario.folder)).as_posix()
    base = scenario.model_copy(update={"code": name})
    base._texts = {name: text}
    used, values = _uses(scenario), {"code": name}
    tree, _ = _parsed(text, name)
    for function in _defined(tree) if tree is not None else ():
        if function in used:
            continue
        if function == "decide":
            values["population.rule"] = OWN_KEY
        else:
            key = "sharing" if function == "share" else "admission"
            values |= {f"resources.{resource}.{key}": OWN_KEY for resource in scenario.resources}
    return with_values(base, values)


def _uses(scenario: Scenario) -> dict[str, list[str]]:
    """Return the functions that a scenario uses, by name, with the keys that say so."""
    used: dict[str, list[str]] = {}
    if OWN_KEY in scenario.population.rule.options():
        used["decide"] = ["population.rule"]
    for key, resource in scenario.resources.items():
        if resource.sharing == OWN_KEY:
            used.setdefault("share", []).append(f"resources.{key}.sharing")
        if OWN_KEY in resource.vote_rules:
            used.setdefault("share", []).append(f"resources.{key}.vote_rules")
        if resource.admission == OWN_KEY:
            used.setdefault("admits", []).append(f"resources.{key}.admission")
    for place, event in enumerate(scenario.events, start=1):
        for path, value in (event.set or {}).items():
            name = {"sharing": "share", "admission": "admits"}.get(path.rpartition(".")[2])
            if name is not None and value == OWN_KEY:
                used.setdefault(name, []).append(f"events.{place}.set.{path}")
    try:
        organizations = scenario.organizations
    except ScenarioError:  # reported elsewhere
        return used
    if organizations is not None and RULES.index(OWN_KEY) in organizations.values.get("rule", ()):
        used.setdefault("decide", []).append("population.file")
    return used


@lru_cache(maxsize=64)
def _parsed(text: str, file: str) -> tuple[ast.Module | None, list[Problem]]:
    """Return the syntax tree of a text; None and the problem if it is no Python code."""
    try:
        return ast.parse(text, file), []
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        line, column = (error.lineno, error.offset) if isinstance(error, SyntaxError) else (None, None)
        hint = _SAYS.format(said=same(said))
        return None, [Problem(file=file, line=line, column=column, allowed=_PYTHON, hint=hint)]


def _defined(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Return the own rules that a text defines, by name."""
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in OWN_FUNCTIONS}


def _problems_of_function(node: ast.FunctionDef, wanted: OwnFunction, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the parameters of a function, and with the fields that it names."""
    given = node.args
    parameters = _parameters(node)
    others = given.vararg or given.kwarg or given.kwonlyargs or given.defaults
    if others or not wanted.least <= len(parameters) <= len(wanted.records):
        value = f"{node.name}({ast.unparse(given)})"
        allowed = _PARAMETERS.format(signature=same(wanted.signature))
        yield Problem(file=file, key=node.name, line=node.lineno, value=value, allowed=allowed)
        return
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute):
            which = _record_of(each.value, node, parameters)
            if which is None:
                continue
            known = wanted.records[which].names or ()
            if each.attr not in known:
                allowed = _FIELD.format(record=same(parameters[which]), names=same(", ".join(known)))
                hint = nearest(each.attr, known)
                value = f"{ast.unparse(each.value)}.{each.attr}"
                yield Problem(file=file, key=node.name, line=each.lineno, value=value, allowed=allowed, hint=hint)


def _parameters(node: ast.FunctionDef) -> list[str]:
    """Return the names of the parameters of a function that are given by their places."""
    return [each.arg for each in (*node.args.posonlyargs, *node.args.args)]


def _unnamed_draws(tree: ast.Module, file: str) -> Iterator[Problem]:
    """Yield the functions that draw random numbers without a name; a table may be drawn once, outside of them."""
    origins: dict[str, str] = {}  # of the names that the text imports
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                whole = each.name if each.asname else each.name.split(".")[0]
                origins[each.asname or whole] = whole
        elif isinstance(node, ast.ImportFrom):
            origins |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute | ast.Name):
                first, *others = ast.unparse(node).split(".")
                origin = [*origins.get(first, "").split("."), *others]
                if origin[0] == "random" or origin[:2] == ["numpy", "random"]:
                    value = ast.unparse(node)
                    line = node.lineno
                    yield Problem(
                        file=file, key=function.name, line=line, value=value, allowed=_NAMED_DRAW, hint=_UNNAMED
                    )
                    break


def _record_of(value: ast.expr, function: ast.FunctionDef, parameters: Sequence[str]) -> int | None:
    """Return which parameter an expression is a record of: 0, or 1 where it is one of several; None if neither."""
    if isinstance(value, ast.Name):
        if value.id == parameters[0]:
            return 0
        loops = (node for node in ast.walk(function) if isinstance(node, ast.For) and isinstance(node.target, ast.Name))
        over = {node.target.id: node.iter for node in loops if isinstance(node.target, ast.Name)}
        source = over.get(value.id)
        return 1 if isinstance(source, ast.Name) and source.id in parameters[1:] else None
    if isinstance(value, ast.Subscript) and not isinstance(value.slice, ast.Slice):
        return 1 if isinstance(value.value, ast.Name) and value.value.id in parameters[1:] else None
    return None


@lru_cache(maxsize=64)
def _functions(text: str, file: str) -> tuple[Mapping[str, UserFunction], list[Problem]]:
    """Return the functions of a text, compiled, and all problems of the text."""
    tree, problems = _parsed(text, file)
    if tree is None:
        return {}, problems
    defined = _defined(tree)
    problems = [each for name in defined for each in _problems_of_function(defined[name], OWN_FUNCTIONS[name], file)]
    problems += _unnamed_draws(tree, file)
    from sim.compilation.user_code import ReturnTypeError, UserCodeError, compiled_function, python_names

    try:
        python_names(text, file)
    except UserCodeError as error:
        hint = _SAYS.format(said=same(error.reason))
        return {}, [*problems, Problem(file=file, line=error.line, allowed=_RUNS, hint=hint)]
    functions = {}
    for name in defined if not problems else ():
        wanted = OWN_FUNCTIONS[name]
        try:
            functions[name] = compiled_function(text, file, name, wanted.records, _RETURNS[name])
        except ReturnTypeError as error:
            hint = _RETURNED.format(type=same(error.reason))
            problems.append(Problem(file=file, key=name, line=error.line, allowed=wanted.returns, hint=hint))
        except UserCodeError as error:
            problems.append(_compile_problem(error, tree, defined[name], file))
    return functions, problems


def _compile_problem(error: UserCodeError, tree: ast.Module, node: ast.FunctionDef, file: str) -> Problem:
    """Return the problem of a function that cannot be compiled."""
    if error.field is None:
        said = _NUMBA_SAYS.format(said=same(error.reason.rstrip(".")))
        return Problem(file=file, key=node.name, line=error.line or node.lineno, allowed=_COMPILES, hint=said)
    named = (each for each in ast.walk(tree) if isinstance(each, ast.Attribute) and each.attr == error.field)
    line = next((each.lineno for each in named), node.lineno)
    parameters = _parameters(node)
    records = dict(zip(parameters, OWN_FUNCTIONS[node.name].records, strict=False))
    known = [name for record in records.values() for name in record.names or ()]
    allowed = _FIELD.format(record=same(", ".join(records)), names=same(", ".join(dict.fromkeys(known))))
    hint = nearest(error.field, known)
    return Problem(file=file, key=node.name, line=line, value=error.field, allowed=allowed, hint=hint)
