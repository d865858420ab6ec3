"""The pages about the scenarios: what each teaches, its extent, and what is written at the head of its file."""

import re
from pathlib import Path

import sim
from docs.site.reference import page
from docs.site.stage import ROOT
from sim.scenario import Scenario
from sim.vocabulary.text import Lang, Text

TITLE = Text("Scenarios", "Scénarios")
ABOUT = Text(
    "The scenarios that come with the program; each is a file to start from. `faire-ensemble run NAME` plays one; a "
    "file of yours `extends` one and holds only what differs. Below the table: what stands at the head of each file, "
    "with its results and the command that gives them.",
    "Les scénarios fournis avec le programme; chacun est un fichier dont on peut partir. `faire-ensemble run NOM` en "
    "joue un; un fichier à vous en prolonge un par `extends` et ne contient que ce qui change. L'en-tête de chaque "
    "fichier, avec ses résultats, est en anglais : voir [la page anglaise](scenarios.md).",
)
HEADINGS = Text(
    "| scenario | teaches | organizations | months | resources | |",
    "| scénario | enseigne | organisations | mois | ressources | |",
)
FICTIONAL = Text("fictional", "fictif")


def scenario_pages() -> dict[str, str]:
    """Return the page of each language by its name in the sources of the site."""
    files = sorted((ROOT / "scenarios").glob("*.toml"))
    loaded = {file: sim.load_scenario(file) for file in files}
    details = [
        f"## {file.stem}\n\n{scenario.title.en}.\n\n```text\n{head(file)}\n```" for file, scenario in loaded.items()
    ]
    return {
        "docs/reference/scenarios.md": page(TITLE.en, ABOUT.en, table(loaded, "en"), *details),
        "docs/reference/scenarios-fr.md": page(TITLE.fr, ABOUT.fr, table(loaded, "fr")),
    }


def table(loaded: dict[Path, Scenario], lang: Lang) -> str:
    """Return the table of all scenarios."""
    rows = [HEADINGS[lang], "|---|---|---:|---:|---|---|"]
    for file, scenario in loaded.items():
        resources = ", ".join(resource.title[lang] for resource in scenario.resources.values())
        cells = (
            f"[{file.stem}](../../scenarios/{file.name})<br>{scenario.title[lang]}",
            scenario.teaches[lang],
            str(scenario.population.number),
            str(scenario.months),
            resources,
            FICTIONAL[lang] if scenario.fictional else "",
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def head(file: Path) -> str:
    """Return the comment at the head of a scenario's file."""
    lines = re.match(r"(?:#.*\n)+", file.read_text("utf-8"))
    return re.sub(r"^# ?", "", lines[0], flags=re.MULTILINE).rstrip() if lines else ""
