"""A run: what it says, what it writes, and how it ends when something is in its way."""

import subprocess
import sys
from pathlib import Path

import pytest
import xarray as xr

from sim import load_scenario, simulate
from sim.archive import open_dataset
from sim.cli import main
from tests.cli.conftest import environment, started, terminal

NBSP = "\u00a0"
LANGUAGES = ["en", "fr"]
PNG, SVG = b"\x89PNG\r\n\x1a\n", b"<?xml"


@pytest.fixture
def brief(small, monkeypatch):
    """Stand in the folder of the small scenario, as a user would; speak English."""
    monkeypatch.chdir(small.parent)
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    return small


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_says_the_result_and_writes_data_and_figures(faire, small):
    folder = small.parent / "results" / "small"
    folder.mkdir(parents=True)
    (folder / ".run.nc.12345-0123abcd.unfinished").write_bytes(b"left by a killed run")
    done = faire("run", small, "--lang", "fr", "--format", "png", "--format", "svg", "--format", "png")
    assert done.returncode == 0, done.stderr
    # in plain words, then resource by resource, then status by status
    for words in ("Un petit cas", "ceci n’est pas une prévision.", "Conseil RH", "Réserve", "jamais entré"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    start, end, _, written = done.stderr.splitlines()[0], *done.stderr.splitlines()[-3:]
    assert start == "Simulation de 2 réplications × 12 organisations sur 12 mois."
    assert end.startswith("2 réplications en ")
    # every figure twice, and nothing else
    names = files(folder)
    assert written.startswith(f"Écrit dans results/small{NBSP}: run.nc, ")
    assert set(written.split(f"{NBSP}: ")[1].split(", ")) == names
    drawn = {name.rpartition(".")[0] for name in names - {"run.nc"}}
    assert drawn == {"j_curve", "participation", "who_gains"}
    assert names == {"run.nc"} | {f"{name}.{form}" for name in drawn for form in ("png", "svg")}
    for name in drawn:
        assert (folder / f"{name}.png").read_bytes().startswith(PNG)
        assert (folder / f"{name}.svg").read_bytes().startswith(SVG)
    # the data are those of the library
    xr.testing.assert_identical(open_dataset(folder / "run.nc"), simulate(load_scenario(small)))


def test_options_reach_the_simulation(brief, capsys, tmp_path):
    out = tmp_path / "elsewhere" / "deep"
    options = ["--set", "months=6", "--set", "population.trust=0.8", "--replications", "3", "--seed", "7"]
    options += ["--out", str(out), "--threads", "1", "--record", "months", "--quiet"]
    assert main(["run", "small.toml", *options]) == 0
    assert capsys.readouterr() == ("", "")
    ds = open_dataset(out / "run.nc")
    assert (ds.sizes["month"], ds.sizes["replication"], int(ds.attrs["seed"])) == (6, 3, 7)
    scenario = load_scenario(brief, set=["months=6", "population.trust=0.8", "replications=3", "seed=7"])
    xr.testing.assert_identical(ds, simulate(scenario, record="months"))
    assert "organization" not in ds.dims


def test_a_summary_is_enough_for_the_result_but_not_for_every_figure(brief, capsys):
    assert main(["run", "small.toml", "--record", "summary"]) == 0
    said = capsys.readouterr()
    assert "HR adviser" in said.out
    assert "Not drawn" in said.err
    assert "j_curve" in said.err.splitlines()[-2]
    ds = open_dataset(brief.parent / "results" / "small" / "run.nc")
    assert "month" not in ds.dims


@pytest.mark.parametrize(
    ("name", "folder"),
    [("Été 2026, essai", "Été-2026-essai"), ("../../etc", "etc"), ("a/b", "a-b"), ("..", "scenario")],
)
def test_the_results_stay_under_results(brief, capsys, monkeypatch, name, folder):
    def simulate(*_, **__):
        (found,) = (brief.parent / "results").iterdir()
        assert found.name == folder
        raise MemoryError

    monkeypatch.setattr("sim.dataset.simulate", simulate)
    assert main(["run", "small.toml", "--set", f'name="{name}"']) == 2
    assert "memory" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_is_wrong_is_said_at_once(faire, small, lang):
    small.write_text("monthss = 12\n" + small.read_text().replace("fixed_cost = 900", "fixed_cost = -1"))
    done = faire("run", small, "--set", "population.trust=2", "--replications", 0, "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    for place in (
        "monthss",
        "months",
        "resources.hr.fixed_cost = -1",
        "population.trust = 2",
        "--replications = 0",
    ):
        assert place in done.stderr
    assert {"en": "Error: 4 problems:", "fr": f"Erreur{NBSP}: 4 problèmes{NBSP}:"}[lang] in done.stderr
    assert not (small.parent / "results").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_scenario_is_said(faire, small, lang):
    done = faire("run", "smal.toml", "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert "smal.toml" in done.stderr
    assert "small.toml" in done.stderr, "the file that was perhaps meant"


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--record", "month", 'one of summary, months, organizations. Did you mean "months"?'),
        ("--format", "jpg", "one of png, pdf, svg"),
        ("--threads", "0", "a whole number, at least 1"),
        ("--threads", "two", "a whole number, at least 1"),
        ("--seed", "-1", "from 0 to"),
        ("--seed", "x", "a whole number"),
        ("--set", "months", "path=value"),
        ("--set", "month=3", 'Did you mean "months"?'),
    ],
)
def test_a_wrong_option_is_refused(brief, capsys, option, value, allowed):
    assert main(["run", "small.toml", option, value]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert option in said.err
    assert allowed in said.err
    assert files(brief.parent) == {"small.toml"}


def test_the_command_line_decides_over_the_file_and_the_last_word_counts(brief, capsys):
    options = ["--set", "seed=5", "--seed", "6", "--set", "replications=1", "--replications", "1"]
    assert main(["run", "small.toml", *options, "--record", "summary", "--quiet"]) == 0
    ds = open_dataset(brief.parent / "results" / "small" / "run.nc")
    assert (int(ds.attrs["seed"]), ds.sizes["replication"]) == (6, 1)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("small.toml", {"en": "a file exists where a folder is needed", "fr": "là où il faut un dossier"}),
        ("small.toml/deep", {"en": "a file, not a folder", "fr": "est un fichier"}),
        ("/proc/results", {"en": "no such file or folder", "fr": "n’existe pas"}),
        ("x" * 300, {"en": "the name is too long", "fr": "le nom est trop long"}),
    ],
)
def test_a_folder_that_cannot_be_is_refused_before_the_simulation(brief, capsys, monkeypatch, out, reason, lang):
    monkeypatch.setattr("sim.dataset.simulate", lambda *a, **k: pytest.fail("it was simulated all the same"))
    assert main(["run", "small.toml", "--out", out, "--lang", lang]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{out}{NBSP if lang == 'fr' else ''}: " in said.err
    assert reason[lang] in said.err
    assert files(brief.parent) == {"small.toml"}


def starved() -> None:
    """Let no file of this process grow beyond 20 kB: a disk that is full in the middle of a writing."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_a_full_disk_is_said_and_the_older_data_stay(small, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "run.nc").write_bytes(b"older")
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", "run", small, "--out", out, "--lang", "fr", "--set", "months=60"],
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=starved,
    )
    assert done.returncode == 2, done.stderr
    assert f"Erreur{NBSP}: impossible d’écrire" in done.stderr
    assert "le fichier dépasse la taille permise" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Conseil RH" in done.stdout, "the result is said before it is written"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"run.nc": b"older"}


def test_too_little_memory_is_said(brief, capsys, monkeypatch):
    def simulate(*_, **__):
        raise MemoryError

    monkeypatch.setattr("sim.dataset.simulate", simulate)
    assert main(["run", "small.toml"]) == 2
    assert "--record summary" in capsys.readouterr().err
    assert files(brief.parent) == {"small.toml"}


def test_a_defect_of_the_program_shows_where_it_is(brief, capsys, monkeypatch):
    def simulate(*_, **__):
        raise ZeroDivisionError("here")

    monkeypatch.setattr("sim.dataset.simulate", simulate)
    assert main(["run", "small.toml"]) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError: here" in said
    assert "an error of the program" in said


@pytest.mark.parametrize("warm", [False, True])
def test_compiling_is_announced(brief, capsys, monkeypatch, warm):
    def simulate(*_, **__):
        raise MemoryError

    monkeypatch.setattr("sim.dataset.simulate", simulate)
    monkeypatch.setattr("sim.compilation.cache.is_warm", lambda code: warm)
    main(["run", "small.toml"])
    said = capsys.readouterr().err
    assert ("Compiling the kernel (once per machine, about" in said) is not warm


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_terminal_sees_the_progress(small, tmp_path):
    arguments = ["run", small, "--record", "summary", "--replications", "20"]
    text = terminal(arguments, tmp_path, "stderr", TERM="xterm", COLUMNS="100", FAIRE_ENSEMBLE_LANG="fr")
    assert "20/20" in text
    assert "réplications/s" in text


def test_a_reader_who_leaves_is_no_error(small, tmp_path):
    process = started(["parameters"], tmp_path)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is Linux's")
def test_results_that_cannot_be_said_are_an_error(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sim.cli", "parameters", "--lang", "fr"],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 2
    assert done.stderr == f"Erreur{NBSP}: impossible d’écrire la sortie standard{NBSP}: le disque est plein.\n"
