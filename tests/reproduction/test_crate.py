"""The folder of a reproduction as an RO-Crate that other programs read."""

import json
import sys

import pytest
from rocrate.rocrate import ROCrate

import sim
from sim.archive import save_dataset
from sim.reproduction import ReproductionError, open_result, reproduce, unpack
from sim.reproduction.crate import NAME, write_crate
from sim.reproduction.unpacking import Unpacked


@pytest.fixture(scope="module")
def run(scenario, tmp_path_factory):
    """Return a run."""
    folder = tmp_path_factory.mktemp("crate")
    return save_dataset(sim.simulate(scenario, replications=1, record="summary"), folder / "run.nc")


def files_of(unpacked: Unpacked) -> set[str]:
    return {path.relative_to(unpacked.folder).as_posix() for path in unpacked.files}


def test_it_names_the_files_the_program_and_the_action(run, tmp_path):
    unpacked = unpack(open_result(run), tmp_path / "x")
    before = {path.name: path.read_bytes() for path in unpacked.folder.iterdir()}
    assert write_crate(unpacked) == tmp_path / "x" / NAME
    assert {path.name: path.read_bytes() for path in unpacked.folder.iterdir() if path.name != NAME} == before
    crate = ROCrate(tmp_path / "x")
    assert {each.id for each in crate.data_entities} == files_of(unpacked)
    action = crate.get("#simulation")
    assert action.type == "CreateAction"
    assert {each.id for each in action["object"]} == files_of(unpacked)
    assert action["instrument"]["version"] == sim.__version__
    assert crate.root_dataset["mentions"] == [action]
    graph = json.loads((tmp_path / "x" / NAME).read_text("utf-8"))["@graph"]
    assert len({each["@id"] for each in graph}) == len(graph)
    assert str(tmp_path) not in json.dumps(graph)


def test_the_new_result_is_its_result(run, tmp_path):
    again = reproduce(run, tmp_path / "x")
    unpacked = Unpacked(again.result, again.folder, (again.folder,), tuple(again.folder.glob("*.[ct]*")), ())
    write_crate(unpacked)
    result = ROCrate(tmp_path / "x").get("#simulation")["result"]
    assert [each.id for each in (result if isinstance(result, list) else [result])] == ["run.nc"]


def test_without_the_package_it_says_what_to_install(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rocrate.rocrate", None)
    with pytest.raises(ReproductionError, match="pip install rocrate"):
        write_crate(unpack(open_result(run), tmp_path / "x"))
