"""Files that are made to hurt: refused at once, in few words, whoever reads them."""

import os
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.analysis import read_cost_game, read_weights
from sim.errors import Problem, ScenarioError
from sim.scenario import load_scenario, parse_scenario, read_scenario_file
from sim.scenario.toml import read_toml
from sim.sweep import load_design
from sim.tables.user_file import TABLE_BYTES, decoded, read_user_file, readable
from sim.vocabulary.text import Text

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are POSIX")
QUICK = 5.0  # seconds; a pipe or an endless file would take for ever
RESOURCE = "[resources.hr]\n"


def refused(work) -> str:
    """Return the message of a refusal, which must come at once and be short."""
    begin = time.perf_counter()
    with pytest.raises(ScenarioError) as caught:
        work()
    assert time.perf_counter() - begin < QUICK
    words = caught.value.text("en") + "\n" + caught.value.text("fr")
    assert len(words.splitlines()) <= 2 * 52
    assert max(map(len, words.splitlines())) < 2500
    return words


def scenario_with(name):
    """Return the texts of scenarios that name a file in each way there is."""
    return {
        "extends": f'extends = "{name}"\n',
        "organizations": f'[population]\nfile = "{name}"\n{RESOURCE}',
        "edges": f'[network]\nfile = "{name}"\n{RESOURCE}',
        "decisions": f'decisions = "{name}"\n[population]\nrule = "prescribed"\n{RESOURCE}',
        "points": f'[resources.hr]\n[sweep]\ndesign = "table"\nfile = "{name}"\n',
    }


READERS = {
    "scenario": lambda path, folder: load_scenario(path),
    "costs": lambda path, folder: read_cost_game(path),
    "weights": lambda path, folder: read_weights(path, ("A", "B")),
} | {kind: None for kind in scenario_with("")}


def read(kind, path, folder):
    """Read a file as the kind that it should be."""
    if READERS[kind] is not None:
        return READERS[kind](path, folder)
    case = folder / f"case-{kind}.toml"
    case.write_text(scenario_with(path.as_posix())[kind], "utf-8")
    return load_design(case) if kind == "points" else load_scenario(case)


def made(kind, folder):
    """Make a file that is no ordinary one, or too large, or none."""
    path = folder / "strange"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "sparse":
        with path.open("wb") as file:
            file.truncate(10**9)
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "broken link":
        path.symlink_to(folder / "nowhere")
    elif kind == "socket":
        import socket

        with socket.socket(socket.AF_UNIX) as end:
            end.bind("strange")  # the path of a socket must be short
    elif kind == "link to a device":
        path.symlink_to("/dev/zero")
    else:
        return type(folder)(kind)
    return path


STRANGE = ["pipe", "folder", "sparse", "loop", "broken link", "socket", "link to a device"]
STRANGE += ["/dev/zero", "/dev/random", "/dev/tty", "/proc/self/maps", "/proc/kmsg", "/proc/self/mem"]


@posix
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path, monkeypatch, kind, reader):
    monkeypatch.chdir(tmp_path)
    words = refused(lambda: read(reader, made(kind, tmp_path), tmp_path))
    assert "file" in words
    assert "fichier" in words


def test_the_size_of_a_file_that_is_read_is_bounded(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * 11)
    assert read_user_file(path, "a.csv", 11) == b"a" * 11
    assert "at most" in refused(lambda: read_user_file(path, "a.csv", 10))
    path.write_bytes(b" " * 1_000_001)
    assert len(read_user_file(path, "a.csv")) == 1_000_001 < TABLE_BYTES
    assert "1 MB" in refused(lambda: read_toml(path, "a.toml"))


