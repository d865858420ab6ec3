"""Workbooks that are made to hurt are read in a process that is ended in time, while the room goes on."""

import asyncio
import io
import time
import zipfile
from functools import partial

import openpyxl
import pytest

from sim.app.background import in_background
from sim.app.cost_file import read_table
from sim.app.own_numbers import OwnNumbersError
from sim.app.words import own_numbers as words
from sim.tables.workbook import SECONDS, HeavyWorkbookError, read_sheet


def workbook(*rows: tuple) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_are_read_as_numbers_and_texts():
    rows = read_sheet(workbook(("nom", "coût"), ("Été", 1500), ("B", 2.5), (None, True)))
    assert [row[:2] for row in rows] == [
        ["nom", "coût"],
        ["Été", 1500],
        ["B", 2.5],
        ["", True],
    ]


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook in which some parts are replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            new.writestr(name, parts.get(key, old.read(name)))
    return out.getvalue()


def hurting(kind: str) -> bytes:
    plain = workbook(("name", "cost"), ("A", 1000), ("B", 2000))
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    cell = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    if kind == "rows that unpack to gigabytes":
        return repacked(plain, sheet1=head + b"<row/>" * 20_000_000)
    if kind == "a row without end":
        return repacked(plain, sheet1=head + b"<row>" + cell * 300_000 + b"</row></sheetData></worksheet>")
    return repacked(plain, sheet1=head + b"<a>" * 2_000_000)


@pytest.mark.parametrize("kind", ["rows that unpack to gigabytes", "a row without end", "tags within tags"])
def test_a_workbook_that_hurts_is_given_up_while_the_event_loop_goes_on(kind):
    content = hurting(kind)
    assert len(content) < 700_000

    async def session():
        late = [0.0]

        async def tick():
            while True:
                before = time.monotonic()
                await asyncio.sleep(0.01)
                late.append(time.monotonic() - before)

        ticking = asyncio.create_task(tick())
        begun = time.monotonic()
        with pytest.raises(OwnNumbersError) as caught:
            await in_background(partial(read_table, content, "x.xlsx"))
        ticking.cancel()
        assert time.monotonic() - begun < SECONDS + 10
        return caught.value.problems, max(late)

    problems, late = asyncio.run(session())
    assert problems[0] in (words.UNREADABLE, words.COLUMNS)
    assert late < 2.0


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 1000, workbook(("a",))[:-50], zipfile.ZIP_DEFLATED.to_bytes()])
def test_a_damaged_workbook_is_no_workbook(content):
    with pytest.raises(ValueError, match="not a workbook"):
        read_sheet(content)


def test_a_process_that_does_not_end_is_ended():
    begun = time.monotonic()
    with pytest.raises(HeavyWorkbookError):
        read_sheet(workbook(("a", "b")), seconds=0.01)
    assert time.monotonic() - begun < 5.0
