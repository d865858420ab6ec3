"""The style of all figures: colours for any colour vision, sizes for a room and a page, reproducible files."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Final, Literal

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from sim.figures.png import Canvas
from sim.vocabulary.status import Status

Size = Literal["slide", "paper", "column"]

# Okabe & Ito (2008), Color universal design: distinct with any colour vision; black is kept for text.
BLUE: Final = "#0072B2"
GREEN: Final = "#009E73"
VERMILLION: Final = "#D55E00"
ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
PURPLE: Final = "#CC79A7"
INK: Final = "#1A1A1A"
QUIET: Final = "#5A5A5A"
FAINT: Final = "#9A9A9A"
GRID: Final = "#E3E3E3"

LINES: Final[tuple[tuple[str, Any], ...]] = (
    (BLUE, "-"),
    (VERMILLION, "--"),
    (GREEN, "-."),
    (PURPLE, (0, (1, 1.2))),
    (ORANGE, (0, (5, 1.5, 1, 1.5, 1, 1.5))),
    (SKY, (0, (8, 2))),
    (INK, (0, (2, 2))),
    (QUIET, "-"),
)
"""Colour and dashes of the k-th of several lines; either of the two distinguishes the lines."""


@dataclass(frozen=True)
class Mark:
    """How a status is drawn; its colour and its shape each distinguish it."""

    colour: str
    shape: str
    filled: bool = True


MARKS: Final = {
    Status.NO_LOSS: Mark(GREEN, "o"),
    Status.BROKE_EVEN: Mark(BLUE, "s"),
    Status.NOT_YET: Mark(ORANGE, "^"),
    Status.NEVER: Mark(VERMILLION, "X"),
    Status.NEVER_ENTERED: Mark(FAINT, "o", filled=False),
}


@dataclass(frozen=True)
class Sheet:
    """A format: width and height [inch], size of ordinary text [point], and whether title and source are written.

    Where they are not, as in a paper, which has its own, they are in the file: see :class:`Drawing`.
    """

    width: float
    height: float
    text: float
    framed: bool = True


SHEETS: Final[dict[Size, Sheet]] = {
    "slide": Sheet(13.333, 7.5, 15.0),  # 16:9; its smallest text is 24 pixels high on a full-HD projector
    "paper": Sheet(7.0, 4.0, 8.0, framed=False),  # two columns of a journal
    "column": Sheet(3.5, 2.9, 6.5, framed=False),  # one column
}
_NARROW: Final = 5.0  # inches; a page that is narrower has no room for two panels
SMALL: Final = 0.8
"""Size of notes, as a share of the ordinary text."""

_METADATA: Final[dict[str, dict[str, Any]]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "svg": {"Date": None, "Creator": None},
    "ps": {"CreationDate": None, "Creator": None},
}
_ABOUT: Final[dict[str, dict[str, str]]] = {
    "png": {"title": "Title", "description": "Description"},
    "pdf": {"title": "Title", "description": "Subject"},
    "svg": {"title": "Title", "description": "Description"},
}
"""Where each file format keeps the title and the description of a figure."""
_OTHER_FONTS: Final = (
    # Chinese, Japanese, Korean
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR", "Source Han Sans"),
    *("Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "MS Gothic", "SimSun", "Hiragino Sans", "PingFang SC"),
    *("Arial Unicode MS", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback", "IPAGothic"),
    # Arabic, Hebrew, Indic and other scripts
    *("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Segoe UI"),
    *("Nirmala UI", "Leelawadee UI", "Tahoma", "Geeza Pro", "FreeSans", "FreeSerif"),
    # emoji and other signs
    *("Noto Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Sans Symbols2", "Noto Sans Symbols", "Apple Symbols"),
    *("Symbola", "Unifont", "Unifont Upper"),
)
"""Fonts of the usual systems with outlines, which matplotlib can draw, for letters that its own lacks."""
_SAVING: Final[dict[Any, Any]] = {"svg.hashsalt": "faire-ensemble", "pdf.fonttype": 42, "svg.fonttype": "path"}


class Drawing(Figure):
    """A figure that gives the same file each time it is saved: no date, no version, no random names.

    It is made without pyplot: no window opens, and nothing has to be closed. Notebooks display it.

    Attributes
    ----------
    settings : dict
        The settings of matplotlib that it is drawn and saved with.
    sheet : Sheet
        Its format.
    about : dict of str to str
        Title and description of the files that it is saved to.
    """

    settings: dict[Any, Any]
    sheet: Sheet
    about: dict[str, str]

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save to a file, as `matplotlib.figure.Figure.savefig` does, but reproducibly.

        Parameters
        ----------
        fname : path or binary file
        **options
            Those of `matplotlib.figure.Figure.savefig`.
        """
        form = str(options.get("format") or str(getattr(fname, "name", fname)).rpartition(".")[2]).lower()
        about = {_ABOUT[form][key]: words for key, words in self.about.items()} if form in _ABOUT else {}
        metadata = {**_METADATA.get(form, {}), **about, **(options.pop("metadata", None) or {})}
        with _own_settings({**self.settings, **_SAVING}):
            super().savefig(fname, metadata=metadata or None, **options)

    def get_tightbbox(self, renderer: Any = None, *, bbox_extra_artists: Any = None) -> Bbox:
        """Return the whole page: notebooks trim figures to what takes part in the layout, which the words do not."""
        return Bbox(self.bbox_inches.get_points())

    def _repr_png_(self) -> bytes:
        """Return the image that a notebook displays."""
        image = BytesIO()
        self.savefig(image, format="png", dpi=100 * 7.0 / self.get_figwidth() * 1.3)
        return image.getvalue()


