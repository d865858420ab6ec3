"""What a command does to a machine: its folder, its standard streams, signals, memory, names that are not UTF-8."""

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import xarray as xr

from sim import load_scenario, simulate
from sim.archive import open_dataset
from sim.cli import app, main
from sim.cli.lock import LOCK, folder_lock
from sim.cli.progress import simulate_with_progress
from sim.cli.signals import EndedError, ending_signals
from sim.memory import TooLargeError
from tests.cli.conftest import environment, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and descriptors are POSIX")

LONG = ["--replications", 1_000_000, "--record", "summary"]
COSTS = "coalition,cost\nA,11\nB,7\nA+B,15\n"


@pytest.fixture
def folder(small, monkeypatch):
    """Stand in a folder with a small scenario and a table of costs, and speak English."""
    (small.parent / "costs.csv").write_text(COSTS, "utf-8")
    (small.parent / "other.toml").write_text('extends = "small.toml"\nseed = 5\n', "utf-8")
    monkeypatch.chdir(small.parent)
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    return small.parent


WRITING = {
    "run": ["run", "small.toml", "--record", "summary"],
    "compare": ["compare", "small.toml", "other.toml"],
    "explain": ["explain", "small.toml"],
    "groups": ["groups", "small.toml", "--resource", "hr"],
    "costs": ["costs", "small.toml"],
    "share": ["share", "costs.csv"],
}


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_second_command_in_a_folder_is_refused(folder, capsys, command, lang):
    out = folder / "out"
    out.mkdir()
    with folder_lock(out):
        assert main([*WRITING[command], "--out", "out", "--lang", lang]) == 2
        said = capsys.readouterr()
        assert said.out == "", "it is refused before the work"
        assert f"{os.getpid()}@" in said.err
        assert {"en": "--out", "fr": "autre dossier"}[lang] in said.err
        assert [path.name for path in out.iterdir()] == [LOCK]
    assert list(out.iterdir()) == []


def test_of_several_commands_at_once_one_writes(folder):
    """The seeds tell the runs apart: all that stands in the folder is of one of them."""
    commands = [started(["run", "small.toml", "--out", "out", "--seed", seed, *LONG], folder) for seed in (1, 2, 3)]
    lines = [process.stderr.readline() for process in commands]
    refused = [process for process, line in zip(commands, lines, strict=True) if line.startswith("Error: another")]
    assert [process.wait(60) for process in refused] == [2, 2]
    (left,) = [process for process in commands if process not in refused]
    assert left.poll() is None
    left.send_signal(signal.SIGTERM)
    assert left.wait(60) == 143
    for process in commands:
        process.communicate()
    assert not (folder / "out").exists()


def test_a_killed_command_blocks_nobody(folder):
    victim = started(["run", "small.toml", "--out", "out", *LONG], folder)
    victim.stderr.readline()
    victim.kill()
    victim.communicate(timeout=60)
    assert (folder / "out" / LOCK).exists()
    assert main(["share", "costs.csv", "--out", "out", "--quiet"]) == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["shares.png"]


_HASTY = """
import sys, time
from pathlib import Path
from sim.cli.errors import CommandError
from sim.cli.lock import folder_lock

folder, had, end = Path(sys.argv[1]), 0, time.time() + 1.5
while time.time() < end:
    try:
        with folder_lock(folder):
            (folder / "inside").touch(exist_ok=False)
            (folder / "inside").unlink()
            had += 1
    except CommandError:
        pass
print(had)
"""


def test_locks_exclude_each_other_whatever_becomes_of_their_file(tmp_path):
    """Processes take and give back the lock as fast as they can: no two hold it, though each removes its file."""
    several = [
        subprocess.Popen([sys.executable, "-c", _HASTY, tmp_path], env=environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    counts = [int(process.communicate(timeout=60)[0]) for process in several]
    assert all(process.returncode == 0 for process in several)
    assert sum(counts) > 10
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "name", "code"),
    [("run", "SIGTERM", 143), ("run", "SIGHUP", 129), ("explain", "SIGTERM", 143), ("compare", "SIGINT", 130)],
)
def test_a_signal_ends_a_command_and_leaves_nothing(folder, command, name, code):
    # Python itself warns of the module's file that it was reading, if the signal comes during an import
    warnings = "error,ignore:unclosed file:ResourceWarning"
    arguments = [*WRITING[command], "--replications", 1_000_000, "--out", "a/b"]
    process = started(arguments, folder, PYTHONWARNINGS=warnings)
    assert process.stderr.readline()
    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=120)
    assert process.returncode == code
    assert out == ""
    assert err.splitlines()[-1] == "Interrupted: nothing was written."
    assert "Traceback" not in err
    assert not (folder / "a").exists()


