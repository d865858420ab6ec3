"""The film of a run: organizations move in and out of pools, month by month, and the J-curve grows below."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.analysis.bilingual import attribute
from sim.analysis.memberships import memberships
from sim.figures.page import compose, source
from sim.figures.scales import money_axis, month_axis
from sim.figures.stage import Stage
from sim.figures.style import Drawing, drawing, text_size
from sim.figures.writers import Frame, writer_for
from sim.vocabulary.currency import in_its_currency, priced_words
from sim.vocabulary.text import Lang, Text, number

Progress = Callable[[int, int], None]

_TITLE: Final = Text(
    "Who pools with whom, month by month: {resource}", "Qui mutualise avec qui, mois après mois : {resource}"
)
_NOTE: Final = Text("{title}, replication {k}", "{title}, réplication {k}")
_GAIN: Final = Text("Gain so far (CAD)", "Gain à ce jour (CAD)")
_SIZE: Final = Text("A dot is an organization, the larger the more staff; a disc is a pool. ",
                    "Un point est une organisation, d'autant plus gros que son équipe est grande; un disque, un "
                    "groupe. ")  # fmt: skip
_SCENE: Final = (2.0, 1.0)  # heights of the scene and of the curve
_SECONDS: Final = (9.0, 24.0)
_PER_MONTH: Final = 0.3  # seconds of a month, if the film is neither short nor long
_SAMPLE: Final = 12  # frames from which the colours of a file are chosen
_HELD: Final = 2.0  # seconds for which the last frame stays
RATE: Final = 20
"""Frames of a second: a GIF counts in hundredths, and 20 is smooth."""
WIDTH: Final = 960
"""Width of a film [pixel]."""


class Film:
    """The film of one resource in one run, from :func:`film`.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        What is filmed; :meth:`at` sets its month.
    months : int
        How many months it lasts.
    """

    def __init__(self, figure: Drawing, axes: tuple[Axes, Axes], found: xr.Dataset, lang: Lang) -> None:
        self.figure = figure
        self.months = found.sizes["month"]
        self._lang = lang
        self._stage = Stage(*axes, found, lang)

    def at(self, month: float) -> Figure:
        """Return the figure as it is at a time, between months too.

        Parameters
        ----------
        month : float
            From 0, the start, to the last month.
        """
        self._stage.set(min(max(month, 0.0), float(self.months)))
        return self.figure

    def times(self, seconds: float | None = None) -> list[float]:
        """Return the times of all frames [month]: the last one stays for up to two seconds.

        Parameters
        ----------
        seconds : float, optional
            How long it lasts; by default about a third of a second for each month, from 9 to 24 seconds.
        """
        if seconds is None:
            seconds = min(max(_PER_MONTH * self.months, _SECONDS[0]), _SECONDS[1])
        held = min(_HELD, seconds / 4.0)
        moving = np.linspace(0.0, float(self.months), max(2, round(RATE * (seconds - held)))).tolist()
        return [*moving, *[float(self.months)] * round(RATE * held)]

    def save(
        self,
        path: str | os.PathLike[str],
        seconds: float | None = None,
        width: int = WIDTH,
        progress: Progress | None = None,
    ) -> Path:
        """Write the film.

        Parameters
        ----------
        path : path-like
            A file that ends in .gif, .mp4 (which needs ffmpeg) or .html (a page that plays it, without other files).
            An older file of this name is replaced in one step.
        seconds : float, optional
            How long it lasts, see :meth:`times`.
        width : int
            Of the picture [pixel]; it is 16:9.
        progress : callable, optional
            Called as ``progress(done, total)`` after each frame.

        Returns
        -------
        pathlib.Path

        Raises
        ------
        sim.figures.writers.FilmError
            The name has another ending, or ffmpeg is missing.
        OSError
            The file cannot be written.
        """
        writer = writer_for(path, RATE, self._lang)
        times = self.times(seconds)

        def frames() -> Iterator[Frame]:
            for done, frame in enumerate(self._frames(times, width), start=1):
                yield frame
                if progress is not None:
                    progress(done, len(times))

        sample = np.linspace(0.0, float(self.months), _SAMPLE).tolist()
        writer.write(frames(), self._frames(sample, width))
        return Path(path)

    def _repr_html_(self) -> str:
        """Return the film as a notebook displays it."""
        import tempfile
        from base64 import b64encode

        with tempfile.TemporaryDirectory() as folder:
            content = self.save(Path(folder) / "film.gif", width=720).read_bytes()
        return f'<img src="data:image/gif;base64,{b64encode(content).decode()}">'

    def _frames(self, times: list[float], width: int) -> Iterator[Frame]:
        """Yield the pixels of frames, each (height, width, 3)."""
        figure = self.figure
        dpi = figure.dpi
        # an even number of pixels, which video needs
        figure.set_dpi((2 * round(width / 2)) / figure.get_figwidth())
        canvas = FigureCanvasAgg(figure)
        for artist in self._stage.moving:
            artist.set_animated(True)
        try:
            canvas.draw()  # all that does not move
            still = canvas.copy_from_bbox(figure.bbox)
            last, frame = math.nan, None
            for time in times:
                if frame is None or time != last:
                    self._stage.set(time)
                    canvas.restore_region(still)
                    for artist in self._stage.moving:
                        artist.axes.draw_artist(artist)
                    pixels = np.asarray(canvas.buffer_rgba())[:, :, :3]
                    frame = Frame(pixels[: pixels.shape[0] // 2 * 2, : pixels.shape[1] // 2 * 2].copy(), time)
                    last = time
                yield frame
        finally:
            figure.set_dpi(dpi)
            for artist in self._stage.moving:
                artist.set_animated(False)


@in_its_currency
def film(ds: xr.Dataset, lang: Lang = "en", resource: str | None = None, replication: int = 0) -> Film:
    """Film how organizations move in and out of the pools of one resource, in one run.

    Those alone stand on the left, each at a place of its own. Each pool has its place and its colour on the right. The
    curve below is what the group has gained from the resource so far, compared with each one alone.

    Parameters
    ----------
    ds : xarray.Dataset
        What :func:`sim.simulate` returns, with ``record="organizations"``.
    lang : "en" or "fr"
        Language.
    resource : str, optional
        Key of a resource; by default the one with most founding, joining and leaving.
    replication : int
        Which run.

    Returns
    -------
    Film
        Notebooks display it; :meth:`Film.save` writes it, :meth:`Film.at` draws a month.

    Raises
    ------
    sim.analysis.NotRecordedError, sim.analysis.NotInRunError
        The dataset lacks organizations, the resource or the run.

    Examples
    --------
    >>> import sim
    >>> ds = sim.simulate(sim.load_scenario("passager"), replications=1)
    >>> scenes = sim.figures.film(ds)
    >>> scenes.months, type(scenes.at(12)).__name__
    (60, 'Drawing')
    """
    found = memberships(ds, resource, replication)
    with drawing("slide") as figure:
        scene, curve = figure.subplots(2, 1, height_ratios=_SCENE)
        scene.set_axis_off()
        scene.set_title(" ", size=text_size() * 1.1)  # room for the headline
        gain = np.append(found["gain"].values, 0.0)
        curve.set_ylim(float(gain.min()), float(gain.max()) + 1.0)
        money_axis(curve.yaxis, lang, ticks=3)
        month_axis(curve, found.sizes["month"], lang, ticks=12)
        curve.set_ylabel(priced_words(_GAIN)[lang])
        title = _TITLE.format(resource=attribute(found, "resource_title"))
        note = _NOTE.format(title=attribute(ds, "title"), k=number(replication))
        compose(figure, lang, title=title, note=note, foot=[_SIZE, source(ds)], right=0.06)
        return Film(figure, (scene, curve), found, lang)
