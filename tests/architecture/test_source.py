"""Every module has a first-line docstring and a limited length, and the repository names no machine."""

import ast
import re
import subprocess

LONGEST = 350  # lines; about 200 is the aim

# Folders of one machine and hosts of packages: neither belongs in a repository that others clone.
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+|opt/(?:pypi|wheels)[\w-]*|tmp/(?:desk|env))(?=/|\b(?![\w-]))"
    r"|\b(?:pypi[.]org|pythonhosted[.]org|anaconda[.]org|index[-]url|find[-]links)\b"
    r"|(?:^|[\s\"'=])(?:file|git\+https?)://"
)


def tracked(repository) -> list[str]:
    """List the paths of files that git tracks or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (repository / name).is_file()]


def package_files(repository):
    return sorted((repository / "sim").rglob("*.py"))


def test_every_module_begins_with_a_docstring_of_one_sentence(repository):
    undocumented = [
        str(path.relative_to(repository))
        for path in package_files(repository)
        if not path.read_text("utf-8").startswith('"""')
        or not (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0].endswith(".")
    ]
    assert not undocumented, "the first line of a module is a docstring: one sentence on what it contains"


def test_no_module_is_too_long(repository):
    lines = {str(p.relative_to(repository)): len(p.read_text("utf-8").splitlines()) for p in package_files(repository)}
    assert not {name: count for name, count in lines.items() if count > LONGEST}


def test_headings_of_docstrings_stand_on_lines_of_their_own(repository):
    joined = re.compile(r"^[ ]*(?:Parameters|Returns|Yields|Raises|See Also|Notes|References|Examples)[ ]+-{4,}", re.M)
    assert not [
        str(p.relative_to(repository)) for p in package_files(repository) if joined.search(p.read_text("utf-8"))
    ]


def test_no_module_is_named_after_a_mixture(repository):
    mixtures = re.compile(r"(^|_)(utils?|helpers?|misc|common|managers?)$")
    assert not [
        path for path in package_files(repository) if mixtures.search(path.stem) or mixtures.search(path.parent.name)
    ]


def test_every_folder_of_the_package_is_a_package(repository):
    folders = {path.parent for path in package_files(repository)}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_the_search_finds_machine_names():
    for text in (
        "see /" + "work/main/x",
        "/" + "root/.cache",
        "https://pypi" + ".org/simple",
        "x @ file:" + "///tmp/a.whl",
    ):
        assert MACHINE.search(text), text
    for text in (
        "share of work/life",
        "sim/laws/cost.py",
        "https://doi.org/10.18564/jasss.4259",
        "the network/home of it",
    ):
        assert not MACHINE.search(text), text


def test_the_repository_names_no_machine(repository):
    found = []
    for name in tracked(repository):
        content = (repository / name).read_bytes()
        if b"\0" in content[:8000]:
            continue  # a figure or an archive
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{name}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)
