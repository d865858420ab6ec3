"""Elements of the pages: native controls, which every keyboard and screen reader knows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from nicegui import events, ui
from nicegui.elements.mixins.text_element import TextElement

from sim.app.charts.table import Table


class Words(TextElement):
    """A tag with words in it; whatever they are, they are shown as words."""

    def __init__(self, tag: str, text: str = "", /, **attributes: str) -> None:
        super().__init__(tag=tag, text=text)
        for name, value in attributes.items():
            self.props[name.rstrip("_").replace("_", "-")] = value


def box(tag: str = "div", classes: str = "", /, **attributes: str) -> ui.element:
    """Open a tag that holds others."""
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
        # as an attribute: a property would be set again, over what somebody is typing, whenever the page changes
        element.props["^value"] = str(value)
    return element


def on_value(element: ui.element, act: Callable[[Any], object], event: str = "input", throttle: float = 0.0) -> None:
    """Pass on what stands in an input, as words."""
    element.on(event, lambda e: act(e.args), js_handler="(e) => emit(String(e.target.value))", throttle=throttle)


class Followed:
    """An input that follows the room, unless what the room says came from it: what somebody types is never undone.

    Parameters
    ----------
    element : ui.element
    name : str
        Its id in the page.
    value : str
        What stands in it to begin with.
    act : callable
        Takes what was typed.
    event : str
        When it is taken.
    throttle : float
        At most so often [s].
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
        """Show what the room says, if it is something else."""
        if value == self._said:
            return
        self._said = value
        self._element.props["^value"] = value
        script = f"const e = document.getElementById({json.dumps(self._name)}); if (e) e.value = {json.dumps(value)}"
        ui.run_javascript(script)


def on_checked(element: ui.element, act: Callable[[bool], object]) -> None:
    """Pass on whether a box is checked."""

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
    """Return a table behind a heading that opens it; names are shown as words whatever they hold."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in table.rows
    )
    return (
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


class Figure:
    """A chart, what it says in words, and its table.

    Parameters
    ----------
    options : dict
        What ECharts draws.
    said : (str, str)
        What it shows: first what matters, then the rest.
    table : Table
        The same in numbers.
    opens : str
        Words that open the table.
    height : str
        Of the chart, in CSS; by default what the page leaves.
    """

    def __init__(
        self, options: dict[str, Any], said: tuple[str, str], table: Table, opens: str, height: str = "auto"
    ) -> None:
        with box("figure"):
            with box("figcaption", "", role="status"):
                self.first = Words("strong", said[0])
                self.rest = Words("span", said[1])
            self.chart = ui.echart(options, renderer="svg").style(f"height: {height}; width: 100%")
            self.chart.props["role"] = "img"
            self.chart.props["aria-label"] = " ".join(said).strip()
            with box("details"):
                Words("summary", opens)
                self.table = ui.html(table_html(table), sanitize=False).classes("scroll")

    def show(self, options: dict[str, Any], said: tuple[str, str], table: Table) -> None:
        """Show something else in the same place."""
        self.chart.options.clear()
        self.chart.options.update(options)
        self.chart.props["aria-label"] = " ".join(said).strip()
        self.chart.update()
        self.first.text, self.rest.text = said
        self.table.content = table_html(table)
