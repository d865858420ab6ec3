"""The generated parts of README.md: what the model gives beside each pattern, and what the calibration told."""

from __future__ import annotations

import csv
import re

import numpy as np
from patterns import AREAS, HERE, Pattern, patterns

from sim.vocabulary.text import Lang, Text, same

_HEADS = ("pattern", "source", "observed", "inside", "quebec.toml", "", "posterior", "", "what follows")

_NEVER = Text("never", "jamais")
_RANGE = Text("{low} to {high}", "{low} à {high}")
_UNITS = {
    "share": Text("{x} %", "{x} %"),
    "points": Text("{x} points", "{x} points"),
    "month": Text("{x} months", "{x} mois"),
    "count": Text("{x} members", "{x} membres"),
    "ratio": Text("× {x}", "× {x}"),
    "none": Text("{x}", "{x}"),
}


def model() -> dict[tuple[str, str], tuple[float, float, float]]:
    """Read model.csv: the low end, the median and the high end by pattern and source."""
    with (HERE / "model.csv").open(newline="", encoding="utf-8") as file:
        return {
            (row["pattern"], row["source"]): (float(row["p10"]), float(row["median"]), float(row["p90"]))
            for row in csv.DictReader(file)
        }


def written(value: float, unit: str, lang: Lang = "en") -> str:
    """Write a number in the unit of a pattern, without the unit.

    >>> written(0.123, "share"), written(2.3456, "ratio", "fr"), written(float("inf"), "month")
    ('12', '2,35', 'never')
    """
    if np.isinf(value):
        return _NEVER[lang]
    scaled = 100.0 * value if unit in ("share", "points") else value
    digits = 2 if unit == "ratio" else 0 if abs(scaled) >= 10.0 or unit == "month" else 1
    words = f"{scaled:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{scaled:.0f}"
    words = "0" if float(words) == 0.0 else words.replace("-", "−")
    return words.replace(".", ",") if lang == "fr" else words


def with_unit(words: str, unit: str, lang: Lang = "en") -> str:
    """Add the unit of a pattern to a number or a range."""
    return _UNITS[unit].format(x=same(words))[lang]


def span(low: float, high: float, unit: str, lang: Lang = "en") -> str:
    """Write a range in the unit of a pattern.

    >>> span(0.1, 0.25, "share"), span(2.0, 3.6, "ratio")
    ('10 to 25 %', '× 2 to 3.6')
    """
    return with_unit(_RANGE[lang].format(low=written(low, unit, lang), high=written(high, unit, lang)), unit, lang)


def _given(pattern: Pattern, ends: tuple[float, float, float] | None) -> tuple[str, str]:
    """Write what the model gives, and the verdict."""
    if ends is None:
        return "", ""
    verdict = pattern.verdict(ends)
    low, median, high = ends
    if verdict == "undefined":
        return "not defined in any run", "–"
    words = with_unit(written(median, pattern.unit), pattern.unit)
    if low != high:
        words += f" ({written(low, pattern.unit)} to {written(high, pattern.unit)})"
    shown = verdict if pattern.use == "tested" else f"{verdict}, {pattern.use}"
    return words, f"**{shown}**" if verdict == "outside" else shown


def _sources(pattern: Pattern) -> str:
    """Cite the facts of a pattern: what kind each is, its publication and year."""
    cited = []
    for fact in pattern.facts:
        words = f"{fact.kind}: [{fact.source}]({fact.address})"
        cited.append(words if fact.year in fact.source else f"{words}, {fact.year}")
    return "; ".join(dict.fromkeys(cited))


def tables() -> str:
    """Return the tables of all patterns as Markdown, one for each area."""
    given, blocks = model(), []
    for area, title in AREAS.items():
        lines = [f"### {title}", "", "| " + " | ".join(_HEADS) + " |", "|---|---|---|---|---:|---|---:|---|---|"]
        for pattern in patterns():
            if pattern.area != area:
                continue
            name = f"{pattern.name.en}: {pattern.statistic}"
            cells = [name, _sources(pattern), pattern.observed, span(pattern.low, pattern.high, pattern.unit)]
            for source in ("quebec", "posterior"):
                cells += _given(pattern, given.get((pattern.key, source)))
            lines.append("| " + " | ".join([*cells, pattern.follows]) + " |")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def calibration() -> str:
    """Return what the calibration told as Markdown."""
    said = (HERE / "posterior.txt").read_text("utf-8").strip().splitlines()
    lines = ["| parameter | after the data: 10 % | median | 90 % | deviation, after over before | told |"]
    lines.append("|---|---:|---:|---:|---:|---|")
    with (HERE / "posterior.csv").open(newline="", encoding="utf-8") as file:
        lines += [f"| `{row[0]}` | " + " | ".join(row[1:]) + " |" for row in list(csv.reader(file))[1:]]
    return "\n".join([*(f"> {line}  " for line in said), "", *lines])


def with_parts(text: str) -> str:
    """Return the text of README.md with its generated parts, each between two comments."""
    for name, part in (("patterns", tables()), ("calibration", calibration())):
        found = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        text = found.sub(lambda match, part=part: f"{match[1]}\n{part}\n\n{match[2]}", text)
    return text


def write() -> None:
    """Write the generated parts of README.md."""
    path = HERE / "README.md"
    path.write_text(with_parts(path.read_text("utf-8")), encoding="utf-8")
