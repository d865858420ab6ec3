"""What is shown can be read on every code page: nothing fails, frames stay frames, French stays French."""

import errno
import io
import re
import string
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli import console, main
from sim.letters import LACKING, in_ascii

PAGES = ["ascii", "cp437", "cp850", "cp863", "cp1252", "latin-1"]


@given(st.text(), st.sampled_from([*PAGES, "utf-8", "utf-16"]))
def test_every_text_can_be_written(text, page):
    assert isinstance(text.encode(page, LACKING).decode(page), str)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_stays_as_it_is(text):
    assert "".join(map(in_ascii, text)) == text


@pytest.mark.parametrize("letter", [chr(code) for code in range(0x2500, 0x2580)])
def test_a_frame_stays_a_frame(letter):
    """By its Unicode name: one stroke or several in one direction are a line, all others a corner or a crossing."""
    words = unicodedata.name(letter).split()
    assert in_ascii(letter) in "+-|/"
    if words[-1] == "HORIZONTAL" and "AND" not in words:
        assert in_ascii(letter) == "-"
    if words[-1] == "VERTICAL" and "AND" not in words:
        assert in_ascii(letter) == "|"


@given(st.sampled_from("àâäçéèêëîïôöùûüÿÀÂÇÉÈÊÎÔÙÛ"))
def test_letters_of_french_lose_their_accents_only(letter):
    assert in_ascii(letter) == unicodedata.normalize("NFD", letter)[0]
    assert in_ascii(letter) in string.ascii_letters


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_tables_are_readable_on_each_page(small, monkeypatch, page, lang):
    for command in (["check", str(small)], ["parameters"], ["scenarios"], ["check", "absent"]):
        streams = [io.TextIOWrapper(io.BytesIO(), page, write_through=True) for _ in range(2)]
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            monkeypatch.setattr(sys, name, stream)
        main([*command, "--lang", lang])
        written = "".join(stream.buffer.getvalue().decode(page) for stream in streams)
        assert written
        assert not re.findall(r"\w?\?\w|[^\w?>]\?", written)
        assert "Traceback" not in written


def test_a_run_is_written_to_a_file_of_windows(faire, small):
    done = faire("run", small, "--lang", "fr", encoding="cp1252", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Réserve" in done.stdout
    assert "?" not in done.stdout


@pytest.mark.parametrize(
    ("error", "platform", "closed"),
    [
        (BrokenPipeError(errno.EPIPE, ""), "linux", True),
        (OSError(errno.EINVAL, ""), "win32", True),
        (OSError(errno.EINVAL, ""), "darwin", False),
        (OSError(errno.ENOSPC, ""), "win32", False),
    ],
)
def test_a_reader_that_left_is_recognized_on_each_system(error, platform, closed):
    assert console._is_closed_pipe(error, platform) is closed
