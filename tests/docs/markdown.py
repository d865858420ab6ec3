"""The fenced blocks of a Markdown page, and its Python run as shown."""

import doctest
import re


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language in a Markdown text."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def run_python(source: str, name: str, least: int, optionflags: int = 0) -> None:
    """Run an interactive session, which has a least number of examples, and require that each says what is shown."""
    session = doctest.DocTestParser().get_doctest(source, {}, name, name, 0)
    assert len(session.examples) >= least
    said: list[str] = []
    assert not doctest.DocTestRunner(optionflags=optionflags).run(session, out=said.append).failed, "".join(said)
