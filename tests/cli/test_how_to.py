"""What the page on the command line shows is what happens."""

import re
import shlex
from functools import partial

import pytest

from sim.archive import open_dataset
from sim.cli import main
from sim.cli.output import Drawing
from sim.figures import participation


@pytest.fixture
def page(repository):
    return (repository / "docs" / "how-to" / "command-line.md").read_text(encoding="utf-8")


@pytest.fixture
def one_figure(monkeypatch):
    """Draw one quick figure a run: that all are drawn is tested elsewhere."""

    def drawn(ds):
        yield Drawing("participation", partial(participation, ds))

    monkeypatch.setattr("sim.cli.reports.run.run_figures", drawn)


@pytest.mark.usefixtures("one_figure")
def test_every_command_runs(page, repository, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FAIRE_ENSEMBLE_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for folder in ("scenarios", "docs"):
        (tmp_path / folder).symlink_to(repository / folder)
    commands = "".join(re.findall(r"^```bash\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)).splitlines()
    assert len(commands) >= 9
    for line in commands:
        program, *arguments = shlex.split(line)
        assert program == "faire-ensemble"
        shorter = {
            "run": ["--replications", "1"],
            "calibrate": ["--set", "calibrate.most_runs=330"],
            "animate": ["--seconds", "1"],
        }
        quick = shorter.get(arguments[0], []) if "--help" not in arguments else []
        assert main([*arguments, *quick]) == 0, f"{line}\n{capsys.readouterr().err}"
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    names: dict = {}
    exec(program, names)
    assert names["runs"].identical(open_dataset("results/atelier/run.nc"))
    folders = {path.name for path in (tmp_path / "results").iterdir()}
    assert folders == {
        "atelier", "precise", "trust", "tables", "uncertain", "adoption", "calibrated", "large", "print",
        "paper", "observed", "costs",
    }  # fmt: skip


def test_every_exit_code_of_the_page_is_the_program_s(page):
    from sim.cli.errors import BAD_INPUT, INTERRUPTED

    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert codes == {0, 1, BAD_INPUT, INTERRUPTED}
