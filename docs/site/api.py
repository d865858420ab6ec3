"""The pages of the Python interface: every public name, from its docstring."""

import inspect
from types import ModuleType

import sim

MODULES = ("analysis", "figures", "games", "scenario", "sweep", "calibration", "model", "archive", "reproduction")
"""The public modules; `sim` itself offers the most used of their names."""
_HEAD = """\
{title}
{line}

.. currentmodule:: {module}

{about}

{body}
"""


def api_pages() -> dict[str, str]:
    """Return a page for `sim` and one for each public module, by their names in the sources of the site."""
    pages = {f"docs/reference/api/{name}.rst": module_page(getattr(sim, name)) for name in MODULES}
    return pages | {"docs/reference/api/index.rst": first_page()}


def public_names(module: ModuleType) -> list[str]:
    """Return the public classes and functions of a module."""
    return sorted(
        name
        for name in module.__all__
        if inspect.isclass(getattr(module, name)) or inspect.isfunction(getattr(module, name))
    )


def module_page(module: ModuleType) -> str:
    """Return the page of a module."""
    return written(
        module.__name__, inspect.getdoc(module) or "", [entry(module, name) for name in public_names(module)]
    )


def first_page() -> str:
    """Return the page of `sim`: where its names are described, and the descriptions of those of no module."""
    homes = {
        name: next((m for m in MODULES if name in public_names(getattr(sim, m))), "") for name in public_names(sim)
    }
    rows = [
        f"   * - :py:obj:`sim.{name} <{path(name, home)}>`\n     - {summary(sim, name)}" for name, home in homes.items()
    ]
    modules = [
        f"   * - :doc:`sim.{name} <{name}>`\n     - {(inspect.getdoc(getattr(sim, name)) or '').splitlines()[0]}"
        for name in MODULES
    ]
    tables = [".. list-table::\n   :widths: 30 70\n\n" + "\n".join(each) for each in (rows, modules)]
    menu = ".. toctree::\n   :hidden:\n\n" + "\n".join(f"   {name}" for name in MODULES)
    own = [entry(sim, name) for name, home in homes.items() if not home]
    return written(
        "sim", "The names of ``sim``, and below them the modules that hold these and more.", [*tables, menu, *own]
    )


def path(name: str, home: str) -> str:
    """Return the full name under which a name of `sim` is described."""
    return f"sim.{home}.{name}" if home else f"sim.{name}"


def entry(module: ModuleType, name: str) -> str:
    """Return the directive that describes a name."""
    directive = "autoclass" if inspect.isclass(getattr(module, name)) else "autofunction"
    members = "\n   :members:" if directive == "autoclass" else ""
    return f".. {directive}:: {module.__name__}.{name}{members}"


def summary(module: ModuleType, name: str) -> str:
    """Return the first line of what a name says of itself."""
    return (inspect.getdoc(getattr(module, name)) or "").splitlines()[0]


def written(module: str, about: str, parts: list[str]) -> str:
    """Return a page of reStructuredText."""
    return _HEAD.format(title=module, line="=" * len(module), module=module, about=about, body="\n\n".join(parts))
