"""Template: a scenario with all parameters, their meanings, units and bounds, for own organizations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from sim.scenario.organizations import FRENCH_NEED, NEED
from sim.scenario.parameters import ParameterInfo, parameters
from sim.scenario.schema.population import ATTRIBUTES
from sim.scenario.toml import toml_value
from sim.vocabulary.text import Lang, Text, join, same
from sim.vocabulary.units import UNITS

COMPLETE: Final = 50
"""Up to so many organizations are assumed to know each other."""

_HEAD: Final = Text(
    "A scenario with all parameters. A line that begins with “# name =” is a parameter at its default, where its "
    "mechanism is off or does nothing: remove the “#” and change the value to use it. Values without a source are "
    "assumptions: replace them by yours. Amounts are at the prices of today, in the currency named below.",
    "Un scénario avec tous les paramètres. Une ligne qui commence par « # nom = » est un paramètre à sa valeur par "
    "défaut, qui désactive son mécanisme ou n'a pas d'effet : enlevez le « # » et changez la valeur pour l'utiliser. "
    "Les valeurs sans source sont des hypothèses : remplacez-les par les vôtres. Les montants sont aux "
    "prix d'aujourd'hui, dans la monnaie nommée plus bas.",
)
_COLUMNS: Final = Text(
    "The file gives these columns: {names}. What it does not give, and empty cells, are drawn as below. It may have a "
    "column for each attribute of this table, and need_KEY for the monthly need of each resource; any other column is "
    "kept as a label.",
    "Le fichier donne ces colonnes : {names}. Ce qu'il ne donne pas, et les cellules vides, sont tirés comme "
    "ci-dessous. Il peut avoir une colonne pour chaque attribut de cette table, et besoin_CLÉ pour le besoin mensuel "
    "de chaque ressource; toute autre colonne est gardée comme étiquette.",
)
_GIVEN: Final = Text("in the file", "dans le fichier")
_WIDTH: Final = 118
_HEADINGS: Final = {
    "name": Text("name", "nom"),
    "kind": Text("kind", "type"),
    "sector": Text("sector", "secteur"),
    "size": Text("size", "taille"),
}
_NEED: Final = Text(f"{NEED}{{key}}", f"{FRENCH_NEED}{{key}}")
_KINDS: Final = (Text("cooperative", "coopérative"), Text("nonprofit", "OBNL"), Text("mutual", "mutuelle"))
_EXAMPLE: Final = Text("Organization {n}", "Organisation {n}")
_SECTOR: Final = Text("culture", "culture")


def commented_scenario(
    lang: Lang,
    name: str,
    resources: Sequence[str],
    file: str | None = None,
    organizations: int = 0,
    columns: Collection[str] = (),
) -> str:
    """Write a scenario with all parameters at their defaults and what each one means.

    Parameters
    ----------
    lang : "en" or "fr"
        Language of the comments.
    name : str
        Title of the scenario.
    resources : sequence of str
        Keys of the resources.
    file : str, optional
        Table of the organizations, from the folder of the scenario.
    organizations : int
        How many the table has.
    columns : collection of str
        Columns of the table.

    Returns
    -------
    str
        TOML. As it is, and with every commented parameter switched on, it is the scenario of the defaults.

    Examples
    --------
    >>> text = commented_scenario("en", "ours", ["hr"], "ours.csv", 25, ["name", "size"])
    >>> print(text[text.index("[network]") :][:28])
    [network]
    # kind of network;
    """
    lines = [*_comment(_HEAD[lang]), "", f"title = {toml_value(name)}"]
    kind = "complete" if 0 < organizations <= COMPLETE else None
    set_here = {"network.kind": kind, "population.file": file}
    given = {f"population.{key}" for key in ATTRIBUTES if key in columns}
    if file is not None:
        given.add("population.number")
    listed = [each for each in parameters() if each.path not in ("name", "title", "resources.*.title")]
    for table, members in groupby(listed, key=lambda each: each.path.rpartition(".")[0]):
        inside = list(members)
        for header in _headers(table, resources):
            lines += header
            if table == "population" and file is not None:
                names = ", ".join(_heading(each, lang) for each in columns)
                lines += _comment(_COLUMNS.format(names=same(names))[lang])
            for each in inside:
                lines += _parameter(each, lang, set_here, given if file is not None else set())
    return "\n".join(lines) + "\n"


def _headers(table: str, resources: Sequence[str]) -> Iterator[list[str]]:
    """Yield the heading of a table; that of the resources once for each."""
    if table != "resources.*":
        yield ["", f"[{table}]"] if table else []
        return
    for key in resources:
        yield ["", f"[resources.{key}]", f"title = {toml_value(key)}"]


def _parameter(each: ParameterInfo, lang: Lang, set_here: Mapping[str, Any], given: Collection[str]) -> list[str]:
    """Return the lines of a parameter: what it means, then its value, commented where it does nothing."""
    key = each.path.rpartition(".")[2]
    about = _about(each)[lang]
    if each.path in given:
        return _comment(f"{key}: {about} ({_GIVEN[lang]})")
    value = set_here.get(each.path)
    value = each.default if value is None else value
    if value is None:
        return _comment(f"{key}: {about}")
    line = f"{key} = {toml_value(value)}"
    is_off = each.off is not None and value == each.off
    return [*_comment(about), f"# {line}" if is_off else line]


def _about(each: ParameterInfo) -> Text:
    """Say what a parameter means, its unit and what is allowed."""
    unit = UNITS[each.unit]
    meaning = each.text if each.unit in ("-", "count") else same("{text} [{unit}]").format(text=each.text, unit=unit)
    return join([part for part in (meaning, each.allowed) if part.en], "; ")


def _comment(words: str) -> list[str]:
    """Return words as lines of comment."""
    from textwrap import wrap

    return [f"# {line}" for line in wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False)]


def resources_of(columns: Sequence[str]) -> list[str]:
    """Return the keys of the resources whose needs a table of organizations gives.

    Examples
    --------
    >>> resources_of(["name", "need_hr", "need_it"])
    ['hr', 'it']
    """
    return [column.removeprefix(NEED) for column in columns if column.startswith(NEED)]


def columns_to_fill(resources: Sequence[str]) -> list[str]:
    """Return the columns of a table of organizations to fill in, as scenarios call them."""
    return [*_HEADINGS, *(f"{NEED}{key}" for key in resources)]


def empty_table(resources: Sequence[str], lang: Lang) -> list[list[str]]:
    """Return a table of organizations to fill in: headings, and three examples.

    Examples
    --------
    >>> empty_table(["hr"], "en")[0], empty_table(["hr"], "fr")[0]
    (['name', 'kind', 'sector', 'size', 'need_hr'], ['nom', 'type', 'secteur', 'taille', 'besoin_hr'])
    """
    head = [_heading(each, lang) for each in columns_to_fill(resources)]
    rows = [
        [_EXAMPLE[lang].format(n=k + 1), kind[lang], _SECTOR[lang], size, *("" for _ in resources)]
        for k, (kind, size) in enumerate(zip(_KINDS, ("4", "9", "25"), strict=True))
    ]
    return [head, *rows]


def _heading(column: str, lang: Lang) -> str:
    """Return the heading of a column of a table in a language."""
    if column.startswith(NEED):
        return _NEED[lang].format(key=column.removeprefix(NEED))
    return _HEADINGS[column][lang] if column in _HEADINGS else column
