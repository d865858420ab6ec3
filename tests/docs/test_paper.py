"""The paper and the metadata for reviewers: citations, numbers and version are those of the repository."""

import json
import re

import pytest

import sim


@pytest.fixture
def paper(repository):
    return (repository / "paper" / "paper.md").read_text("utf-8")


def test_every_citation_has_its_entry_and_every_entry_is_cited(paper, repository):
    entries = set(re.findall(r"^@\w+\{(\w+),", (repository / "paper" / "paper.bib").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"@(\w+\d{4})", paper)) == entries


def test_the_paper_has_the_length_that_is_asked_for(paper):
    assert 500 < len(paper.split()) < 1_100


def test_its_numbers_are_those_of_the_results(paper, repository):
    text = " ".join(paper.split())
    readme = " ".join((repository / "README.md").read_text("utf-8").split())
    speed = (repository / "docs" / "reference" / "speed.md").read_text("utf-8")
    compiled = int(re.search(r"^\| compiled \| ([\d,]+) \|", speed, re.MULTILINE)[1].replace(",", ""))
    ratio = int(re.search(r"^\| baseline .*\| (\d+) \|$", speed, re.MULTILINE)[1])
    for said in (f"{compiled / 1e6:.1f} million organization-months a second", f"{round(ratio, -1)} times as fast"):
        assert said in text
        assert said in re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", readme)
    page = (repository / "results" / "evidence" / "README.md").read_text("utf-8")
    assert "**10 of 34" in page
    assert "Of 34 published patterns ten are inside" in text


def test_the_metadata_name_this_version(repository):
    about = json.loads((repository / "codemeta.json").read_text("utf-8"))
    assert about["version"] == sim.__version__
    assert about["license"].endswith("MIT")
