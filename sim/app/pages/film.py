"""Film of the months on a page: tokens that walk into the pool and out of it, the curve that grows, controls."""

from typing import Any, Final

from nicegui import ui

from sim.analysis.words.j_curve import break_even_label
from sim.app import sentences
from sim.app.charts import film as drawing
from sim.app.charts.film import LANES, axis_amounts, axis_months, curve_svg, film_table, spots
from sim.app.pages.elements import Words, box, button, choice, follow, table_html
from sim.app.reel import Scene, Why, break_even
from sim.app.showing import Showing
from sim.app.words import charts as chart_words
from sim.app.words import film as words
from sim.app.words import room as room_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, join, number, within

_NOTHING: Final = Text("", "")
_HIGHEST: Final = 150.0
"""Height of the highest pile of predictions [pixel]."""
_DOT: Final = 18.0
"""Size of the dot of a prediction, with the space around it [pixel]."""


class FilmView:
    """The film as the screen and the facilitator see it: nothing to press.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    """

    def __init__(self, workshop: Workshop, lang: Lang) -> None:
        self.showing = Showing(workshop)
        self.workshop = workshop
        self.lang = lang
        self._piles: dict[tuple[int, bool], Any] = {}

    def build(self) -> None:
        """Put the film on the page."""
        with box("figure", "film") as self.figure:
            with box("div", "say"):
                with box("figcaption", "", role="status"):
                    self.first, self.rest = Words("strong"), Words("span")
                    self.aloud = Words("span").classes("aloud")
                self.asked = Words("b").classes("asked")
            with box("div", "now"):
                self.month = Words("b")
                self.change, self.so_far = Words("span").classes("change"), Words("span").classes("change")
                with box("span", "trouble"):
                    Words("span", words.TROUBLE[self.lang])
                    box("span", "meter")
            with box("div", "picture", role="img") as self.picture:
                self._scene()
                self._plot()
            with box("details"):
                Words("summary", chart_words.TABLE[self.lang])
                self.table = ui.html("", sanitize=False).classes("scroll")
        follow(self._show)

    def _scene(self) -> None:
        """Put the organizations, each where it stands while it is alone, and the pool beside them."""
        names = self.workshop.case.names
        with box("div", "scene"):
            with box("div", "heads"):
                self.outside, self.inside = Words("b"), Words("b")
            with box("div", "ground"):
                box("div", "pool")
                self.tokens = []
                for name, spot in zip(names, spots(len(names)), strict=True):
                    named = len(names) <= LANES
                    token = Words("span", name if named else "").classes("token" if named else "token dot")
                    height = f"; height: calc({100 / len(names):.4g}% - 5px)" if named else ""
                    token.style(f"--left: {spot.left:.4g}%; top: {spot.top:.4g}%{height}")
                    self.tokens.append(token)

    def _plot(self) -> None:
        """Put the axes, the curve, its moving end and the marks."""
        course = self.workshop.course()
        with box("div", "plot"), box("div", "field"):
            self.amounts = [Words("span").classes("amount").style(f"top: {top:g}%") for top, _ in axis_amounts(1, "en")]
            for left, label in axis_months(course.months, self.lang):
                Words("span", label).classes("month").style(f"left: {left:.4g}%")
            Words("span", chart_words.MONTHS[self.lang]).classes("months")
            Words("span", room_words.NEVER[self.lang]).classes("month never")
            box("div", "zero")
            with box("div", "shown"):
                ui.html(curve_svg(course), sanitize=False)
            box("div", "head")
            Words("span", "?").classes("ask")
            self.piles = box("div", "piles")
            with box("div", "even") as self.even:
                self.even_label = Words("span")
            with box("p", "legend") as self.legend:
                self.kinds = [self._kind(kind, label) for kind, label in (("", words.FIRST), ("again", words.SECOND))]

    def _kind(self, kind: str, label: Text) -> Any:
        """Put the shape of one kind of predictions with its name."""
        with box("span") as entry:
            box("i", f"bet {kind}")
            Words("span", label[self.lang])
        return entry

    def _show(self) -> None:
        """Bring the film to where it is."""
        course, showing = self.workshop.course(), self.showing
        film, scene = showing.film, showing.scene
        at = drawing.place(course, film.month)
        tick = 1.0 / film.speed if film.playing else 0.5
        left = self.workshop.case.friction_left(scene.age) if scene.age is not None else 0.0
        self.figure.style(
            replace=f"--x: {at.left:.4g}%; --y: {at.top:.4g}%; --stretch: {at.stretch:.6g}; --tick: {tick:g}s; "
            f"--trouble: {left:.3g}"
        )
        self._say(scene)
        for token, pools in zip(self.tokens, scene.members, strict=True):
            token.classes(add="in" if pools else "", remove="" if pools else "in")
        for label, (_, said) in zip(self.amounts, axis_amounts(at.half, self.lang), strict=True):
            label.text = said
        self._mark(break_even(course))
        asking = showing.asking
        self.figure.classes(add="asking" if asking else "", remove="" if asking else "asking")
        self._bets()
        if not film.playing:
            self.table.content = table_html(film_table(course, film.month, self.lang))

    def _mark(self, even: int) -> None:
        """Mark the month of break-even, once the film has reached it."""
        months, seen = self.workshop.case.scenario.months, 0 < even <= self.showing.film.month
        self.even.set_visibility(seen)
        if seen:
            self.even.style(f"left: {100 * even / months:.4g}%")
            self.even_label.text = break_even_label(even)[self.lang]
            self.even_label.classes("right" if 2 * even >= months else "left")

    def _say(self, scene: Scene) -> None:
        """Put what the film shows into words; aloud they are said only where it stops."""
        lang, pooling = self.lang, sum(scene.members)
        self.month.text = words.MONTH.format(m=number(scene.month))[lang]
        self.change.text = words.CHANGE.format(x=sentences.amount(scene.change))[lang]
        self.so_far.text = words.SO_FAR.format(x=sentences.amount(scene.gain))[lang]
        self.outside.text = words.OUTSIDE.format(k=number(len(scene.members) - pooling))[lang]
        self.inside.text = words.INSIDE.format(k=number(pooling))[lang]
        said = film_sentences(self.showing)
        for place, sentence in zip((self.first, self.rest, self.aloud), said, strict=True):
            place.text = sentence[lang]
        self.picture.props["aria-label"] = join([sentence for sentence in said if sentence.en], " ")[lang]
        room = self.workshop.room
        asked = self.showing.asking and bool(room.people)
        counts = {"k": number(sum(self.showing.bets.values())), "n": number(len(room.people))}
        self.asked.text = words.ASKED.format(**counts)[lang] if asked else ""
        self.asked.set_visibility(asked)

    def _bets(self) -> None:
        """Put a pile of dots for each month that people predict; those that have passed fade."""
        months, month = self.workshop.case.scenario.months, self.showing.film.month
        even = break_even(self.workshop.course())
        first, again = self.workshop.room.predictions, self.showing.bets
        piles = {(m, False): k for m, k in first.items()} | {(m, True): k for m, k in again.items()}
        piles = {key: k for key, k in piles.items() if key[0] <= months}
        for key in [key for key in self._piles if self._piles[key][1] != piles.get(key)]:
            self._piles.pop(key)[0].delete()
        for key, count in piles.items():
            if key not in self._piles:
                with self.piles:
                    self._piles[key] = (self._pile(key[0] / months if key[0] else None, count, key[1]), count)
        for (m, _), (pile, _) in self._piles.items():
            gone = 0 < even <= month if m == 0 else m <= month and m != even
            pile.classes(add="gone" if gone else "", remove="" if gone else "gone")
        for entry, some in zip(self.kinds, (first, again), strict=True):
            entry.set_visibility(bool(some))
        self.figure.classes(add="nevers" if 0 in first or 0 in again else "")

    def _pile(self, along: float | None, count: int, again: bool) -> Any:
        """Put a pile of dots on the zero line: above it the first predictions, below it the second."""
        step = min(_DOT, _HIGHEST / count)
        left = "calc(100% + 2.6em)" if along is None else f"{100 * along:.4g}%"
        with box("div", "pile again" if again else "pile") as pile:
            for k in range(count):
                box("i", "bet again" if again else "bet").style(f"--far: {k * step:.4g}px")
        return pile.style(f"left: {left}")


