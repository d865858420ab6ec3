"""Every notebook runs from its first cell to its last and reproduces its saved output."""

import re
from pathlib import Path

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "notebooks").rglob("*.ipynb"))]


def outputs_of(notebook):
    """Return what each cell printed; a figure is only counted, since its bytes depend on the machine's fonts."""
    return [
        [
            output.get("text") or sorted(output.get("data", {})) or output.output_type
            for output in cell.get("outputs", [])
        ]
        for cell in notebook.cells
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_reproduces_its_saved_output(name):
    saved = nbformat.read(ROOT / name, as_version=4)
    nbformat.validate(saved)
    before = outputs_of(saved)
    client = nbclient.NotebookClient(
        saved,
        timeout=600,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": str((ROOT / name).parent)}},
    )
    client.execute()
    assert outputs_of(saved) == before, f"execute {name} again, with coalesce_streams=True and record_timing=False"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_small_and_names_no_machine(name):
    notebook = nbformat.read(ROOT / name, as_version=4)
    assert (ROOT / name).stat().st_size < 400_000
    assert notebook.metadata.kernelspec == {"display_name": "Python 3", "language": "python", "name": "python3"}
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs
    assert all(output.get("name") != "stderr" for output in outputs)
    assert not re.search(r"site-packages|/home/|/Users/|[A-Z]:\\\\", (ROOT / name).read_text("utf-8"))


def test_there_are_notebooks_in_both_languages():
    assert {"notebooks/01-premiers-pas.ipynb", "notebooks/01-first-steps.ipynb"} <= set(NOTEBOOKS)
    french = nbformat.read(ROOT / "notebooks" / "01-premiers-pas.ipynb", as_version=4)
    english = nbformat.read(ROOT / "notebooks" / "01-first-steps.ipynb", as_version=4)
    assert [cell.cell_type for cell in french.cells] == [cell.cell_type for cell in english.cells]
    prose = "\n".join(re.sub(r"`[^`]*`", "code", cell.source) for cell in french.cells if cell.cell_type == "markdown")
    assert not re.findall(r"«(?!\u00a0)|(?<!\u00a0)»|\S* :(?=\s)|\S*[ \u00a0][;?!](?=\s|$)", prose)
