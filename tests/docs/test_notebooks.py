"""Every notebook runs from its first cell to its last and reproduces its saved output."""

import re
from pathlib import Path

import nbclient
import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient.util import run_sync
from nbformat.v4 import new_code_cell, new_notebook

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


@pytest.fixture(scope="module")
def execute():
    """Return a function that executes notebooks in one kernel, which loads the package once and forgets in between."""
    manager = AsyncKernelManager(kernel_name="python3")
    run_sync(manager.start_kernel)(cwd=str(ROOT / "notebooks"))
    client = nbclient.NotebookClient(new_notebook(), km=manager, timeout=600, coalesce_streams=True)

    def play(notebook):
        for client.nb in (new_notebook(cells=[new_code_cell("%reset -f")]), notebook):
            client.execute()

    yield play
    client.kc.stop_channels()
    run_sync(manager.shutdown_kernel)(now=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_reproduces_its_saved_output(name, execute):
    saved = nbformat.read(ROOT / name, as_version=4)
    nbformat.validate(saved)
    before = outputs_of(saved)
    execute(saved)
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


TRANSLATED = {
    "01-first-steps": "01-premiers-pas",
    "03-the-free-rider": "03-le-passager-clandestin",
    "04-a-fair-cost": "04-un-cout-equitable",
}


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_translated_notebook_has_the_same_cells_and_good_typography(name):
    english, french = (
        nbformat.read(ROOT / "notebooks" / f"{each}.ipynb", as_version=4) for each in (name, TRANSLATED[name])
    )
    assert [cell.cell_type for cell in french.cells] == [cell.cell_type for cell in english.cells]
    prose = "\n".join(re.sub(r"`[^`]*`", "code", cell.source) for cell in french.cells if cell.cell_type == "markdown")
    assert not re.findall(r"«(?!\u00a0)|(?<!\u00a0)»|\S* :(?=\s)|\S*[ \u00a0][;?!](?=\s|$)", prose)
