"""Figures are the same whatever their user has set in matplotlib, and letters of any script give no warning."""

import io
import logging
import os
import subprocess
import sys
from dataclasses import replace

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from PIL import Image

from sim.analysis import share_cost
from sim.figures import shares, style
from sim.games import CostGame

NAMES = ["🏠 Maison", "日本共済", "تعاونية", "ᚠᚢ", "\U0001fae0", "Ж", "नमस्ते", "\ue000"]


def drawn(names, form="png"):
    """Draw a figure with these names, and return its file."""
    game = CostGame(names, [10.0 * mask.bit_count() for mask in range(1 << len(names))])
    file = io.BytesIO()
    shares(share_cost(game, ["equal"]), "fr").savefig(file, format=form)
    return file.getvalue()


@pytest.mark.parametrize(
    "settings",
    [
        {"text.usetex": True},
        {"figure.figsize": (1, 1), "figure.dpi": 20, "savefig.dpi": 10, "font.size": 40},
        {"savefig.bbox": "tight", "savefig.pad_inches": 3, "savefig.transparent": True, "figure.autolayout": True},
        {"font.family": "cursive", "axes.formatter.use_locale": True, "axes.unicode_minus": False},
        {"path.sketch": (1, 100, 2), "axes.prop_cycle": mpl.cycler(color=["r"]), "lines.marker": "o"},
        {"axes.facecolor": "black", "figure.facecolor": "black", "text.color": "white", "image.cmap": "gray"},
    ],
)
def test_the_settings_of_the_user_change_nothing_and_are_kept(settings):
    plain = drawn(["A", "B"])
    with mpl.rc_context(settings):
        before = dict(mpl.rcParams)
        assert drawn(["A", "B"]) == plain
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_letters_that_no_font_has_are_drawn_without_a_warning(form, caplog):
    with caplog.at_level(logging.WARNING):
        assert drawn(NAMES, form) != drawn([chr(ord("A") + k) for k in range(len(NAMES))], form)
    assert not caplog.records


def test_fonts_of_the_system_follow_that_of_matplotlib(monkeypatch):
    other = replace(font_manager.fontManager.ttflist[0], name="Noto Sans CJK JP")
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [*font_manager.fontManager.ttflist, other])
    style._fonts.cache_clear()
    try:
        assert style._fonts() == ["DejaVu Sans", "Noto Sans CJK JP"]
    finally:
        style._fonts.cache_clear()


def test_a_file_of_settings_that_cannot_be_read_and_a_backend_that_does_not_exist(tmp_path):
    (tmp_path / "matplotlibrc").write_bytes(b"text.usetex: True\nfont.family: \xe9\n")
    (tmp_path / "a.csv").write_text("coalition,cost\nA,10\nB,6\nA+B,12\n", encoding="utf-8")
    command = [sys.executable, "-c", "import sys; from sim.cli import main; sys.exit(main())"]
    ended = subprocess.run(
        [*command, "share", "a.csv", "--rules", "equal", "--out", "t", "--lang", "en"],
        cwd=tmp_path, env=os.environ | {"MPLBACKEND": "bogus"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stderr == "Written in t: shares.png\n"
    assert (tmp_path / "t" / "shares.png").stat().st_size > 10_000


@pytest.mark.parametrize("size", ["slide", "paper", "column"])
def test_a_notebook_that_trims_its_figures_shows_the_whole_page(size):
    game = CostGame(["A", "B"], [0.0, 4.0, 5.0, 7.0])
    figure = shares(share_cost(game, ["equal"]), size=size)
    file = io.BytesIO()
    figure.canvas.print_figure(file, format="png", dpi=50, bbox_inches="tight")  # as matplotlib's inline backend does
    with Image.open(file) as image:
        width, height = figure.get_size_inches()
        assert image.width >= 50 * width
        assert image.height >= 50 * height
