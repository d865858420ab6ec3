"""Pages of rooms: what a page holds of each case is worked out once; a page of it is then put together at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from sim.app.cases import Case
from sim.app.levers import LeverSettings
from sim.page.bindings import named_places, param_at, places_of
from sim.page.case import is_playable
from sim.page.document import Opening, Part, assembled, kernel_for, part_of
from sim.vocabulary.text import Lang, Text

_NOT_VALUES: Final = ("members", "shock")
"""Levers that change which organizations decide, or when, but no value of the scenario."""


class RoomPages:
    """Makes the pages that people take home from a workshop."""

    def __init__(self) -> None:
        self._kernel = ""
        self._parts: dict[Case, Part] = {}

    def plays(self, case: Case) -> bool:
        """Return whether a case can be played in a page."""
        return is_playable(case.scenario)

    def prepare(self, case: Case) -> None:
        """Work out what a page holds of a case, and the kernel."""
        self._kernel = self._kernel or kernel_for(case)
        if case not in self._parts:
            self._parts[case] = part_of(case)

    def left_out(self, case: Case, levers: LeverSettings) -> list[str]:
        """Return the names of the levers that are moved and that a page of the case does not have."""
        moved = [name for name in (*_NOT_VALUES, "trust") if getattr(levers, name) != getattr(LeverSettings(), name)]
        return [name for name in moved if name in _NOT_VALUES or "population.trust" not in places_of(case.scenario)]

    def page(self, cases: Sequence[Case], levers: LeverSettings, told: Text, lang: Lang) -> bytes:
        """Return the page of some prepared cases, which opens with the first one, its levers and what is told of it."""
        opening = Opening(f"#{urlencode({'case': cases[0].key, **changed_values(cases[0], levers)})}", told)
        return assembled([self._parts[case] for case in cases], self._kernel, lang, opening).encode()


def changed_values(case: Case, levers: LeverSettings) -> dict[str, Any]:
    """Return the values that levers change and that a page can change too, by the path of their parameter."""
    before, after = case.scenario, levers.applied(case.scenario)
    values = {path: param_at(after, path)[1] for path in (*places_of(before), *named_places(before))}
    return {path: value for path, value in values.items() if value != param_at(before, path)[1]}
