"""Mutations: what happens to files by accident, by hand, and by people who mean harm."""

import random
import re
from typing import Final

_NUMBER: Final = re.compile(rb"-?\d+(?:[.,]\d+)?(?:e-?\d+)?")
_WORD: Final = re.compile(rb"[A-Za-z_]{2,}")
_NUMBERS: Final = (
    *(b"0", b"-1", b"1", b"0.5", b"1e308", b"1e309", b"-1e309", b"inf", b"-inf", b"nan", b"1e-320", b"9" * 400),
    *(b"1,200", b"1.200", b"1 200", b"12,5", b"1_000", b"0x10", b"2.5.1", b"--3", b"10%", b"$5"),
    "1\u00a0200,50".encode(),
    "\u0663".encode(),
)
_INSERTED: Final = (
    *(
        b"\0",
        b"\xff",
        b"\xc3",
        b"\r",
        b"\n",
        b"\n\n",
        b"\t",
        b";",
        b",",
        b'"',
        b"'",
        b"[",
        b"]",
        b"{",
        b"}",
        b"=",
        b"#",
    ),
    *(each.encode() for each in ("\x1b[31m", "\ufeff", "\u202e", "\u200b", "e\u0301", "\U0001f600", "\\ud800")),
    *(b"=1+1", b"@SUM(A1)", b"../../x", b"name,name,", b"true", b"VRAI", b"null"),
    *(b"[" * 2000, b"(" * 2000, b"{a=" * 500, b"x" * 100_000),
)


def mutated(content: bytes, draw: random.Random) -> bytes:
    """Return a content with one to four changes; about half of the contents stay valid."""
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        content = draw.choice(_GENTLE if draw.random() < 0.7 else _ROUGH)(content, draw)
    return content


def _slice(content: bytes, draw: random.Random) -> tuple[int, int]:
    start = draw.randint(0, len(content))
    return start, min(len(content), start + draw.choice((1, 1, 3, 12, 80, 1000)))


def _flip_bit(content: bytes, draw: random.Random) -> bytes:
    if not content:
        return content
    place = draw.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << draw.randrange(8)]) + content[place + 1 :]


def _insert(content: bytes, draw: random.Random) -> bytes:
    place = draw.randint(0, len(content))
    return content[:place] + draw.choice(_INSERTED) + content[place:]


def _delete(content: bytes, draw: random.Random) -> bytes:
    start, end = _slice(content, draw)
    return content[:start] + content[end:]


def _duplicate(content: bytes, draw: random.Random) -> bytes:
    start, end = _slice(content, draw)
    return content[:end] + content[start:end] * draw.choice((1, 1, 1, 50)) + content[end:]


def _truncate(content: bytes, draw: random.Random) -> bytes:
    return content[: draw.randint(0, len(content))]


def _clear(content: bytes, draw: random.Random) -> bytes:
    return draw.choice((b"", bytes(len(content)), draw.randbytes(min(len(content), 4000))))


def _replace(pattern: re.Pattern[bytes], content: bytes, draw: random.Random, by: bytes) -> bytes:
    there = list(pattern.finditer(content))
    if not there:
        return content
    found = draw.choice(there)
    return content[: found.start()] + by + content[found.end() :]


def _other_number(content: bytes, draw: random.Random) -> bytes:
    if draw.random() < 0.3:
        return _replace(_NUMBER, content, draw, draw.choice(_NUMBERS))
    nearby = [*_NUMBER.findall(content), b"0.25", b"0.75", b"2", b"3"]
    return _replace(_NUMBER, content, draw, draw.choice(nearby))


def _other_word(content: bytes, draw: random.Random) -> bytes:
    words = _WORD.findall(content)
    return _replace(_WORD, content, draw, draw.choice(words)) if words else content


def _swap_lines(content: bytes, draw: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _other_form(content: bytes, draw: random.Random) -> bytes:
    """Other line ends, separators and encodings, as programs write them."""
    return draw.choice(
        (
            content.replace(b"\n", b"\r\n"),
            content.replace(b"\n", b"\r"),
            content.replace(b",", b";"),
            content.replace(b",", b"\t"),
            b"\xef\xbb\xbf" + content,
            content.decode("utf-8", "replace").encode("utf-16"),
            content.decode("utf-8", "replace").encode("latin-1", "replace"),
        )
    )


_GENTLE: Final = (_other_number, _other_number, _other_word, _swap_lines, _other_form)
_ROUGH: Final = (_flip_bit, _insert, _insert, _delete, _duplicate, _truncate, _clear)
