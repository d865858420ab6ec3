"""The kinds of files that the program reads, what it does with a mutated one, and what must be true of a success."""

from __future__ import annotations

import csv
import io
import json
import math
import random
import re
import shutil
import tomllib
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final, override

import numpy as np

from benchmarks.fuzz.mutations import mutated

SCENARIO: Final = """\
title = "Neuf organisations"
months = 6
replications = 2
decisions = "choices.csv"

[population]
file = "people.csv"
trust = { distribution = "uniform", low = 0.2, high = 0.9 }
horizon = 24
solidarity = 0.5

[network]
kind = "edge_list"
file = "edges.csv"

[resources.hr]
title = { en = "HR adviser", fr = "Conseillère RH" }
fixed_cost = 900
unit_cost = 300
market_price = 800
lot = 2.5
variation = 0.2
founding_cost = 1200
overrun_mean = 1.3
overrun_cv = 0.4
sharing = "two_part"
"""
TABLES: Final = {
    "people.csv": "name,size,sector,rule\n"
    + "".join(f"Coop n° {i},{i + 1.5},{1 + i % 2},{'prescribed' if i < 2 else 'rational'}\n" for i in range(9)),
    "edges.csv": "a,b\n" + "".join(f"{i},{(i + 1) % 9}\n{i},{(i + 4) % 9}\n" for i in range(9)),
    "choices.csv": "month,organization,resource,choice\n1,0,hr,pool\n1,1,hr,pool\n4,0,hr,alone\n",
}
COSTS: Final = "coalition,cost\nA,100\nB,120.5\nÉcole C,90\nA+B,180\nA+École C,150\nB+École C,170\nA+B+École C,220\n"
WEIGHTS: Final = "member,size,visits\nA,1,10\nB,2.5,4\nÉcole C,4,1\n"
RULES: Final = "equal,proportional,shapley,nucleolus,by_size"
OWN_COSTS: Final[list[list[Any]]] = [
    ["nom", "coût"], ["Coop du Coin", 12000], ["Garderie", 8500.5], ["Théâtre", 4300], ["Radio", 990],
]  # fmt: skip
SWEEP: Final = """\
months = 3
[population]
number = 4
[network]
kind = "complete"
[resources.hr]
fixed_cost = 900
unit_cost = 300
[sweep]
design = "grid"
replications = 2
[sweep.parameters]
"population.horizon" = [6, 24, 48]
"population.trust" = [0.0, 1.0]
"""


def command(*arguments: object) -> int:
    """Run a command of the program in this process."""
    from sim.cli import main

    return main([str(each) for each in arguments])


class Kind(ABC):
    """A kind of files: made in a folder once, then mutated case by case in folders of their own.

    Parameters
    ----------
    folder : Path
        Empty folder for the originals.
    """

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def case(self, here: Path, draw: random.Random) -> Callable[[], int]:
        """Write mutated files into an empty folder; return what to run there.

        It returns the exit code, and raises AssertionError for a success that is wrong.
        """


