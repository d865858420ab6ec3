"""What stays uncertain in a sweep: the parameters that each run draws, and the columns that keep what it drew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sim.scenario import Scenario, uncertain_parameters
from sim.scenario.paths import overlap
from sim.sweep.factor import Factor
from sim.sweep.paths import own_values
from sim.vocabulary.currency import priced
from sim.vocabulary.text import same
from sim.vocabulary.variable import Variable

_RUN: Final = ("replication",)


def left_uncertain(scenario: Scenario, factors: Iterable[Factor]) -> Scenario | None:
    """Return the scenario without the uncertainty of the parameters that a sweep varies; None if none is left.

    The value of a point takes the place of the draw. Parameters that are joined in particles are set one by one.
    """
    taken = [path for factor in factors for path, _ in own_values(factor.path, scenario)]
    uncertain = {
        path: distribution
        for path, distribution in scenario.uncertain.items()
        if not any(overlap(path, other) for other in taken)
    }
    left = scenario.model_copy(update={"uncertain": uncertain})
    left._particles = None if scenario.particles is None else scenario.particles.without(taken)
    return left if left.is_uncertain else None


class Drawn:
    """The columns of what the runs of a sweep draw: a number, or the place of a name in a list.

    Parameters
    ----------
    scenario : Scenario
        With its uncertain parameters and its particles.
    """

    def __init__(self, scenario: Scenario) -> None:
        known = uncertain_parameters(scenario)
        rows = () if scenario.particles is None else scenario.particles.rows
        self.variables: dict[str, Variable] = {}
        self.names: dict[str, list[str]] = {}
        """The names that each parameter that is not a number may take."""
        for path in scenario.uncertain_paths:
            unit, text = (known[path].param.unit, known[path].param.text) if path in known else ("-", same(path))
            names = sorted({row[path] for row in rows if isinstance(row.get(path), str)})
            if path in known and known[path].choices:
                names = list(known[path].choices or ())
            if names:
                self.names[path] = names
            dtype = "int16" if names else "float64"
            self.variables[path] = Variable(path, _RUN, "code" if names else unit, text, "summary", dtype)

    def value(self, path: str, drawn: Any) -> float:
        """Return the number that stands for a drawn value in its column."""
        return self.names[path].index(drawn) if path in self.names else float(drawn)

    def attributes(self, path: str) -> dict[str, Any]:
        """Return the attributes of a column; those of names list them (CF conventions)."""
        variable = self.variables[path]
        about = {"units": priced(variable.unit), "long_name": variable.text.en, "long_name_fr": variable.text.fr}
        names = self.names.get(path, [])
        codes = {"flag_values": " ".join(map(str, range(len(names)))), "flag_meanings": ", ".join(names)}
        return about | codes if names else about
