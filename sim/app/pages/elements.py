"""Elements of the pages: native controls, which keyboards and screen readers support."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from nicegui import events, ui
from nicegui.elements.mixins.text_element import TextElement

from sim.app.charts.axes import Table


class Words(TextElement):
    """A tag with text, which is never read as HTML."""

    def __init__(self, tag: str, text: str = "", /, **attributes: str) -> None:
        super().__init__(tag=tag, text=text)
        for name, value in attributes.items():
            self.props[name.rstrip("_").replace("_", "-")] = value


def box(tag: str = "div", classes: str = "", /, **attributes: str) -> ui.element:
    """Put a tag that contains others."""
    element = ui.element(tag)
    if classes:
        element.classes(classes)
    for key, value in attributes.items():
        element.props[key.rstrip("_").replace("_", "-")] = value
    return element


def button(words: str, act: Callable[[], object], name: str = "", pressed: bool | None = None) -> Words:
    """Put a button."""
    element = Words("button", words, type="button")
    if name:
        element.classes(name)
    if pressed is not None:
        element.props["aria-pressed"] = "true" if pressed else "false"
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
    """Call a function with the text of an input."""
    element.on(event, lambda e: act(e.args), js_handler="(e) => emit(String(e.target.value))", throttle=throttle)


class Followed:
    """An input that follows the room, but never overwrites what is being typed in it.

    Parameters
    ----------
    element : ui.element
    name : str
        Id of the element in the page.
    value : str
        Initial value.
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
        value: str,
        act: Callable[[str], object],
        event: str = "change",
        throttle: float = 0.0,
    ) -> None:
        self._element, self._name, self._said, self._act = element, name, value, act
        element.props["^value"] = value
        on_value(element, self._typed, event, throttle)

    def _typed(self, value: str) -> None:
        self._said = value
        self._act(value)

    def show(self, value: str) -> None:
        """Show a value, unless it is already there."""
        if value == self._said:
            return
        self._said = value
        self._element.props["^value"] = value
        script = f"const e = document.getElementById({json.dumps(self._name)}); if (e) e.value = {json.dumps(value)}"
        ui.run_javascript(script)


def on_checked(element: ui.element, act: Callable[[bool], object]) -> None:
    """Call a function with whether a box is checked."""

    def changed(e: events.GenericEventArguments) -> None:
        element.props["checked"] = e.args is True
        act(e.args is True)

    element.on("change", changed, js_handler="(e) => emit(e.target.checked)")


def choice(label: str, options: Mapping[str, str], value: str, name: str, act: Callable[[Any], object]) -> ui.element:
    """Put a list to choose from, with its label above it."""
    with box("p", "field"):
        Words("label", label, for_=name)
        element = box("select", "", id=name, name=name)
        element.props["value"] = value
        with element:
            for key, words in options.items():
                Words("option", words, value=key)

    def chosen(key: str) -> object:
        element.props["value"] = key
        return act(key)

    on_value(element, chosen, "change")
    return element


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


class Figure:
    """A chart with its sentences and its table.

    Parameters
    ----------
    options : dict
        Options of ECharts.
    caption : (str, str)
        Sentences: the main result, and the details.
    table : Table
        The same numbers.
    opens : str
        Text that opens the table.
    height : str
        Height of the chart in CSS; by default all that the page leaves.
    """

    def __init__(
        self, options: dict[str, Any], caption: tuple[str, str], table: Table, opens: str, height: str = "auto"
    ) -> None:
        with box("figure"):
            with box("figcaption", "", role="status"):
                self.first = Words("strong", caption[0])
                self.rest = Words("span", caption[1])
            self.chart = ui.echart(options, renderer="svg").style(f"height: {height}; width: 100%")
            self.chart.props["role"] = "img"
            self.chart.props["aria-label"] = " ".join(caption).strip()
            with box("details"):
                Words("summary", opens)
                self.table = ui.html(table_html(table), sanitize=False).classes("scroll")

    def show(self, options: dict[str, Any], caption: tuple[str, str], table: Table) -> None:
        """Replace the content."""
        self.chart.options.clear()
        self.chart.options.update(options)
        self.chart.props["aria-label"] = " ".join(caption).strip()
        self.chart.update()
        self.first.text, self.rest.text = caption
        self.table.content = table_html(table)
