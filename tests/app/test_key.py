"""The key that signs cookies and the facilitator's links."""

from sim.app.server import _key


def test_a_key_stays_and_is_nobody_elses_to_read(tmp_path):
    key = _key(tmp_path / "rooms")
    assert len(key) > 30
    assert _key(tmp_path / "rooms") == key
    assert _key(tmp_path / "others") != key
    assert (tmp_path / "rooms" / "key").stat().st_mode & 0o077 == 0


def test_an_empty_key_is_made_anew(tmp_path):
    (tmp_path / "key").touch()
    assert len(_key(tmp_path)) > 30
