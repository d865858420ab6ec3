"""Export of a room's world as a scenario that ``faire-ensemble run`` accepts."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.app.world import all_choices, prescribed
from sim.scenario.schema.population import KINDS, RULES
from sim.scenario.toml import write_toml

if TYPE_CHECKING:
    from sim.app.workshop import Workshop


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
    tables: dict[str, Any] = scenario.model_dump(exclude_none=True)
    tables["population"]["file"] = "organisations.csv"
    tables["name"] = "salle"
    names = scenario.organization_names()
    organizations = io.StringIO()
    writer = csv.writer(organizations, lineterminator="\n")
    columns = {} if given is None else {key: values for key, values in given.values.items() if key != "rule"}
    needs = {} if given is None else {f"need_{key}": values for key, values in given.needs.items() if key == resource}
    rules = np.full(len(names), np.nan) if given is None else given.values["rule"]
    writer.writerow(["name", *columns, *needs, "rule"])
    for row, name in enumerate(names):
        cells: list[object] = []
        for key, values in (columns | needs).items():
            value = values[row]
            if np.isnan(value):
                cells.append("")
            elif key == "kind":
                cells.append(KINDS[int(value)])
            elif key == "sector":
                sectors = scenario.sector_names
                cells.append(sectors[int(value) - 1] if sectors else int(value))
            else:
                cells.append(float(value))
        writer.writerow([name, *cells, "" if np.isnan(rules[row]) else RULES[int(rules[row])]])
    files = {"organisations.csv": organizations.getvalue()}
    if choices:
        decisions = io.StringIO()
        writer = csv.writer(decisions, lineterminator="\n")
        writer.writerow(["month", "organization", "resource", "choice"])
        for month, row, pools in choices:
            writer.writerow([month, names[row], resource, "pool" if pools else "alone"])
        files["decisions.csv"] = decisions.getvalue()
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
