"""Stories: worlds whose organizations do as a table says, and the books that come of it."""

import numpy as np

from tests.kernel.worlds import plain, played


def told(folder, choices, values=None, people=None):
    """Return a plain world that follows a table of (month, organization, alone or pool).

    people : dict of column to list, optional
        What the organizations differ in; also how many they are.
    """
    told_values = {}
    if choices:
        rows = "".join(f"{month},{who},shared,{choice}\n" for month, who, choice in choices)
        (folder / "decisions.csv").write_text("month,organization,resource,choice\n" + rows, encoding="utf-8")
        told_values = {"decisions": "decisions.csv", "population.rule": "prescribed"}
    if people:
        lines = [",".join(map(str, row)) for row in zip(*people.values(), strict=True)]
        (folder / "people.csv").write_text("\n".join([",".join(people), *lines]) + "\n", encoding="utf-8")
        told_values |= {"population.file": "people.csv", "population.number": len(lines)}
    return plain(told_values | (values or {}), folder)


def edges(folder, pairs):
    """Write an edge list; return the values that make a world follow it."""
    (folder / "edges.csv").write_text("a,b\n" + "".join(f"{a},{b}\n" for a, b in pairs), encoding="utf-8")
    return {"network.kind": "edge_list", "network.file": "edges.csv"}


def levers(**values):
    """Return the values that pull some levers."""
    return {f"levers.{name}": value for name, value in values.items()}


_KEPT = ("entry_payment", "exit_payment", "public", "gain", "cash", "cash_alone", "counterfactual_cost", "trust")


def books(scenario, state=None):
    """Play a run; return each organization's books (N, T), and what each resource has gained so far (R, T)."""
    kept = {name: [] for name in _KEPT}
    resource_gain, members = [], []
    for _, now in played(scenario, state):
        for name, months in kept.items():
            months.append(now.organization[name].copy())
        resource_gain.append(now.resource["gain"].copy())
        members.append((now.place["pool"] >= 0).sum(0))
    found = {name: np.array(months).T for name, months in kept.items()}
    return found | {"resource_gain": np.array(resource_gain).T, "members": np.array(members).T}
