"""One version, one name, one licence, and a wheel with all that commands need."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest

import sim


def read(repository, name):
    return (repository / name).read_text("utf-8")


def test_citation_and_changelog_name_this_version(repository):
    assert re.search(r"^version: \"?([^\s\"]+)", read(repository, "CITATION.cff"), re.MULTILINE)[1] == sim.__version__
    headings = re.findall(r"^## \[([^]]+)\]", read(repository, "CHANGELOG.md"), re.MULTILINE)
    assert next(name for name in headings if name != "Unreleased") == sim.__version__
    assert set(re.findall(r"faire_ensemble-([\d.]+)-py3", read(repository, "README.md"))) == {sim.__version__}


def test_the_installed_metadata_are_those_of_the_source():
    assert metadata("faire-ensemble")["Version"] == sim.__version__


def test_the_same_licence_is_named_everywhere(repository):
    project = tomllib.loads(read(repository, "pyproject.toml"))["project"]
    assert project["license"] == "MIT"
    assert read(repository, "LICENSE").startswith("MIT License")
    assert re.search(r"^license: MIT$", read(repository, "CITATION.cff"), re.MULTILINE)


def test_every_requirement_is_pinned_and_every_pin_is_plain(repository):
    lines = [line for line in read(repository, "constraints.txt").splitlines() if not line.startswith("#")]
    assert not [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)]
    pinned = {line.split("==")[0] for line in lines}
    named = {re.match(r"[\w.-]+", requirement)[0] for requirement in requires("faire-ensemble")}
    wanted = {re.sub(r"[-_.]+", "-", name).lower() for name in named} - {"faire-ensemble"}
    assert not wanted - pinned


def build(source: Path, kind: str, folder: Path) -> Path:
    """Build a wheel or a source distribution from a folder, and return its file."""
    made = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(made, cwd=source, check=True, capture_output=True)
    [file] = folder.iterdir()
    return file


def known_files(repository: Path, *folders: str) -> set[str]:
    """Return the files in some folders that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if (repository / name).is_file()}


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory):
    return build(repository, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a folder with what the wheel installs, which comes first among those that Python imports from."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def faire(installed, tmp_path):
    """Return a function that runs the installed command in an empty folder with a blank and an accent in its name."""
    folder = tmp_path / "dossier d'été"
    folder.mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sim.cli", *arguments, "--lang", "en"],
            cwd=folder, env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, text=True,
        )  # fmt: skip

    return run


def test_the_wheel_holds_the_package_and_the_scenarios(repository, wheel):
    assert wheel.name == f"faire_ensemble-{sim.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name and "_machine_code" not in name}
        entry_points = archive.read(f"faire_ensemble-{sim.__version__}.dist-info/entry_points.txt").decode()
    scenarios = {name.replace("scenarios/", "sim/_scenarios/", 1) for name in known_files(repository, "scenarios")}
    assert len(scenarios) > 20
    assert packed == known_files(repository, "sim") | scenarios
    assert "faire-ensemble = sim.cli:main" in entry_points


def test_a_wheel_and_a_source_distribution_carry_what_was_compiled_for_them(repository, tmp_path):
    source = tmp_path / "source"
    for name in ("pyproject.toml", "README.md", "LICENSE", "sim/__init__.py", "scenarios/atelier.toml"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(repository / name, source / name)
    carried = {"sim/_machine_code/a-platform.zip", "sim/_machine_code/page-0123456789abcdef.wasm.gz"}
    (source / "sim" / "_machine_code").mkdir()
    for name in carried:
        (source / name).write_bytes(b"compiled")
    shutil.copy(repository / ".gitignore", source)
    for kind in ("wheel", "sdist"):
        (tmp_path / kind).mkdir()
    with zipfile.ZipFile(build(source, "wheel", tmp_path / "wheel")) as archive:
        assert carried <= set(archive.namelist())
    with tarfile.open(build(source, "sdist", tmp_path / "sdist")) as archive:
        assert carried <= {name.partition("/")[2] for name in archive.getnames()}


def test_an_editable_install_copies_no_scenario(repository):
    """What is forced into a wheel is also copied beside an editable install, and used in place of the checkout's."""
    targets = tomllib.loads(read(repository, "pyproject.toml"))["tool"]["hatch"]["build"]["targets"]
    assert "force-include" not in targets["wheel"]
    assert targets["wheel"]["sources"] == {"scenarios": "sim/_scenarios"}


def test_a_source_distribution_builds_the_same_wheel_and_so_does_a_second_build(repository, wheel, tmp_path):
    for name in ("source", "unpacked", "first"):
        (tmp_path / name).mkdir()
    archive = build(repository, "sdist", tmp_path / "source")
    shutil.unpack_archive(archive, tmp_path / "unpacked", filter="data")
    [unpacked] = (tmp_path / "unpacked").iterdir()
    again = build(unpacked, "wheel", tmp_path / "first")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_an_installed_command_takes_shipped_scenarios_by_name(faire):
    listed = faire("scenarios")
    assert listed.returncode == 0, listed.stderr
    assert "_scenarios" in listed.stderr
    for command in (["check", "quebec", "atelier.toml", "studies/bascule"], ["groups", "atelier-rh", "--help"]):
        done = faire(*command)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_an_installed_workshop_has_its_cases(installed):
    program = (
        "import sim; from sim.app.cases import shipped_cases;"
        "print(sim.__file__, [case.key for case in shipped_cases()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=installed.parent, env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(installed) in done.stdout
    assert "atelier-locaux" in done.stdout


def test_an_installed_command_writes_a_new_scenario_that_extends_a_shipped_one(faire, tmp_path):
    assert faire("new", "ours.toml").returncode == 0
    (tmp_path / "dossier d'été" / "théirs.toml").write_text('extends = "atelier"\nmonths = 12\n', encoding="utf-8")
    done = faire("check", "ours", "théirs")
    assert done.returncode == 0, done.stderr
