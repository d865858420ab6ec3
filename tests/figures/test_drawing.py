"""Figures are drawn fast, saved to the same bytes each time, and read with any colour vision."""

import subprocess
import sys
import time
from io import BytesIO
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from sim import figures
from sim.analysis import NotRecordedError
from sim.figures.page import compose, text_width, wrap
from sim.figures.style import LINES, MARKS, SHEETS, Drawing, drawing
from sim.vocabulary.status import Status
from sim.vocabulary.text import same

# Machado, Oliveira & Fernandes (2009), doi:10.1109/TVCG.2009.113: severe deficiencies, in linear RGB
SEEN = {
    "everybody": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def seen(colour, vision):
    """Give a colour as somebody sees it, in sRGB."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    light = np.clip(np.asarray(SEEN[vision]) @ linear, 0.0, 1.0)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


@pytest.fixture
def few(make_up):
    return make_up(months=12, replications=2, organizations=5, resources=("hr", "it"))


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_saving_twice_gives_the_same_bytes(few, workshop, form):
    def saved():
        files = []
        for figure in (figures.who_gains(few), figures.cost_by_members(workshop, "hr", "fr")):
            file = BytesIO()
            figure.savefig(file, format=form, dpi=50)
            files.append(file.getvalue())
        return files

    once = saved()
    for k in (0, 7):  # objects at other addresses must not show in a file
        elsewhere = [object() for _ in range(3000 * k)]
        assert saved() == once
        del elsewhere
    assert all(len(file) > 1000 for file in once)
    for word in (b"CreationDate", b"dc:date", b"matplotlib.org", b"Matplotlib v"):
        assert all(word not in file for file in once)


def test_saving_to_a_path_keeps_its_form(few, tmp_path):
    figures.participation(few).savefig(tmp_path / "a.svg")
    assert b"dc:date" not in (tmp_path / "a.svg").read_bytes()
    assert figures.participation(few)._repr_png_().startswith(b"\x89PNG")


def test_a_figure_leaves_the_settings_alone(few):
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    figures.j_curve(few)
    assert dict(mpl.rcParams) == before


def test_figures_are_made_without_pyplot_and_loaded_when_used():
    program = (
        "import sys, sim.figures; assert 'matplotlib' not in sys.modules; "
        "sim.figures.j_curve; assert 'matplotlib' in sys.modules; "
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_unknown_figure_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"sim\.figures attribute pie"):
        _ = figures.pie


@pytest.mark.parametrize("size", SHEETS)
def test_sizes(few, size):
    figure = figures.j_curve(few, "en", size)
    assert isinstance(figure, Drawing)
    assert figure.get_figwidth() == SHEETS[size].width
    title = figure.about["title"]
    assert title.startswith("What pooling has cost or gained so far")
    written = " ".join(text.get_text() for text in figure.texts)
    assert (title in written) == ("not a forecast" in written) == (size == "slide")
    assert "not a forecast" in figure.about["description"]


def test_a_caption_is_made_of_sentences():
    with drawing("paper") as figure:
        figure.subplots()
        foot = [same("A dot is a run. "), same("Scenario x, seed 1. It compares worlds")]
        compose(figure, "en", title=same("Gain"), note=same("Mean of the runs"), foot=foot)
    said = figure.about["description"]
    assert said == "Mean of the runs. A dot is a run. Scenario x, seed 1. It compares worlds"


@pytest.mark.parametrize(("size", "inches"), [("paper", 7.0), ("column", 3.5)])
def test_a_figure_of_a_paper_is_as_wide_as_its_columns_and_keeps_its_caption(few, size, inches, tmp_path):
    from PIL import Image

    figure = figures.j_curve(few, "fr", size)
    for form in ("png", "pdf", "svg"):
        figure.savefig(tmp_path / f"a.{form}")
    with Image.open(tmp_path / "a.png") as image:
        assert image.width == round(300 * inches)
        assert image.text["Title"] == figure.about["title"]
        assert image.text["Description"] == figure.about["description"]
    drawing = (tmp_path / "a.svg").read_text("utf-8")
    assert f'width="{72 * inches:g}pt"' in drawing
    assert figure.about["title"].split(",")[0] in drawing
    assert f"/MediaBox [ 0 0 {72 * inches:g} " in (tmp_path / "a.pdf").read_bytes().decode("latin-1")


def test_the_smallest_text_of_a_slide_is_24_pixels_high_on_a_projector(every_figure):
    from matplotlib.text import Text

    for name, figure in every_figure("fr"):
        sizes = [text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip()]
        assert min(sizes) * figure.dpi / 72 >= 24, name
        assert figure.get_figwidth() * figure.dpi == pytest.approx(1920)


@pytest.mark.parametrize("transparent", [False, True])
def test_a_picture_has_the_pixels_and_words_that_pillow_would_write(few, tmp_path, transparent):
    from PIL import Image

    figure = figures.who_gains(few, "fr")
    figure.about["title"] = "Ευρώ, Zürich"  # not all in Latin-1
    figure.savefig(tmp_path / "ours.png", transparent=transparent)
    figure.savefig(tmp_path / "pillow.png", transparent=transparent, pil_kwargs={"compress_level": 3})
    with Image.open(tmp_path / "ours.png") as ours, Image.open(tmp_path / "pillow.png") as pillow:
        assert ours.mode == ("RGBA" if transparent else "RGB")
        assert np.array_equal(np.asarray(ours.convert("RGBA")), np.asarray(pillow))
        assert ours.text == pillow.text
        assert ours.info["dpi"] == pillow.info["dpi"]
    assert (tmp_path / "ours.png").stat().st_size < (tmp_path / "pillow.png").stat().st_size


def test_an_unknown_size_is_refused(few):
    with pytest.raises(ValueError, match="one of slide, paper"):
        figures.j_curve(few, "en", "poster")


@pytest.mark.parametrize(
    ("name", "record"), [("j_curve", "summary"), ("participation", "summary"), ("who_gains", "months")]
)
def test_what_was_not_recorded_is_asked_for(make_up, name, record):
    ds = make_up(months=6, replications=2, organizations=4, record=record)
    with pytest.raises(NotRecordedError) as caught:
        getattr(figures, name)(ds)
    for lang in ("en", "fr"):
        assert record in caught.value.text(lang)


@pytest.mark.parametrize("name", ["j_curve", "who_gains", "participation"])
def test_a_figure_is_drawn_in_well_under_a_second(make_up, name):
    ds = make_up(organizations=300, replications=20)
    draw = getattr(figures, name)
    draw(ds)  # the first one loads fonts
    spent = []
    for _ in range(3):
        begin = time.process_time()
        draw(ds)
        spent.append(time.process_time() - begin)
    assert min(spent) < 0.9


@pytest.mark.parametrize("vision", SEEN)
def test_colours_are_told_apart_with_any_colour_vision(vision):
    marks = [mark.colour for mark in MARKS.values()]
    lines = [colour for colour, _ in LINES]
    for palette in (marks, lines):
        for one, other in combinations(palette, 2):
            assert np.abs(seen(one, vision) - seen(other, vision)).max() > 0.1, (one, other)


def test_without_colours_shapes_and_dashes_remain():
    assert set(MARKS) == set(Status)
    shapes = {(mark.shape, mark.filled) for mark in MARKS.values()}
    assert len(shapes) == len(MARKS)
    dashes = [line for _, line in LINES]
    assert len({str(line) for line in dashes[:-1]}) == len(dashes) - 1


_LINES = ("WWWW " * 12 + "WWWW", "il " * 60 + "il", "A pool  of a co-operative, 12\u00a0000\u00a0$ a year")


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("words", _LINES)
def test_lines_hold_as_many_words_as_fit(words, weight):
    room, size = 100.0, 12.0
    with drawing("slide") as figure:
        lines = wrap(figure, words, room, size, weight)
        assert " ".join(lines) == words, "letters that are wide or narrow are as whole as others"
        for line, following in pairwise(lines):
            longer = f"{line} {following.split(' ')[0]}"
            assert text_width(figure, line, size, weight) <= room < text_width(figure, longer, size, weight)


def test_a_word_that_is_longer_than_a_line_is_cut():
    with drawing("slide") as figure:
        first, second, third = wrap(figure, "on " + "m" * 50 + " on", 100.0, 12.0, "normal")
        assert (first, third) == ("on", "on")
        assert second.endswith("m…")
        assert text_width(figure, second, 12.0) <= 100.0
        assert wrap(figure, "", 100.0, 12.0, "normal") == [""]
