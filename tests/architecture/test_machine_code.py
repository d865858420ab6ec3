"""Machine code that comes with the package is used where it fits; otherwise the kernel is compiled, and why is said."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sim.cli import progress
from sim.cli.words import run as words
from sim.compilation import machine_code, sources
from sim.compilation.machine_code import ABOUT, Misfit, file_name, shipped
from sim.page import lowering

LISTENING = """
import sys
from numba.core import event

compiled = []

class Listener(event.Listener):
    def on_start(self, begun):
        compiled.append(begun.data["dispatcher"].py_func.__qualname__)

    def on_end(self, ended):
        pass

event.register("numba:compile", Listener())
"""


def archive(folder: Path, about: object, name: str | None = None) -> Path:
    """Write an archive that tells something of its code, and return its folder."""
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / (name or file_name()), "w") as file:
        file.writestr(ABOUT, json.dumps(about))
    return folder


def fitting(**changes: object) -> dict[str, object]:
    return {"sources": sources.compiled_digest(), "features": []} | changes


def test_code_of_these_sources_for_any_processor_fits(tmp_path):
    found = shipped(archive(tmp_path, fitting()))
    assert found.misfit is None
    assert found.archive is not None


@pytest.mark.parametrize(
    ("about", "misfit"),
    [
        (fitting(sources="0123456789abcdef"), Misfit.SOURCES),
        (fitting(features=["a-feature-of-tomorrow"]), Misfit.PROCESSOR),
        (fitting(sources="0", features=["a-feature-of-tomorrow"]), Misfit.SOURCES),
        ({"sources": sources.compiled_digest()}, Misfit.DAMAGED),
        ([], Misfit.DAMAGED),
        ("?", Misfit.DAMAGED),
    ],
)
def test_other_code_is_not_used(tmp_path, about, misfit):
    assert shipped(archive(tmp_path, about)) == (None, misfit)


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all"])
def test_an_archive_that_cannot_be_read_is_not_used(tmp_path, content):
    (tmp_path / file_name()).write_bytes(content)
    assert shipped(tmp_path).misfit is Misfit.DAMAGED


def test_without_code_for_this_platform(tmp_path):
    assert shipped(tmp_path / "absent").misfit is Misfit.ABSENT
    assert shipped(tmp_path).misfit is Misfit.ABSENT
    elsewhere = archive(tmp_path / "elsewhere", fitting(), "cpython-399-numba1-llvmlite1-sparc.zip")
    assert shipped(elsewhere).misfit is Misfit.PLATFORM


@pytest.mark.parametrize("misfit", [each for each in Misfit if each is not Misfit.ABSENT])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_reason_is_said(monkeypatch, capsys, misfit, lang):
    from sim.cli.console import Console

    monkeypatch.setattr(machine_code, "shipped", lambda: machine_code.MachineCode(None, misfit))
    monkeypatch.setattr("sim.compilation.cache.is_warm", lambda code: False)
    progress.announce_compiling(Console(lang))
    said = capsys.readouterr().err
    assert words.MISFITS[misfit.name][lang] in said
    assert said.count("\n") == 2


def test_line_ends_of_windows_change_no_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "PACKAGE", tmp_path)
    file = tmp_path / "cost.py"
    file.write_bytes(b"one\ntwo\n")
    digest = sources.digest([file])
    file.write_bytes(b"one\r\ntwo\r\n")
    assert sources.digest([file]) == digest
    file.write_bytes(b"one\ntwo")
    assert sources.digest([file]) != digest


@pytest.fixture(scope="module")
def carrying(repository, tmp_path_factory):
    """Return a folder with a copy of the package that carries machine code, taken from this machine's cache."""
    folder = tmp_path_factory.mktemp("carrying")
    ignored = shutil.ignore_patterns("__pycache__", "_machine_code")
    shutil.copytree(repository / "sim", folder / "sim", ignore=ignored)
    shutil.copytree(repository / "scenarios", folder / "sim" / "_scenarios")
    made = {"machine_code": ["--processor", "native", "--only", "run,compare,mesa,page"], "page_kernel": []}
    for name, options in made.items():
        command = [sys.executable, "-m", f"release.{name}", "--folder", str(folder / "sim" / "_machine_code"), *options]
        subprocess.run(command, cwd=repository, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": "."})
    return folder


def listening(carrying, folder, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program with the package that carries machine code, and no cache; it ends with what it compiled."""
    environment = os.environ | {
        "PYTHONPATH": str(carrying),
        "NUMBA_CACHE_DIR": "/dev/null/nowhere",
        "MPLBACKEND": "Agg",
    }
    whole = f"{LISTENING}\n{program}\nprint(compiled)"
    return subprocess.run(
        [sys.executable, "-c", whole], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


SMALL = '"--replications", "2", "--set", "months=20", "--out", "results"'
PROGRAMS = {
    "run": f'from sim.cli import main; main(["run", "passager", {SMALL}])',
    "compare": f'from sim.cli import main; main(["compare", "vote", "clause", {SMALL}])',
    "page": 'from sim.cli import main; main(["page", "atelier-rh"])',
    "mesa": 'import sim; sim.PoolingModel(sim.load_scenario("passager")).run_for(5)',
}
DIGESTS = """
import hashlib
import sim

ds = sim.simulate(sim.load_scenario("mutuelle"), replications=2, threads=1)
print({name: hashlib.sha256(ds[name].values.tobytes()).hexdigest() for name in ds.data_vars})
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_compiled_where_machine_code_fits(carrying, tmp_path, name):
    done = listening(carrying, tmp_path, PROGRAMS[name])
    assert done.returncode == 0, done.stderr
    assert "ompil" not in done.stderr, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_the_code_gives_the_same_bits_and_an_edited_source_is_compiled(carrying, repository, tmp_path):
    ours = subprocess.run(
        [sys.executable, "-c", DIGESTS], cwd=repository, capture_output=True, text=True, check=True
    ).stdout
    done = listening(carrying, tmp_path, DIGESTS)
    assert done.stdout.splitlines() == [*ours.splitlines(), "[]"]
    edited = tmp_path / "edited"
    shutil.copytree(carrying, edited)
    with (edited / "sim" / "laws" / "cost.py").open("a") as file:
        file.write("\n# edited\n")
    program = "from sim.laws.cost import capacity_cost; capacity_cost(3.0, 3.7, 0.85)"
    done = listening(edited, tmp_path, program)
    assert done.returncode == 0, done.stderr
    assert "capacity_cost" in done.stdout


LOWERED = "from sim.page.lowering import is_lowered; print(is_lowered())"


@pytest.mark.slow
@pytest.mark.parametrize("source", ["laws/cost.py", "page/entry.py"])
def test_the_kernel_of_the_page_is_used_if_it_is_of_these_sources(carrying, tmp_path, source):
    assert listening(carrying, tmp_path, LOWERED).stdout.splitlines()[0] == "True"
    edited = tmp_path / "edited"
    shutil.copytree(carrying, edited)
    with (edited / "sim" / source).open("a") as file:
        file.write("\n# edited\n")
    assert listening(edited, tmp_path, LOWERED).stdout.splitlines()[0] == "False"


def test_a_damaged_kernel_of_the_page_is_not_used(tmp_path):
    file = tmp_path / lowering.shipped_name()
    assert lowering.shipped(tmp_path) is None
    whole = gzip.compress(b"\0asm" * 100)
    for content in (b"", b"no archive at all", whole[:-9], whole[:-6] + bytes([whole[-6] ^ 1]) + whole[-5:]):
        file.write_bytes(content)
        assert lowering.shipped(tmp_path) is None
    file.write_bytes(whole)
    assert lowering.shipped(tmp_path) == b"\0asm" * 100