@cache
def _fonts() -> list[str]:
    """Return the fonts: that of matplotlib, the same everywhere, then installed ones for the letters that it lacks."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return ["DejaVu Sans", *(name for name in _OTHER_FONTS if name in installed)]


@contextmanager
def _own_settings(settings: dict[Any, Any]) -> Iterator[None]:
    """Use these settings and otherwise the defaults of matplotlib, whatever its user has configured.

    A letter that no font has is drawn as a box. What matplotlib says about it, and about weights that another font
    lacks, is not shown.
    """
    fonts = logging.getLogger("matplotlib.font_manager")
    level = fonts.level
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")
        fonts.setLevel(logging.ERROR)
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        try:
            yield
        finally:
            fonts.setLevel(level)


def _settings(text: float) -> dict[Any, Any]:
    """Return the matplotlib settings for a size of ordinary text [point]."""
    hairline = text / 16.0
    return {
        "font.family": _fonts(),
        "font.size": text,
        "text.parse_math": False,  # a dollar sign is an amount
        "text.color": INK,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "axes.labelsize": text,
        "axes.titlesize": text,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": text * 0.7,
        "axes.linewidth": hairline,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.unicode_minus": True,
        "grid.color": GRID,
        "grid.linewidth": hairline,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.labelsize": text * 0.9,
        "ytick.labelsize": text * 0.9,
        "xtick.major.width": hairline,
        "ytick.major.width": hairline,
        "xtick.major.size": text * 0.3,
        "ytick.major.size": 0.0,
        "lines.linewidth": text / 6.0,
        "lines.solid_capstyle": "round",
        "lines.dash_capstyle": "butt",
        "hatch.linewidth": hairline,
        "legend.fontsize": text * 0.9,
        "legend.frameon": False,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "savefig.dpi": "figure",
    }


def row_of_panels(figure: Drawing, count: int) -> list[Axes]:
    """Return panels side by side; in one column of a journal below each other, on a page that is higher."""
    if figure.sheet.width >= _NARROW:
        return list(figure.subplots(1, count, squeeze=False)[0])
    figure.set_figheight(figure.sheet.height * (0.3 + 0.7 * count))
    return list(figure.subplots(count, 1, squeeze=False)[:, 0])


def text_size() -> float:
    """Return the size of ordinary text in the format that is being drawn [point]."""
    return float(mpl.rcParams["font.size"])


@contextmanager
def drawing(size: Size, wide: bool = False) -> Iterator[Drawing]:
    """Yield an empty figure of a format, with its style active while it is drawn.

    Parameters
    ----------
    size : "slide", "paper" or "column"
        For a projector (16:9), or for two columns or one of a journal.
    wide : bool
        Whether it has panels or numbers side by side that one column has no room for: it then takes two.

    Yields
    ------
    Drawing
        An empty figure.

    Raises
    ------
    ValueError
        If there is no such size.
    """
    if size not in SHEETS:
        raise ValueError(f"size = {size!r}: one of {', '.join(SHEETS)}")
    sheet = SHEETS["paper" if wide and size == "column" else size]
    settings = _settings(sheet.text)
    with _own_settings(settings):
        dots = 1920 / sheet.width if sheet.framed else 300
        figure = Drawing(figsize=(sheet.width, sheet.height), dpi=dots)
        figure.settings, figure.sheet, figure.about = settings, sheet, {}
        Canvas(figure)
        yield figure
