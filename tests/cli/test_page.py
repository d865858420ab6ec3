"""The command that writes a page: what it cannot play is refused at once, before anything is compiled."""

import pytest

from sim.cli import main


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_all_scenarios_that_cannot_be_played_are_named_at_once(tmp_path, capsys, lang):
    events = tmp_path / "events.toml"
    events.write_text(
        'extends = "atelier-rh"\n[[events]]\nmonth = 12\nset = { "resources.hr.fixed_cost" = 900.0 }\n',
        encoding="utf-8",
    )
    random = tmp_path / "random.toml"
    random.write_text('extends = "atelier-rh"\n[network]\nkind = "small_world"\nfixed = false\n', encoding="utf-8")
    out = tmp_path / "page.html"
    assert main(["page", str(events), str(random), "atelier", "missing.toml", "-o", str(out), "--lang", lang]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    for name in ("events", "random", "atelier", "missing.toml"):
        assert name in said
    assert not out.exists()
