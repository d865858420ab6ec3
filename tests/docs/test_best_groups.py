"""What the page on the best groups shows is what happens."""

import doctest
import re
import shlex

from sim.cli import main


def test_the_page_on_the_best_groups(repository, tmp_path, monkeypatch, capsys):
    page = (repository / "docs" / "how-to" / "best-groups.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").symlink_to(repository / "scenarios")
    said = ""
    for line in "".join(re.findall(r"^```bash\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "faire-ensemble"
        assert main(arguments) == 0, capsys.readouterr().err
        said += capsys.readouterr().out
    for shown in "".join(re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)).splitlines():
        assert shown in said
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest(program, {}, "best-groups.md", "best-groups.md", 0)
    assert not doctest.DocTestRunner().run(example).failed
