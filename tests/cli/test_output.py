"""The folder of the results: every file in it is whole, and none is left when nothing came of it."""

import errno
from pathlib import Path
from typing import ClassVar

import pytest

from sim.cli.errors import CommandError
from sim.cli.output import Output


class FailingFigure:
    """A figure whose drawing stops in the middle of the file."""

    error: ClassVar[BaseException] = OSError(errno.ENOSPC, "No space left on device")

    def savefig(self, file, format):
        file.write(b"half of a figure")
        raise self.error


class Impatient(FailingFigure):
    error = KeyboardInterrupt()


def test_a_figure_that_fails_leaves_the_older_one(tmp_path):
    output = Output(tmp_path)
    (tmp_path / "j_curve.png").write_bytes(b"older")
    with pytest.raises(CommandError) as refused:
        output.draw(FailingFigure(), "j_curve", "png")
    assert refused.value.words["fr"] == f"impossible d’écrire {tmp_path}/j_curve.png\u00a0: le disque est plein."
    with pytest.raises(KeyboardInterrupt):
        output.draw(Impatient(), "j_curve", "png")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"older"]
    assert output.written == []


def test_a_folder_created_for_nothing_is_taken_away(tmp_path):
    output = Output(tmp_path / "results" / "case")
    assert (tmp_path / "results" / "case").is_dir()
    output.abandon()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays(tmp_path):
    output = Output(tmp_path)
    output.abandon()
    assert tmp_path.is_dir()


def test_a_folder_with_results_stays(tmp_path):
    output = Output(tmp_path / "case")
    (tmp_path / "case" / "run.nc").write_bytes(b"data")
    output.written.append("run.nc")
    output.abandon()
    assert Path(tmp_path / "case" / "run.nc").exists()
