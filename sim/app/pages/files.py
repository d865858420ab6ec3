"""Files that a room gives out: handout and page for everybody in it, all others for the facilitator."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response
from nicegui import app as pages_app

from sim.app.cost_file import template
from sim.app.handout import handout
from sim.app.report import REPORTS
from sim.app.role_cards import role_cards
from sim.app.room_file import write_room
from sim.app.scenario_export import scenario_archive
from sim.app.steps import Step
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang

_PAGE: Final = "text/html; charset=utf-8"
_POLICY_OF_PAGE: Final = (
    "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page that plays asks nobody for anything, and is nobody to the room: it has no cookie and no address there. Its
own policy allows its own script alone."""


class Files:
    """Addresses of the files of a room.

    Parameters
    ----------
    workshop : Workshop
    knows : callable
        Returns whether a request may see the room of the code that it gives.
    holds : callable
        Returns whether a secret is that of the facilitator's link.
    """

    def __init__(self, workshop: Workshop, knows: Callable[[str, Request], bool], holds: Callable[[str], bool]) -> None:
        self.workshop = workshop
        self._knows = knows
        self._holds = holds

    def register(self, lang: Lang) -> None:
        """Register the addresses of one language."""
        self._for_everybody(lang)
        self._for_the_facilitator(lang)

    def _for_everybody(self, lang: Lang) -> None:
        """Register what anyone in the room may have, from the last step on."""
        workshop = self.workshop

        def given(code: str, request: Request) -> bool:
            return workshop.room.step == Step.HOME and self._knows(code, request)

        @pages_app.get(f"/{lang}/salle/{{code}}/fiche.pdf")
        def sheet(code: str, request: Request) -> Response:
            return download(given(code, request), lambda: handout(workshop, lang), "application/pdf")

        @pages_app.get(f"/{lang}/salle/{{code}}/page.html")
        def page(code: str, request: Request) -> Response:
            return self._page(given(code, request), lang, workshop.take_home.file)

        @pages_app.get(f"/{lang}/salle/{{code}}/jouer")
        def played_here(code: str, request: Request) -> Response:
            return self._page(given(code, request), lang)

    def _page(self, allowed: bool, lang: Lang, name: str = "") -> Response:
        """Return the page that plays, to keep under a name or to be shown at once."""
        made = self.workshop.take_home
        return download(allowed and made.ready, lambda: made.page(lang), _PAGE, name, _POLICY_OF_PAGE)

    def _for_the_facilitator(self, lang: Lang) -> None:
        """Register what stands behind the facilitator's link."""
        workshop, holds = self.workshop, self._holds
        base = f"/{lang}/animation/{{secret}}"

        @pages_app.get(f"{base}/salle.json")
        def room_file(secret: str) -> Response:
            name = f"salle-{workshop.room.code}.json"
            text = partial(write_room, workshop.room, names=False)
            real = workshop.rehearsal is None  # a rehearsal is never saved
            return download(real and holds(secret), text, "application/json", name)

        @pages_app.get(f"{base}/scenario.zip")
        def scenario(secret: str) -> Response:
            return download(holds(secret), lambda: scenario_archive(workshop), "application/zip", "scenario.zip")

        @pages_app.get(f"{base}/fiche.pdf")
        def printed(secret: str) -> Response:
            return download(holds(secret), lambda: handout(workshop, lang), "application/pdf")

        @pages_app.get(f"{base}/page.html")
        def page(secret: str) -> Response:
            return self._page(holds(secret), lang, workshop.take_home.file)

        @pages_app.get(f"{base}/roles.pdf")
        def roles(secret: str) -> Response:
            return download(holds(secret), lambda: role_cards(workshop.case, lang), "application/pdf")

        @pages_app.get(f"{base}/tableau.csv")
        def table(secret: str) -> Response:
            return download(holds(secret), partial(template, lang), "text/csv", "organisations.csv")

        for form, (kind, make) in REPORTS.items():
            self._report(lang, form, kind, make)

    def _report(self, lang: Lang, form: str, kind: str, make: Callable[[Workshop, Lang, date], bytes]) -> None:
        """Register the report of one language in one file format."""

        @pages_app.get(f"/{lang}/animation/{{secret}}/rapport.{form}")
        def report(secret: str) -> Response:
            name = f"salle-{self.workshop.room.code}.{form}"
            real = self.workshop.rehearsal is None
            content = partial(make, self.workshop, lang, date.today())
            return download(real and self._holds(secret), content, kind, name)


def download(allowed: bool, content: Callable[[], Any], kind: str, name: str = "", policy: str = "") -> Response:
    """Return a file if it is allowed. Browsers save one with a name; a policy replaces the workshop's."""
    if not allowed:
        return Response(status_code=404)
    headers = {"Cache-Control": "no-store"}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if policy:
        headers["Content-Security-Policy"] = policy
    return Response(content(), media_type=kind, headers=headers)