def test_a_signal_that_is_ignored_stays_so(monkeypatch):
    monkeypatch.setattr("signal.signal", lambda *_: pytest.fail("it is handled all the same"))
    monkeypatch.setattr("signal.getsignal", lambda number: signal.SIG_IGN)
    with ending_signals():
        pass


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_whose_exception_gets_lost_ends_the_command_all_the_same(folder, capsys, monkeypatch, name, code):
    def work(options, console):
        def simulate(progress):
            with contextlib.suppress(EndedError):  # as in a callback from C
                signal.raise_signal(getattr(signal, name))
            return simulate_with_progress(lambda progress: done.wait(60), 1, console)

        return simulate(None)

    done = threading.Event()
    # nohup has the one ignored, and a shell's background the other
    hup = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    monkeypatch.setitem(app.COMMANDS, "parameters", (app.COMMANDS["parameters"][0], work))
    monkeypatch.setattr("sim.cli.end_at_once", lambda code: code)
    app._command.cache_clear()
    try:
        assert main(["parameters"]) == code
    finally:
        done.set()
        app._command.cache_clear()
        signal.signal(signal.SIGHUP, hup)
    assert "Interrupted" in capsys.readouterr().err
    after = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, interrupt)
    assert after == before


READING = {
    **WRITING,
    "share csv": ["share", "costs.csv", "--format", "csv"],
    "check": ["check", "small.toml"],
    "parameters": ["parameters"],
    "status": ["status", "nowhere.zarr"],
    "dry run": ["sweep", "small.toml", "--dry-run"],
}


@pytest.mark.parametrize("command", READING)
def test_a_closed_standard_output_is_refused_before_the_work(folder, capsys, monkeypatch, command):
    before = set(folder.iterdir())
    with monkeypatch.context() as closed:
        closed.setattr("sys.stdout", None)
        assert main(READING[command]) == 2
    assert capsys.readouterr().err.startswith("Error: cannot write the standard output: it is closed")
    assert set(folder.iterdir()) == before


def in_shell(folder, command, redirection):
    """Run a command in a shell, which can close its streams; return its exit code and what it said."""
    line = f'"{sys.executable}" -m sim.cli {" ".join(command)} {redirection}'
    shell = ["bash", "-c", f"{line}; echo $? >code"]
    done = subprocess.run(shell, cwd=folder, env=environment(), capture_output=True, text=True)
    assert "Traceback" not in done.stdout + done.stderr
    return int((folder / "code").read_text()), done.stderr


@pytest.mark.parametrize("redirection", [">&-", "1</dev/null"])
def test_so_is_one_that_the_shell_closed_or_opened_for_reading(folder, redirection):
    code, said = in_shell(folder, READING["share csv"], redirection)
    assert code == 2
    assert said.startswith("Error: cannot write the standard output: it is closed")


def test_a_quiet_command_needs_no_stream(folder):
    assert in_shell(folder, [*WRITING["share"], "--quiet"], ">&- 2>&- <&-")[0] == 0
    assert [path.read_bytes()[:4] for path in (folder / "results" / "costs").iterdir()] == [b"\x89PNG"]


@pytest.mark.parametrize(
    ("command", "redirection", "code"),
    [
        (["check", "small.toml"], "2>&-", 0),
        (["check", "small.toml"], "<&-", 0),
        (["share", "costs.csv"], ">&- 2>&- <&-", 2),
        (["--help"], ">&- 2>&- <&-", 0),
        (["--help"], ">/dev/full", 2),
        (["x"], ">&- 2>&-", 2),
    ],
)
def test_streams_may_be_closed_or_full_without_a_traceback(folder, command, redirection, code):
    assert in_shell(folder, command, redirection)[0] == code


@pytest.mark.parametrize(
    ("command", "reader"), [(["parameters"], "head -1"), (["parameters"], "true"), (["run", "--help"], "true")]
)
def test_a_reader_may_leave(folder, command, reader):
    line = f'"{sys.executable}" -m sim.cli {" ".join(command)}'
    shell = ["bash", "-c", f"{line} | {reader}; echo ${{PIPESTATUS[0]}} >code"]
    done = subprocess.run(shell, cwd=folder, env=environment(), capture_output=True, text=True)
    assert done.stderr == ""
    assert (folder / "code").read_text().strip() == "0"


