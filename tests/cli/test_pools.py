"""The commands that film a run and draw its pools."""

import pytest
from PIL import Image

from sim import simulate
from sim.archive import save_dataset
from sim.cli import main, options
from sim.cli.commands import pools
from sim.figures.film import WIDTH
from sim.figures.style import SHEETS
from sim.figures.writers import FORMATS
from sim.scenario import load_scenario


@pytest.fixture(scope="module")
def runs(tmp_path_factory, repository):
    """Return the folder of two runs of twelve organizations, and of one that kept the months only."""
    folder = tmp_path_factory.mktemp("runs")
    scenario = load_scenario(repository / "scenarios" / "atelier.toml", set=["months=12"])
    save_dataset(simulate(scenario, replications=2), folder / "run.nc")
    save_dataset(simulate(scenario, replications=1, record="months"), folder / "months.nc")
    return folder


def said(capsys, *arguments):
    """Run a command; return its exit code, and all that it said."""
    code = main([*map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out.replace("\u00a0", " "), captured.err.replace("\u00a0", " ")


def test_a_film_is_written_beside_the_run(runs, capsys):
    code, _, err = said(capsys, "animate", runs / "run.nc", "--seconds", "1", "--width", "320", "--lang", "en")
    assert code == 0
    assert f"Written: {runs / 'run.gif'} (" in err
    with Image.open(runs / "run.gif") as film:
        assert film.size == (320, 180)


def test_a_film_of_another_run_in_french(runs, tmp_path, capsys):
    film = tmp_path / "film.html"
    code, _, err = said(capsys, "animate", runs / "run.nc", "-o", film, "--resource", "it", "--replication", "1",
                        "--seconds", "1", "--width", "240", "--lang", "fr")  # fmt: skip
    assert code == 0
    assert "Écrit : " in err
    assert "Lire" in film.read_text("utf-8")


def test_the_pools_of_a_run_are_drawn_and_listed(runs, tmp_path, capsys):
    code, out, err = said(capsys, "pools", runs / "run.nc", "--resource", "hr", "--month", "3", "--month", "12",
                          "--out", tmp_path / "x", "--format", "svg", "--lang", "en")  # fmt: skip
    assert code == 0
    names = {"timeline.svg", "flows.svg", "network-3.svg", "network-12.svg"}
    assert {path.name for path in (tmp_path / "x").iterdir()} == names
    assert "month 3:" in out
    assert "Pool founded by" in out
    assert all(name in err for name in names)


def test_a_figure_of_a_paper_comes_with_its_caption(runs, tmp_path, capsys):
    code, _, err = said(capsys, "pools", runs / "run.nc", "--figure", "timeline", "--out", tmp_path, "--size", "column",
                        "--format", "pdf", "--lang", "fr")  # fmt: skip
    assert code == 0
    assert (tmp_path / "timeline.pdf").read_bytes().startswith(b"%PDF")
    assert "Légende de timeline (large de 3,5 po) : Quand les groupes naissent" in err


def test_all_that_is_wrong_is_said_at_once(runs, capsys):
    code, _, err = said(capsys, "pools", runs / "run.nc", "--resource", "hrr", "--replication", "7", "--month", "13",
                        "--lang", "en")  # fmt: skip
    assert code == 2
    assert "--resource" in err
    assert 'Did you mean "hr"?' in err
    assert "from 0 to 1" in err
    assert "from 1 to 12" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--seconds", "0"], "from 1 to 600"),
        (["--width", "12"], "from 200 to 3840"),
        (["--replication", "-1"], "at least 0"),
        (["--out", "film.avi"], ".gif, .mp4, .html"),
    ],
)
def test_an_option_out_of_range_is_refused(runs, capsys, arguments, allowed):
    code, _, err = said(capsys, "animate", runs / "run.nc", *arguments, "--lang", "en")
    assert code == 2
    assert allowed in err
    assert arguments[0] in err


def test_a_run_without_organizations_or_no_run_is_refused(runs, tmp_path, capsys):
    code, _, err = said(capsys, "animate", runs / "months.nc", "--lang", "en")
    assert code == 2
    assert "--record organizations" in err
    (tmp_path / "run.nc").write_text("no data")
    for path in (tmp_path / "run.nc", tmp_path / "missing.nc", tmp_path):
        code, _, err = said(capsys, "pools", path, "--lang", "fr")
        assert code == 2
        assert str(path) in err
        assert "Traceback" not in err


def test_a_video_without_ffmpeg_is_refused_before_anything_is_read(runs, capsys, monkeypatch):
    monkeypatch.setattr("sim.figures.writers.has_ffmpeg", lambda: False)
    code, _, err = said(capsys, "animate", runs / "missing.nc", "-o", "film.mp4", "--lang", "fr")
    assert code == 2
    assert "ffmpeg" in err
    assert ".gif" in err


@pytest.mark.parametrize("size", ["slide", "paper", "column"])
def test_every_command_that_draws_has_the_option(size, capsys):
    for command in ("run", "explain", "compare", "decide", "share", "groups", "sensitivity", "calibrate", "explore",
                    "discover", "plot", "pools"):  # fmt: skip
        assert main([command, "--help"]) == 0
        page = capsys.readouterr().out
        assert "--size" in page, command
        assert size in page


def test_the_command_line_names_the_films_and_the_sizes_that_figures_have():
    assert (FORMATS, WIDTH, tuple(SHEETS)) == (pools.FILMS, pools.WIDTH, options.SIZES)
