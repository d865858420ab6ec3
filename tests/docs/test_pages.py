"""The pages are consistent: links resolve, fences and formulas are closed, French typography is Quebec's."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *sorted(
        str(page.relative_to(ROOT)) for room in ("docs", "results", "paper") for page in (ROOT / room).rglob("*.md")
    ),
]
OF_THE_SITE = "docs/site/pages/"
"""Pages of the site alone, whose links start at the top of the site; its build follows them."""
NOTEBOOKS = sorted(str(page.relative_to(ROOT)) for page in (ROOT / "notebooks").glob("*.ipynb"))


def markdown(path: Path) -> str:
    """Return the text of a page; of a notebook, that of its cells of text."""
    if path.suffix != ".ipynb":
        return path.read_text("utf-8")
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def prose(text: str) -> str:
    """Return a Markdown text with a word in place of each piece of code and each formula."""
    text = re.sub(r"^```.*?^```$", "code", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`]*`|\$[^$]*\$", "code", text)


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [page for page in PAGES + NOTEBOOKS if not page.startswith(OF_THE_SITE)])
def test_links_resolve(repository, page):
    path: Path = repository / page
    for target in re.findall(r"\]\(([^)\s]+)\)", markdown(path)):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        assert other.exists(), f"{page} links to {target}"
        if anchor:
            assert anchor in anchors(markdown(other)), f"{page} links to {target}"


@pytest.mark.parametrize("page", PAGES)
def test_every_doi_is_well_formed(repository, page):
    text = (repository / page).read_text("utf-8")
    for shown, address in re.findall(r"\[doi:([^]]+)\]\(https://doi\.org/([^)\s]+)\)", text):
        assert shown == unquote(address)  # brackets of a DOI would end the link
        assert re.fullmatch(r"10\.\d{4,5}/\S+", shown)


@pytest.mark.parametrize("page", PAGES)
def test_french_typography(repository, page):
    text = prose((repository / page).read_text("utf-8"))
    # A plain space beside a guillemet or before a colon; any space before the signs that take none.
    assert not re.findall(r"«(?!\u00a0)\S*|\S*(?<!\u00a0)»|\S* :(?=\s)|\S*[ \u00a0][;?!](?=\s|$)", text)


@pytest.mark.parametrize("page", PAGES + NOTEBOOKS)
def test_french_apostrophes_are_typographic(repository, page):
    """A letter or a conjunction of French before a straight apostrophe; names and words of English are longer."""
    text = prose(markdown(repository / page))
    elided = r"(?<![\w'’])(?:[cdjlmnst]|(?:[a-z]+)?qu|aujourd)'(?=\w|[«*_])"
    assert not re.findall(rf"{elided}\S*", text, re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES)
def test_fences_and_formulas_are_closed(repository, page):
    text = (repository / page).read_text("utf-8")
    assert len(re.findall(r"^```", text, re.MULTILINE)) % 2 == 0
    for formula in re.findall(r"^```math\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        assert formula.count("{") == formula.count("}")
        assert len(re.findall(r"\\[bB]igg?l", formula)) == len(re.findall(r"\\[bB]igg?r", formula))


@pytest.mark.parametrize("page", PAGES)
def test_no_placeholder_is_left(repository, page):
    assert not re.search(r"\b(TODO|TBD|FIXME|XXX|lorem ipsum)\b", (repository / page).read_text("utf-8"), re.IGNORECASE)
