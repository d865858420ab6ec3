"""Export of a room's world as a scenario that ``faire-ensemble run`` accepts."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.app.workshop import Workshop
from sim.app.world import all_choices, prescribed
from sim.scenario.schema.population import KINDS, RULES
from sim.scenario.toml import write_toml
from sim.tables.writing import csv_text


def scenario_files(workshop: Workshop) -> dict[str, str]:
    """Return the files of a room's world by name: the scenario, its organizations, the choices that were made.

    They include the levers, except the shock, which is not a parameter of a scenario.
    """
    room = workshop.room
    members = room.levers.members
    case = room.levers.applied(workshop.case.scenario)
    choices = all_choices(case, room.choices, members)
    scenario = prescribed(case, room.choices, members)
    (resource,) = scenario.resources
    given = scenario.organizations
    assert given is not None  # they have the rules that the choices prescribe
    tables: dict[str, Any] = scenario.model_dump(exclude_none=True)
    tables["population"]["file"] = "organisations.csv"
    tables["name"] = "salle"
    names = scenario.organization_names()
    columns = {key: values for key, values in given.values.items() if key != "rule"}
    columns |= {f"need_{key}": values for key, values in given.needs.items() if key == resource}
    columns["rule"] = given.values["rule"]
    sectors: Sequence[object] = ("", *scenario.sector_names) if scenario.sector_names else range(51)
    words: dict[str, Sequence[object]] = {"kind": KINDS, "rule": RULES, "sector": sectors}
    cells: dict[str, Sequence[object]] = {"name": names}
    for key, values in columns.items():
        cells[key] = [words[key][int(v)] if key in words and not np.isnan(v) else v for v in values.tolist()]
    files = {"organisations.csv": csv_text(list(cells), zip(*cells.values(), strict=True))}
    if choices:
        rows = [(month, names[row], resource, "pool" if pools else "alone") for month, row, pools in choices]
        files["decisions.csv"] = csv_text(["month", "organization", "resource", "choice"], rows)
        tables["decisions"] = "decisions.csv"
    files["salle.toml"] = write_toml(tables)
    return files


def scenario_archive(workshop: Workshop) -> bytes:
    """Return the files of a room's world in one ZIP archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in sorted(scenario_files(workshop).items()):
            packed.writestr(zipfile.ZipInfo(f"salle/{name}"), text)
    return archive.getvalue()
