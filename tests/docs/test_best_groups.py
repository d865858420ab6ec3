"""What the page on the best groups shows is what happens."""

import shlex

from sim.cli import main
from tests.docs.markdown import blocks, run_python


def test_the_page_on_the_best_groups(repository, tmp_path, monkeypatch, capsys):
    page = (repository / "docs" / "how-to" / "best-groups.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    said = ""
    for line in "".join(blocks(page, "bash")).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "faire-ensemble"
        assert main(arguments) == 0, capsys.readouterr().err
        said += capsys.readouterr().out
    for shown in "".join(blocks(page, "text")).splitlines():
        assert shown in said
    (program,) = blocks(page, "python")
    run_python(program, "best-groups.md", 1)