class Scenario(Kind):
    """A scenario, or one of its tables, for ``run``."""

    name = "scenario"
    mutated: ClassVar[tuple[str, ...]] = ("any.toml",)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.originals = {name: text.encode() for name, text in (("any.toml", SCENARIO), *TABLES.items())}
        self._write(folder, self.originals)
        assert self._run(folder) == 0
        self.result = self._read(folder)

    @staticmethod
    def _write(folder: Path, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            (folder / name).write_bytes(content)

    @staticmethod
    def _run(folder: Path) -> int:
        import sim.cli.reports.run as report

        report.run_figures = lambda *_, **__: iter(())  # seconds each
        return command("run", folder / "any.toml", "--out", folder / "out", "--threads", 1, "--quiet")

    @staticmethod
    def _read(folder: Path) -> dict[str, Any]:
        from sim.archive import open_dataset

        ds = open_dataset(folder / "out" / "run.nc")
        return {str(name): ds[name].values for name in ds.data_vars}

    @override
    def case(self, here: Path, draw: random.Random) -> Callable[[], int]:
        name = draw.choice(self.mutated)
        files = self.originals | {name: mutated(self.originals[name], draw)}
        self._write(here, files)
        same = self._means(name, files[name]) == self._means(name, self.originals[name])

        def case() -> int:
            code = self._run(here)
            if code == 0:
                found = self._read(here)
                for key, values in found.items():
                    assert values.dtype.kind not in "fc" or np.isfinite(values).all(), f"{key} is not finite"
                    assert not same or np.array_equal(values, self.result[key]), f"{key} differs, the input does not"
            return code

        return case

    @staticmethod
    def _means(name: str, content: bytes) -> object:
        """Return what a plain reader of the format finds; nothing comparable if it finds nothing."""
        try:
            text = content.decode()
            return tomllib.loads(text) if name.endswith(".toml") else list(csv.reader(io.StringIO(text)))
        except (ValueError, RecursionError, csv.Error):
            return object()


class ScenarioTable(Scenario):
    """A CSV of organizations, of contacts or of prescribed choices."""

    name = "table of a scenario"
    mutated = tuple(TABLES)


class Share(Kind):
    """A table of costs, or of weights, for ``share``."""

    name = "costs to share"

    @override
    def case(self, here: Path, draw: random.Random) -> Callable[[], int]:
        files = {"costs.csv": COSTS.encode(), "weights.csv": WEIGHTS.encode()}
        name = draw.choice(list(files))
        files[name] = mutated(files[name], draw)
        for each, content in files.items():
            (here / each).write_bytes(content)

        def case() -> int:
            out = here / "shares.json"
            arguments = ("share", here / "costs.csv", "--weights", here / "weights.csv", "--rules", RULES)
            with redirected(out):
                code = command(*arguments, "--format", "json")
            if code == 0:
                check_shares(json.loads(out.read_text("utf-8")))
            return code

        return case


class Workbook(Kind):
    """An XLSX of costs for the workshop: its bytes, or the XML in it."""

    name = "workbook"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        from openpyxl import Workbook as Book

        book = Book()
        sheet = book.create_sheet(index=0)
        for row in OWN_COSTS:
            sheet.append(row)
        book.save(folder / "own.xlsx")
        self.content = (folder / "own.xlsx").read_bytes()

    @override
    def case(self, here: Path, draw: random.Random) -> Callable[[], int]:
        content = mutated(self.content, draw) if draw.random() < 0.3 else self._inside(draw)

        def case() -> int:
            from sim.app.cost_file import read_table
            from sim.app.own_numbers import OwnNumbersError

            try:
                costs = read_table(content, "own.xlsx")
            except OwnNumbersError:
                return 2
            assert all(isinstance(name, str) and name.strip() for name in costs)
            assert all(math.isfinite(cost) for cost in costs.values())
            return 0

        return case

    def _inside(self, draw: random.Random) -> bytes:
        """Return the workbook with one of its parts mutated."""
        written = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as old,
            zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            parts = old.namelist()
            chosen = draw.choice([each for each in parts if "sheet" in each or draw.random() < 0.3])
            for part in parts:
                content = old.read(part)
                new.writestr(part, mutated(content, draw) if part == chosen else content)
        return written.getvalue()


class RoomFile(Kind):
    """The file of a room of the workshop."""

    name = "room"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        from sim.app.room import Room
        from sim.app.room_file import write_room
        from sim.app.steps import Step

        room = Room(organizations=12, case="atelier-rh", code="ABCD")
        room.join("a", "Ana")
        room.join("b")
        room.go(Step.PREDICT)
        room.predict("a", 0)
        room.count_guesses(12, 3)
        room.go(Step.ROUND)
        room.choose("a", True)
        room.raise_hand(7, False)
        room.next()
        room.move("subsidy", 0.25)
        self.content = write_room(room).encode()

    @override
    def case(self, here: Path, draw: random.Random) -> Callable[[], int]:
        content = mutated(self.content, draw)

        def case() -> int:
            from sim.app.room_file import RoomFileError, read_room, write_room

            try:
                room = read_room(content.decode("utf-8"))
            except (RoomFileError, UnicodeDecodeError):
                return 2
            text = write_room(room)
            text.encode()
            assert write_room(read_room(text)) == text, "it reads its own file otherwise"
            assert re.fullmatch("[A-Z]{4}", room.code)
            return 0

        return case


class Store(Kind):
    """A file of a finished sweep: read, verified, and swept again."""

    name = "store"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "sweep.toml").write_text(SWEEP, "utf-8")
        assert self._sweep(folder) == 0
        assert self._export(folder) == 0
        self.export = (folder / "export.csv").read_bytes()

    def _sweep(self, here: Path) -> int:
        arguments = ("sweep", here / "sweep.toml", "--store", here / "store.zarr", "--threads", 1, "--block", 3)
        return command(*arguments, "--quiet")

    def _export(self, here: Path) -> int:
        return command("plot", here / "store.zarr", "--export", here / "export.csv", "--quiet")

    @override
    def case(self, here: Path, draw: random.Random) -> Callable[[], int]:
        shutil.copytree(self.folder, here, dirs_exist_ok=True)
        (here / "export.csv").unlink()
        files = sorted(each for each in (here / "store.zarr").rglob("*") if each.is_file())
        for path in draw.sample(files, draw.choice((1, 1, 1, 2))):
            content = path.read_bytes()
            path.unlink()
            form = draw.random()
            if form < 0.1:
                path.mkdir()
            elif form < 0.8:
                path.write_bytes(mutated(content, draw))

        def case() -> int:
            command("status", "--verify", here / "store.zarr")
            codes = [self._export(here)]
            assert codes[0] != 0 or self._exported(here) == self.export, "a damaged value was read"
            codes.append(self._sweep(here))
            if codes[-1] == 0:
                assert self._export(here) == 0, "it cannot be read after the sweep"
                assert self._exported(here) == self.export, "the sweep did not repair it"
            return max(codes)

        return case

    @staticmethod
    def _exported(here: Path) -> bytes:
        content = (here / "export.csv").read_bytes()
        (here / "export.csv").unlink()
        return content


def redirected(path: Path) -> Any:
    """Return a context in which the standard output goes to a file."""
    import contextlib

    return contextlib.redirect_stdout(path.open("w", encoding="utf-8"))


def check_shares(found: Any) -> None:
    """Raise AssertionError unless, under each rule, finite shares of all members sum to the cost of all."""
    cost, members = found["cost"], found["members"]
    assert math.isfinite(cost)
    assert len(set(members)) == len(members) > 0
    for rule, shares in found["allocations"].items():
        assert list(shares) == members, rule
        assert math.isclose(math.fsum(shares.values()), cost, rel_tol=1e-9, abs_tol=1e-6), rule


KINDS: Final[tuple[type[Kind], ...]] = (Scenario, ScenarioTable, Share, Workbook, RoomFile, Store)
