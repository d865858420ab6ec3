"""Every notebook runs from its first cell to its last."""

import nbclient
import nbformat
import pytest


@pytest.mark.slow
def test_notebooks_run(repository, subtests):
    for path in sorted((repository / "notebooks").glob("**/*.ipynb")):
        with subtests.test(notebook=path.name):
            notebook = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
            client = nbclient.NotebookClient(
                notebook,
                timeout=600,
                kernel_name="python3",
                resources={"metadata": {"path": str(path.parent)}},
            )
            client.execute()
