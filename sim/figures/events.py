"""Events on an axis of months: a thin line where one begins or ends, and its name below the figure."""

from collections.abc import Sequence
from typing import Final

import xarray as xr
from matplotlib.axes import Axes

from sim.analysis.events import events_of
from sim.figures.style import QUIET, text_size
from sim.scenario.schema.event import Event
from sim.vocabulary.text import Text, join

_FOOT: Final = Text("Dotted vertical lines: {events}. ", "Lignes verticales pointillées : {events}. ")
_NAMED: Final = Text("{what} ({when})", "{what} ({when})")


def mark_events(axes: Axes, events: Sequence[Event], start: int = 0) -> None:
    """Draw a line at the beginning of the month in which an event begins, and at the end of that in which it ends.

    Parameters
    ----------
    axes : Axes
        With months in calendar time.
    events : sequence of Event
        From :func:`sim.analysis.events.events_of`.
    start : int
        The month of the first point of the axis: 0 where a point is what holds at the end of a month, 1 where it is
        what holds during one.
    """
    places = {event.month - 1 for event in events} | {event.until for event in events if event.until is not None}
    for place in sorted(places):
        axes.axvline(place + 0.5 * start, color=QUIET, linewidth=text_size() / 24.0, linestyle=(0, (1, 3)), zorder=0.9)


def events_foot(ds: xr.Dataset) -> list[Text]:
    """Name the events of a dataset, with their months; nothing if there are none."""
    named = [_NAMED.format(what=event.what, when=event.when) for event in events_of(ds)]
    return [_FOOT.format(events=join(named, "; "))] if named else []
