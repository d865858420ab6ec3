"""The command workshop: what it takes, what it refuses and how it says so."""

import importlib.util
import signal
import socket
import urllib.request
from contextlib import closing

import pytest

from sim.cli import main
from sim.cli.commands.workshop import first_language
from tests.app.open_room import free_port, open_room

NBSP = "\u00a0"


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("port", ["0", "65536", "-1", "8080.5", "http", "٨٠٨٠"])
def test_a_port_is_a_port(capsys, lang, port):
    assert main(["workshop", "--port", port, "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert port in said
    assert {"en": "1 to 65535", "fr": "1 à 65535"}[lang] in said


def test_an_unknown_language_is_refused(capsys):
    assert main(["workshop", "--lang", "de"]) == 2
    assert "de" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_unknown_interface_is_refused_with_the_known_ones(capsys, monkeypatch, tmp_path, lang):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["workshop", "--no-browser", "--listen", "wlan99", "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert "wlan99" in said
    assert {"en": "a network of this computer", "fr": "d’un réseau de cet ordinateur"}[lang] in said


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_is_not_installed_is_said_with_what_to_type(capsys, monkeypatch, lang):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None)
    assert main(["workshop", "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert "sh install.sh app" in said
    assert "nicegui" in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) <= 3


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_scenario_with_two_resources_is_no_case(capsys, small, lang):
    assert main(["workshop", "--no-browser", str(small), "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert "resources" in said
    assert {"en": "exactly one resource", "fr": "exactement une ressource"}[lang] in said


def test_a_missing_case_is_named(capsys):
    assert main(["workshop", "nowhere.toml"]) == 2
    assert "nowhere.toml" in capsys.readouterr().err


def test_the_first_page_is_french_unless_asked_otherwise():
    assert first_language(None, {}) == "fr"
    assert first_language(None, {"LANG": "en_US.UTF-8"}) == "fr"
    assert first_language(None, {"FAIRE_ENSEMBLE_LANG": "en"}) == "en"
    assert first_language("en", {"FAIRE_ENSEMBLE_LANG": "fr"}) == "en"


@pytest.mark.slow
def test_it_opens_says_where_and_closes_on_ctrl_c(tmp_path):
    port = free_port()
    with open_room(tmp_path, "--port", str(port), "--lang", "en") as room:
        assert room.port == port
        assert "/en/animation/" in room.link
        with urllib.request.urlopen(room.link, timeout=30) as page:
            assert 'lang="en' in page.read().decode()
        with closing(socket.socket()) as asked:  # no other address of this machine answers
            assert asked.connect_ex(("127.0.0.2", port)) != 0
        room.process.send_signal(signal.SIGINT)
        assert room.process.wait(20) == 0
        said = room.process.stderr.read()
    assert "Traceback" not in said
    assert str(room.file) in said


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_and_without_one_the_next_is_found(tmp_path, capsys, monkeypatch):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert main(["workshop", "--no-browser", "--port", str(port), "--lang", "fr"]) == 2
        assert f"le port {port} est pris" in capsys.readouterr().err
    with open_room(tmp_path / "one") as first, open_room(tmp_path / "two") as second:
        assert first.port != second.port