NAMES = ["déjà vu".encode("latin-1"), "œuvre".encode("cp1252"), b"\xff\xfe", "déjà".encode(), b"a\nb", b"-x"]
CASES = [*itertools.product(["share"], ["file", "folder", "out"], NAMES)]
CASES += itertools.product(["run"], ["file", "folder", "out"], NAMES[:1])
CASES += [(command, "file", NAMES[0]) for command in ("groups", "explain", "check", "compare")]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 are Linux's")
@pytest.mark.parametrize(("command", "place", "name"), CASES, ids=repr)
def test_names_may_be_any_bytes(folder, capsys, monkeypatch, command, place, name):
    monkeypatch.setattr("sim.cli.reports.run.run_figures", lambda *_: iter(()))
    source = folder / ("costs.csv" if command == "share" else "small.toml")
    where = folder
    if place == "folder":
        where = Path(os.fsdecode(os.path.join(os.fsencode(folder), b"in " + name)))
        where.mkdir()
    file = where / (os.fsdecode(name) + source.suffix if place == "file" else source.name)
    if file != source:
        file.write_bytes(source.read_bytes())
    out = os.fsdecode(b"out " + name) if place == "out" else "out"
    options = [] if command == "check" else ["--out", out]
    given = [str(file)] * (2 if command == "compare" else 1)
    assert main([command, *options, "--", *given]) == 0, capsys.readouterr().err
    assert "Traceback" not in capsys.readouterr().err
    assert command == "check" or list((folder / out).iterdir())


MANY = ["--replications", "9000000"]
LARGE = ["--set", "population.number=900000", "--set", "months=600", "--set", "network.kind=complete"]


@pytest.mark.parametrize(
    "command",
    [
        ["run", "small.toml", "--record", "months", *MANY],
        ["run", "small.toml", *MANY],
        ["run", "small.toml", *LARGE, "--replications", "1"],
        ["compare", "small.toml", "other.toml", *MANY],
        ["explain", "small.toml", *MANY],
        ["groups", "small.toml", "--reached", "--resource", "hr", *MANY],
    ],
    ids=lambda command: " ".join(command[:4]),
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_too_much_memory_is_refused_before_the_work(folder, capsys, monkeypatch, command, lang):
    monkeypatch.setenv("FAIRE_ENSEMBLE_MEMORY", "0.2")
    monkeypatch.setattr("sim.kernel.runs.collected", lambda *_: pytest.fail("it was simulated all the same"))
    assert main([*command, "--out", "out", "--lang", lang]) == 2
    said = capsys.readouterr()
    assert {"en": "0.2 GB are available", "fr": "0,2\u00a0Go sont disponibles"}[lang] in said.err
    assert {"en": "fewer replications", "fr": "nombre de réplications"}[lang] in said.err
    assert not (folder / "out").exists()


def test_the_months_of_organizations_do_not_count_where_they_go_to_the_disk(folder, capsys, monkeypatch):
    values = ["population.number=40", "months=600", "replications=30", "network.kind=complete"]
    scenario = load_scenario("small.toml", set=values)
    monkeypatch.setattr("sim.cli.reports.run.run_figures", lambda *_: iter(()))
    monkeypatch.setenv("FAIRE_ENSEMBLE_MEMORY", "0.09")
    with pytest.raises(TooLargeError):
        simulate(scenario)
    options = list(itertools.chain(*(("--set", value) for value in values)))
    assert main(["run", "small.toml", *options, "--out", "out", "--quiet", "--threads", "2"]) == 0, capsys.readouterr()
    monkeypatch.delenv("FAIRE_ENSEMBLE_MEMORY")
    xr.testing.assert_identical(open_dataset("out/run.nc"), simulate(scenario))


_ENDING = """
import atexit, gc
atexit.register(lambda: print(len(gc.get_objects()) < 1000 < gc.get_freeze_count()))
from sim.cli import main
main(["--help"])
"""


def test_a_process_that_ends_visits_no_object_again():
    done = subprocess.run([sys.executable, "-c", _ENDING], env=environment(), capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "True", done.stderr
