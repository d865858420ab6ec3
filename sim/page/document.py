"""The document: one HTML file with style, scripts, words, cases and kernel in it, and no address outside."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sim import __version__
from sim.app.cases import Case
from sim.page.case import EXPLAINED, contents, memory_of, summary_of
from sim.page.lowering import packed
from sim.page.words import MADE_WITH, NO_SCRIPTS, TITLE, WORDS
from sim.vocabulary.text import LANGUAGES, Lang, Text

LARGEST: Final = 2**20
"""Bytes of the largest page that may be written with the shipped cases."""
_WEB: Final = Path(__file__).with_name("web")
SCRIPTS: Final = (
    "dom.js",
    "kernel.js",
    "words.js",
    "case.js",
    "chart.js",
    "stage.js",
    "table.js",
    "play.js",
    "happened.js",
    "whatif.js",
    "why.js",
    "everything.js",
    "main.js",
)
"""The scripts in the order in which they stand in the page."""
_LINK: Final = re.compile(r"^(?:import [^;]*;\n|export (?=\w))", re.MULTILINE)
"""What links modules to each other, and is not needed where they stand in one script."""


def script() -> str:
    """Return all scripts as one."""
    parts = [_LINK.sub("", (_WEB / name).read_text("utf-8")) for name in SCRIPTS]
    return "(() => {\n" + "\n".join(['"use strict";', *parts]) + "\n})();\n"


@dataclass(frozen=True)
class Part:
    """What a page holds of a case: its title, what the scripts need to know, and what is read without scripts."""

    title: Text
    contents: dict[str, Any]
    summary: Text


@dataclass(frozen=True)
class Opening:
    """How the page of a room opens: the part of its address that is taken where it has none, and what is told."""

    fragment: str
    told: Text


def document(cases: Sequence[Case], lang: Lang, explained: int = EXPLAINED) -> str:
    """Return the page of some cases.

    Parameters
    ----------
    cases : sequence of Case
    lang : "en" or "fr"
        The language in which it opens.
    explained : int
        See :func:`sim.page.case.contents`.
    """
    return assembled([part_of(case, explained) for case in cases], kernel_for(cases[0]), lang)


def part_of(case: Case, explained: int = EXPLAINED) -> Part:
    """Return what a page holds of a case."""
    known = contents(case, memory_of(case.scenario), explained)
    return Part(case.scenario.title, known, summary_of(case.scenario))


def kernel_for(case: Case) -> str:
    """Return the kernel, packed, as text; that of any case is that of all."""
    return base64.b64encode(packed(memory_of(case.scenario))).decode()


def assembled(parts: Sequence[Part], kernel: str, lang: Lang, opening: Opening | None = None) -> str:
    """Return the page of some parts; its policy lets nothing run but its own script, and nothing be loaded.

    Parameters
    ----------
    parts : sequence of Part
    kernel : str
        See :func:`kernel_for`.
    lang : "en" or "fr"
        The language in which it opens.
    opening : Opening, optional
        How the page of a room opens.
    """
    data: dict[str, Any] = {
        "lang": lang,
        "words": {name: asdict(text) for name, text in WORDS.items()},
        "cases": [part.contents for part in parts],
        "kernel": kernel,
        "opening": None if opening is None else asdict(opening),
    }
    style, code = (_WEB / "page.css").read_text("utf-8"), script()
    policy = (
        f"default-src 'none'; script-src {_hash(code)} 'wasm-unsafe-eval'; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    body = (_WEB / "page.html").read_text("utf-8")
    filled = {
        "LANG": lang,
        "POLICY": policy,
        "TITLE": html.escape(TITLE[lang]),
        "STYLE": style,
        "STATIC": "\n".join(_static(each, parts, opening) for each in sorted(LANGUAGES, key=lambda each: each != lang)),
        "DATA": json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        "SCRIPT": code,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], body)


def _static(lang: Lang, parts: Sequence[Part], opening: Opening | None) -> str:
    """Return what is read where scripts do not run, in one language."""
    rows = [f'<section lang="{lang}">', f"<h1>{html.escape(TITLE[lang])}</h1>"]
    rows.append(f'<p class="note"><strong>{html.escape(NO_SCRIPTS[lang])}</strong></p>')
    if opening is not None:
        rows.append(f"<p>{html.escape(opening.told[lang])}</p>")
    for part in parts:
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in part.summary[lang].split("\n") if line.strip())
        rows.append(f"<h2>{html.escape(part.title[lang])}</h2>{paragraphs}")
    rows.append(f"<p>{html.escape(MADE_WITH.format(version=__version__)[lang])}</p></section>")
    return "\n".join(rows)


def _hash(text: str) -> str:
    """Return the source of a policy that allows a text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
