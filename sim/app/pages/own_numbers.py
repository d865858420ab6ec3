"""Form of the group's own numbers: fields, a table or pasted rows, what was read, and the case made of them."""

from collections.abc import Callable
from functools import partial

from nicegui import ui

from sim.analysis.numbers import money
from sim.app.background import in_background
from sim.app.charts.axes import Table
from sim.app.cost_file import LONGEST_PASTED
from sim.app.own_entry import OwnEntry
from sim.app.own_numbers import OwnNumbersError
from sim.app.pages.elements import Words, box, button, field, link, on_value, table_html
from sim.app.pages.upload import too_large, upload
from sim.app.room import Room
from sim.app.room_file import UNUSABLE
from sim.app.steps import Step
from sim.app.words import own_numbers as words
from sim.app.words import room as room_words
from sim.app.workshop import Workshop
from sim.errors import SimError
from sim.vocabulary.reasons import reason
from sim.vocabulary.text import Lang, Text, join


class OwnNumbersForm:
    """The form: it shows what was read before it is used, and keeps what is typed in an entry that outlives it.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    entry : OwnEntry
    act : callable
        Changes the room, or shows why this is refused.
    """

    def __init__(
        self, workshop: Workshop, lang: Lang, entry: OwnEntry, act: Callable[[Callable[[Room], object]], object]
    ) -> None:
        self.workshop = workshop
        self.lang = lang
        self.entry = entry
        self.act = act

    def build(self) -> None:
        """Put the form on the page."""
        room, entry = self.workshop.room, self.entry
        if room.step != Step.OWN:
            Words("p", words.SIX[self.lang])
        with box("div", "two form"):
            for name, label in {**words.TEXTS, **words.FIELDS}.items():
                about = f"own-{name}-why"
                mode, longest = ("text", "80") if name in words.TEXTS else ("decimal", "41")
                more = {"inputmode": mode, "maxlength": longest, "autocomplete": "off", "aria_describedby": about}
                with box("div"):
                    put = field(label[self.lang], "text", entry.typed[name], f"own-{name}", **more)
                    Words("p", words.WHY[name][self.lang], id=about).classes("quiet")
                on_value(put, partial(self._write, name))
        with box("div", "two"):
            with box("div"):
                self._table()
            with box("div"):
                self._summary = Words("p", "", role="status").classes("lead")
                self._told = box("div", "", role="status")
                self._costs = box(
                    "div", "scroll preview", tabindex="0", role="region", aria_label=words.PREVIEW[self.lang]
                )
        self._refused = Words("p", "", role="alert").classes("refused")
        button(words.USE[self.lang], self._use, "main")
        case = self.workshop.case
        if case.path is not None:
            Words("p", words.KEPT.format(path=str(case.path))[self.lang])
        Words("p", words.ASSUMED[self.lang]).classes("quiet")
        self._refuse(join(entry.refused, " "))
        self._show()

    def _table(self) -> None:
        """Put what gives organizations one by one: a table to fill in, a file, rows to paste."""
        Words("h2", words.ONE_BY_ONE[self.lang])
        Words("p", words.ROWS_ARE[self.lang])
        address = f"/{self.lang}/animation/{self.workshop.room.secret}/tableau.csv"
        with box("p"):
            link(words.TEMPLATE[self.lang], address, download="")
        self._forget_name = upload("own-table", ".csv,.txt,.xlsx", self._choose, words.TABLE[self.lang])
        with box("p", "field"):
            Words("label", words.PASTE[self.lang], for_="own-paste")
            pasted = Words("textarea", self.entry.pasted, id="own-paste", rows="5", spellcheck="false")
        read = "emit(e.target.value.slice(0, LONGEST))".replace("LONGEST", str(LONGEST_PASTED + 1))
        for event, script in (("change", f"(e) => {read}"), ("paste", f"(e) => setTimeout(() => {read}, 0)")):
            pasted.on(event, lambda e: self._paste(e.args), js_handler=script)
        self._remove = button(words.REMOVE[self.lang], self._without_table)

    def _refuse(self, problems: Text) -> None:
        """Show why something is refused; nothing more if it no longer is."""
        self._refused.text = problems[self.lang]

    def _write(self, name: str, typed: str) -> None:
        self.entry.write(name, typed)
        if not self.entry.refused:
            self._refuse(Text("", ""))
        self._show()

    async def _choose(self, content: bytes | None, name: str) -> bool:
        """Read a table; return whether it can be used."""
        self._refuse(room_words.BUSY)
        if content is None:
            self.entry.refuse([too_large()])
        else:
            await in_background(partial(self.entry.choose, content, name))
        self._refuse(join(self.entry.refused, " "))
        self._show()
        return not self.entry.refused

    async def _paste(self, text: object) -> None:
        """Read pasted rows."""
        if isinstance(text, str) and text != self.entry.pasted:
            self._forget_name()
            await in_background(partial(self.entry.paste, text, self.lang))
            self._refuse(join(self.entry.refused, " "))
            self._show()

    def _without_table(self) -> None:
        self.entry.remove()
        self._forget_name()
        self._refuse(Text("", ""))
        self._show()
        ui.run_javascript("const e = document.getElementById('own-paste'); if (e) e.value = ''")

    def _show(self) -> None:
        """Show what was read, and what was left out, unless the page is no longer there."""
        entry = self.entry
        if self._summary.is_deleted:
            return
        summary = entry.summary(self.lang)
        self._summary.text = "" if summary is None else summary[self.lang]
        self._told.clear()
        with self._told:
            for text in entry.left_out:
                Words("p", text[self.lang])
        self._remove.set_visibility(entry.has_table)
        self._costs.set_visibility(bool(entry.costs))
        self._costs.clear()
        if entry.costs:
            heads = (words.NAME_HEAD[self.lang], words.COST_HEAD[self.lang])
            rows = tuple((name, money(cost)[self.lang]) for name, cost in entry.costs.items())
            with self._costs:
                ui.html(table_html(Table(words.PREVIEW[self.lang], heads, rows)), sanitize=False)

    def _use(self) -> None:
        """Make a case of the numbers, and go to its curve from the step of own numbers."""
        try:
            self.workshop.use_own(self.entry.numbers(self.lang))
        except OwnNumbersError as error:
            self._refuse(join(error.problems, " "))
        except OSError as error:
            self._refuse(room_words.NOT_SAVED.format(reason=reason(error)))
        except (SimError, ArithmeticError, ValueError):
            self._refuse(UNUSABLE)
        else:
            self._refuse(Text("", ""))
            if self.workshop.room.step == Step.OWN:
                self.act(lambda room: room.go(Step.CURVE))
