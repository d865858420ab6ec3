"""Elements of the pages: native controls, which keyboards and screen readers support."""

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from nicegui import events, ui
from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement

from sim.app.charts.axes import Table
from sim.vocabulary.text import Lang, Text

_following: list[Callable[[], object]] = []


def follow[Change: Callable[[], object]](change: Change) -> Change:
    """Have a function called when the page is built, and each time that the room changes until it is built anew."""
    _following.append(change)
    return change


def followed(build: Callable[[], object]) -> list[Callable[[], object]]:
    """Build a page, and return the functions that bring it up to date."""
    _following.clear()
    build()
    return _following.copy()


class Replaceable:
    """Element of a page that may be rebuilt at any time: whoever still holds it may change it, and nothing happens."""

    def update(self: Any) -> None:
        """Bring the page up to date, unless the element is no longer in it."""
        if not self.is_deleted:
            super().update()  # type: ignore[misc]


class Box(Replaceable, Element):
    """A tag that contains others."""


class Words(Replaceable, TextElement):
    """A tag with text, which is never read as HTML."""

    def __init__(self, tag: str, text: str = "", /, **attributes: str) -> None:
        super().__init__(tag=tag, text=text)
        for name, value in attributes.items():
            self.props[name.rstrip("_").replace("_", "-")] = value


def box(tag: str = "div", classes: str = "", /, **attributes: str) -> Box:
    """Put a tag that contains others."""
    element = Box(tag)
    if classes:
        element.classes(classes)
    for key, value in attributes.items():
        element.props[key.rstrip("_").replace("_", "-")] = value
    return element


def button(words: str, act: Callable[[], object], name: str = "", pressed: Callable[[], bool] | None = None) -> Words:
    """Put a button; `pressed` tells whether it is the one chosen of several."""
    element = Words("button", words, type="button")
    if name:
        element.classes(name)
    if pressed is not None:
        follow(lambda: element.props.update({"aria-pressed": "true" if pressed() else "false"}))
    element.on("click", lambda: act(), js_handler="() => emit()")
    return element


def link(words: str, address: str, **attributes: str) -> Words:
    """Put a link."""
    return Words("a", words, href=address, **attributes)


def field(label: str, kind: str, value: object, name: str, **attributes: str) -> ui.element:
    """Put an input with its label above it, and what stands in it to begin with; :func:`on_value` passes it on."""
    with box("p", "field"):
        Words("label", label, for_=name)
        element = box("input", "", id=name, type=kind, name=name, **attributes)
        # an attribute, since a property would overwrite what is being typed at every update of the page
        element.props["^value"] = str(value)
    return element


def on_value(element: ui.element, act: Callable[[Any], object], event: str = "input", throttle: float = 0.0) -> None:
    """Call a function with the text of an input; whatever else comes is ignored."""

    def given(e: events.GenericEventArguments) -> object:
        return act(e.args) if isinstance(e.args, str) else None

    element.on(event, given, js_handler="(e) => emit(String(e.target.value))", throttle=throttle)


def emptied(element: ui.element, name: str) -> None:
    """Empty an input with this id, whatever was typed in it."""
    element.props["^value"] = ""
    ui.run_javascript(f"const e = document.getElementById({json.dumps(name)}); if (e) e.value = ''")


class Followed:
    """An input that shows a value of the room, but never overwrites what is being typed in it.

    :meth:`show` brings it up to date; :func:`follow` has it called.

    Parameters
    ----------
    element : ui.element
    name : str
        Id of the element in the page.
    value : callable
        Returns the value to show.
    act : callable
        Called with what was typed.
    event : str
        Event after which `act` is called.
    throttle : float
        Shortest time between two calls [s].
    """

    def __init__(
        self,
        element: ui.element,
        name: str,
        value: Callable[[], str],
        act: Callable[[str], object],
        event: str = "change",
        throttle: float = 0.0,
    ) -> None:
        self._element, self._name, self._value, self._act = element, name, value, act
        self._shown = element.props["^value"] = value()
        on_value(element, self._typed, event, throttle)

    def _typed(self, value: str) -> None:
        self._shown = value
        self._act(value)

    def show(self) -> None:
        """Show the value, unless it is already there."""
        value = self._value()
        if value == self._shown:
            return
        self._shown = self._element.props["^value"] = value
        script = f"const e = document.getElementById({json.dumps(self._name)}); if (e) e.value = {json.dumps(value)}"
        ui.run_javascript(script)


def checkbox(name: str, checked: Callable[[], bool], act: Callable[[bool], object]) -> None:
    """Put a box to check, which follows the room; call a function with whether it is checked."""
    element = box("input", "", id=name, type="checkbox")
    follow(lambda: element.props.update(checked=checked()))

    def changed(e: events.GenericEventArguments) -> None:
        element.props["checked"] = e.args is True
        act(e.args is True)

    element.on("change", changed, js_handler="(e) => emit(e.target.checked)")


def choice(
    label: str, options: Mapping[str, str], value: Callable[[], str], name: str, act: Callable[[Any], object]
) -> None:
    """Put a list to choose from, which follows the room, with its label above it."""
    with box("p", "field"):
        Words("label", label, for_=name)
        with box("select", "", id=name, name=name) as element:
            for key, words in options.items():
                Words("option", words, value=key)
    follow(lambda: element.props.update(value=value()))

    def chosen(key: str) -> object:
        element.props["value"] = key
        return act(key)

    on_value(element, chosen, "change")


def table_html(table: Table) -> str:
    """Return a table as HTML, with all its text escaped."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in table.rows
    )
    return (
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


FigureContent = tuple[dict[str, Any], tuple[str, str], Table]
"""Options of ECharts; sentences: the main result, and the details; a table with the same numbers."""


def tiles(facts: Iterable[tuple[Text, Text]], lang: Lang) -> None:
    """Put numbers in large letters, each with its label."""
    with box("ul", "tiles"):
        for value, label in facts:
            with box("li"):
                Words("b", value[lang])
                Words("span", label[lang])


class Figure:
    """A chart with its sentences and its table, which follows the room.

    Parameters
    ----------
    content : callable
        Returns what is shown.
    opens : str
        Text that opens the table; empty where the page shows the table itself.
    height : str
        Height of the chart in CSS; by default all that the page leaves.
    """

    def __init__(self, content: Callable[[], FigureContent], opens: str, height: str = "auto") -> None:
        self.content = content
        with box("figure"):
            with box("figcaption", "", role="status"):
                self.first, self.rest = Words("strong"), Words("span")
            self.chart = ui.echart({}, renderer="svg").style(f"height: {height}; width: 100%")
            self.chart.props["role"] = "img"
            with box("details") as details:
                Words("summary", opens)
                self.table = ui.html("", sanitize=False).classes("scroll")
            details.set_visibility(bool(opens))
        follow(self._show)

    def _show(self) -> None:
        """Replace the content."""
        options, caption, table = self.content()
        self.chart.options.clear()
        self.chart.options.update(options)
        self.chart.props["aria-label"] = " ".join(caption).strip()
        self.chart.update()
        self.first.text, self.rest.text = caption
        self.table.content = table_html(table)