@pytest.mark.parametrize("content", [b"", b"a", b"a,b\n0,2\n", b"a,b\n0,1\n0,2\n"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch, content):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n0,1\n")
    looks = []

    def changed(*status):
        looks.append(status)
        if len(looks) == 2:  # after the file is open
            time.sleep(0.01)  # the clock of a file system is coarse
            path.write_bytes(content)

    monkeypatch.setattr("sim.tables.user_file._require_ordinary", changed)
    assert "stays as it is" in refused(lambda: read_user_file(path, "a.csv"))


def test_a_file_that_vanishes_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n0,1\n")
    monkeypatch.setattr("sim.tables.user_file._require_ordinary", lambda *status: path.unlink(missing_ok=True))
    assert "exists" in refused(lambda: read_user_file(path, "a.csv"))


def test_files_that_extend_each_other_without_end_are_refused(tmp_path):
    for number in range(300):
        (tmp_path / f"{number}.toml").write_text(f'extends = "{number + 1}.toml"\n', "utf-8")
    assert "at most" in refused(lambda: load_scenario(tmp_path / "0.toml"))


def nested(depth, how):
    """Return a TOML text whose tables are so deep."""
    if how == "header":
        return f"[{'.'.join(['a'] * depth)}]\nb = 1\n"
    if how == "key":
        return f"{'.'.join(['a'] * depth)} = 1\n"
    if how == "quoted":
        return f"""{" . ".join(['"a b"', "'c'"] * (depth // 2))} = 1\n"""
    if how == "array":
        return f"population = {{trust = {'[' * depth}1{']' * depth}}}\n"
    return f"a = {'{a = ' * depth}1{'}' * depth}\n"


@pytest.mark.parametrize("how", ["header", "key", "quoted", "inline", "array"])
@pytest.mark.parametrize("depth", [40, 100, 300, 900, 5_000, 100_000])
def test_deep_tables_are_refused(tmp_path, depth, how):
    path = tmp_path / "a.toml"
    path.write_text(nested(depth, how) + RESOURCE, "utf-8")
    refused(lambda: load_scenario(path))
    if depth < 5_000:
        value = nested(depth, how).strip()
        refused(lambda: load_scenario(tmp_path / "small.toml", set=[value]) if how != "header" else load_scenario(path))


@pytest.mark.parametrize("depth", [100, 900, 5_000])
def test_deep_tables_of_a_program_are_refused(depth):
    tables = {"resources": {"hr": {}}}
    for _ in range(depth):
        tables = {"a": tables, "b": [tables]} if depth == 100 else {"a": tables}
    refused(lambda: parse_scenario(tables, file="mine"))


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{n} = 1\n" for n in range(300_000)),
        "".join(f"k{n} = 1\n" for n in range(90_000)),
        "[population]\n" + "".join(f"k{n} = 1\n" for n in range(2_000)) + RESOURCE,
        "".join(f"[resources.r{n}]\n" for n in range(50_000)),
        "".join(f"[[resources.hr]]\nk{n} = 1\n" for n in range(20_000)),
        RESOURCE
        + "[uncertain]\n"
        + "".join(f'"a.b{n}" = {{distribution = "uniform", low = 0, high = 1}}\n' for n in range(900)),
        "".join(f"[resources.r{n}]\n" + "".join(f"k{k} = 1\n" for k in range(190)) for n in range(50)),
    ],
    ids=["300000", "90000", "1000", "resources", "array", "uncertain", "10000"],
)  # fmt: skip
def test_too_many_keys_are_refused_at_once(tmp_path, text):
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    refused(lambda: load_scenario(path))


long_words = st.integers(300, 60_000).flatmap(
    lambda n: st.sampled_from(["a", "é", "\u00a0", "a b", "{x}", "%s"]).map(lambda part: (part * n)[:n])
)


@settings(max_examples=30)
@given(long_words, st.sampled_from(["key", "value", "file", "column", "list", "table", "nest"]))
def test_no_message_is_long(words, where):
    value = {"list": [words] * 20, "table": {words: words}, "nest": [{"a": [words, {"b": words}]}] * 9}.get(
        where, words
    )
    problem = Problem(
        file=words if where == "file" else "a.toml",
        key=words if where == "key" else "a",
        column=words if where == "column" else None,
        value=value,
        allowed=Text("another one", "un autre"),
    )
    assert len(problem.text("en")) < 600
    assert len(problem.text("fr")) < 600


@pytest.mark.parametrize(
    "text",
    ['months = "{}"', "{} = 1", '"{}" = 1', 'extends = "{}"', '[population]\nfile = "{}"', "resources.{}.lot = -1"],
)
def test_what_a_file_says_is_not_repeated_at_length(tmp_path, text):
    path = tmp_path / "a.toml"
    path.write_text(text.replace("{}", "x" * 100_000) + "\n", "utf-8")
    assert "x" * 300 not in refused(lambda: load_scenario(path))
    assert "x" * 300 not in refused(lambda: load_scenario(path, set=[text.split("\n")[-1].replace("{}", "y" * 50_000)]))


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 are Linux's")
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_a_scenario_has_a_readable_name_whatever_the_encoding_of_its_file(tmp_path, encoding):
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), "déjà-vu.toml".encode(encoding)))
    with open(path, "w", encoding="utf-8") as file:
        file.write(RESOURCE)
    scenario = load_scenario(path, set=[f"title={os.fsdecode('été'.encode(encoding))}"])
    assert scenario.name == "déjà-vu"
    assert scenario.title.fr == "été"
    scenario.source.encode()


@given(st.binary(max_size=30))
def test_every_name_of_the_system_is_readable(name):
    for words in (readable(os.fsdecode(name)), decoded(os.fsdecode(name))):
        words.encode()
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in readable(os.fsdecode(name)))


@given(st.text(max_size=30))
def test_what_is_text_stays_as_it_is(words):
    assert decoded(words) == words
    assert len(readable(words)) == len(words)


@posix
def test_a_pipe_with_a_writer_is_refused_too(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: os.close(os.open(path, os.O_WRONLY)), daemon=True)
    writer.start()
    assert "pipe" in refused(lambda: read_scenario_file(path))
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # lets the writer go
    writer.join(5)
    os.close(reader)


@pytest.mark.parametrize(
    ("reader", "table"),
    [
        ("organizations", "name," + ",".join(f"c{k}" for k in range(20_000)) + "\nA" + ",1" * 20_000 + "\n"),
        ("organizations", "name,size\n" + "".join(f"org{k},x\n" for k in range(30_000))),
        ("decisions", "month,organization,resource,choice\n" + "".join(f"{k},nobody,hr,pull\n" for k in range(30_000))),
        ("costs", "coalition,cost\n" + "".join(f"m{k},much\n" for k in range(30_000))),
        ("costs", "\0" * 1_000_000),
        ("costs", 'coalition,cost\n"' + "x" * 1_000_000),
    ],
)
def test_a_table_full_of_mistakes_is_refused_soon(tmp_path, reader, table):
    path = tmp_path / "table.csv"
    path.write_text(table, "utf-8")
    refused(lambda: read(reader, path, tmp_path))