def walkers(pooling: int, organizations: int, lang: Lang) -> None:
    """Put an unnamed token for each organization; those that pool walk over to the group as the page appears."""
    with box("div", "walkers", aria_hidden="true"):
        Words("b", words.OUTSIDE.format(k=number(organizations - pooling))[lang])
        Words("b", words.INSIDE.format(k=number(pooling))[lang])
        for k in range(organizations):
            place = k - (organizations - pooling)
            token = box("i", "in" if place >= 0 else "").style(f"--from: {k}; --of: {organizations}")
            if place >= 0:
                token.style(f"--place: {pooling - place - 1}; --turn: {place}")


def film_sentences(showing: Showing) -> tuple[Text, Text, Text]:
    """Return what is said of the film where it stands: the main sentence, a detail, and what is only said aloud."""
    scene, course = showing.scene, showing.workshop.course()
    n = number(len(scene.members))
    after = words.BEFORE.format(n=n)
    if scene.month:
        counts = {"k": number(sum(scene.members)), "n": n, "x": sentences.amount(scene.gain)}
        after = words.AFTER.format(m=within(sentences.months(scene.month)), **counts)
    if showing.film.playing:
        return words.GOING, _NOTHING, _NOTHING
    why, predictions = showing.stop, showing.room.predictions
    if why == Why.ASK:
        standing = sum(k for month, k in predictions.items() if month == 0 or month > scene.month)
        told = words.STANDING.format(k=number(standing), n=number(sum(predictions.values())))
        return words.ASK, told if predictions else _NOTHING, after
    if why == Why.EVEN:
        first, _ = sentences.group_parts(course)
        timed = [month for month in predictions if month]
        closest = min(timed, key=lambda month: abs(month - scene.month), default=0)
        told = words.CLOSEST.format(what=within(sentences.month_or_never(closest)))
        return first, told if timed else _NOTHING, after
    return after, _NOTHING, _NOTHING


class FilmControls:
    """The facilitator's controls of the film.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    """

    def __init__(self, workshop: Workshop, lang: Lang) -> None:
        self.showing = Showing(workshop)
        self.lang = lang

    def build(self) -> None:
        """Put the controls on the page."""
        showing, lang = self.showing, self.lang
        with box("div", "row"):
            if not showing.workshop.unfolding:
                button(words.REWIND[lang], showing.rewind)
                return
            play = button("", lambda: showing.pause() if showing.film.playing else showing.play(), "main")
            button(words.SKIP[lang], showing.skip)
            button(words.FINISH[lang], showing.finish)
            speeds = {str(speed): name[lang] for speed, name in words.SPEEDS.items()}
            choice(words.SPEED[lang], speeds, lambda: str(showing.film.speed), "speed", self._speed)
        Words("p", words.CLICKER[lang]).classes("quiet")
        first = showing.workshop.month

        @follow
        def update() -> None:
            film = showing.film
            said = words.PAUSE if film.playing else words.GO_ON if film.month > first else words.PLAY
            play.text = said[lang]

    def _speed(self, typed: str) -> None:
        """Choose the speed."""
        if typed in map(str, words.SPEEDS):
            self.showing.set_speed(int(typed))
