"""One version, one name, one licence, and a wheel with the whole package."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import metadata, requires

import sim


def read(repository, name):
    return (repository / name).read_text("utf-8")


def test_citation_and_changelog_name_this_version(repository):
    assert re.search(r"^version: \"?([^\s\"]+)", read(repository, "CITATION.cff"), re.MULTILINE)[1] == sim.__version__
    headings = re.findall(r"^## \[([^]]+)\]", read(repository, "CHANGELOG.md"), re.MULTILINE)
    assert next(name for name in headings if name != "Unreleased") == sim.__version__


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


def test_the_wheel_holds_the_whole_package(repository, tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name == f"faire_ensemble-{sim.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry_points = archive.read(f"faire_ensemble-{sim.__version__}.dist-info/entry_points.txt").decode()
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "sim"],
        cwd=repository, capture_output=True, text=True, check=True,
    )  # fmt: skip
    known = {name for name in listed.stdout.splitlines() if (repository / name).is_file()}
    assert packed == known
    assert "faire-ensemble = sim.cli:main" in entry_points
