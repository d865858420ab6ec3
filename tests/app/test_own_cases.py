"""Own cases: rows pasted from a spreadsheet, a table to fill in, what was read, and cases that stay."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.app.cost_file import LONGEST_PASTED, read_pasted, read_table, template
from sim.app.own_case import MOST_OFFERED, file_name
from sim.app.own_entry import OwnEntry
from sim.app.own_numbers import FIELDS, OwnNumbersError, read_numbers
from sim.app.room_file import write_room
from sim.app.saved_rooms import known_room
from sim.app.words import own_numbers as words
from sim.app.workshop import Workshop
from sim.cli import main
from sim.tables.notices import listening
from sim.vocabulary.text import LANGUAGES

EXAMPLE = {name: f"{example:g}" for name, (_, _, example) in FIELDS.items()} | {"fixed": "500"}
COSTS = {"Café Mésange": 1200.5, "Cidrerie du Rang": 900.0}


def pasted(text: str) -> tuple[dict[str, float], list[str]]:
    """Return what is read of pasted rows, and what is said to be left out."""
    told = []
    with listening(lambda words: told.append(words.fr.replace("\u00a0", " "))):
        return read_pasted(text, "lignes"), told


def refused(text: str) -> list[str]:
    with pytest.raises(OwnNumbersError) as caught:
        pasted(text)
    return [problem.fr.replace("\u00a0", " ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "Café Mésange\t1 200,50 $\nCidrerie du Rang\t900",
        "Café Mésange\t1200,5\r\nCidrerie du Rang\t900\r\n",
        "\r\n\r\nCafé Mésange\t1200,5\t\nCidrerie du Rang\t900\t\n\n",
        "nom\tcoût\nCafé Mésange\t1200,5\nCidrerie du Rang\t900",
        "Cost\tTown\tName\n1,200.50\tOka\tCafé Mésange\n900.00\t\tCidrerie du Rang\n",
        "Café Mésange;1200,5\nCidrerie du Rang;900",
        "Café Mésange, 1200.5\nCidrerie du Rang, 900",
        "\ufeffCafé Mésange\t1200,5\rCidrerie du Rang\t900",
    ],
)
def test_rows_are_read_as_people_copy_them_with_headings_or_without(text):
    assert pasted(text) == (COSTS, [])


def test_other_headings_and_totals_are_left_out_and_told_by_their_row():
    read, told = pasted("\nOrganisme\tMontant\nA\t100\nB\t200\nTotal\t300")
    assert read == {"A": 100.0, "B": 200.0}
    assert told == [
        "Ligne 2 (Organisme · Montant) : prise pour des titres de colonnes, laissée de côté.",
        "lignes, ligne 5 (Total) : un total, laissé de côté.",
    ]
    read, told = pasted("A\t100\nB\t200\nTotal général\t300")
    assert read == {"A": 100.0, "B": 200.0}
    assert told == ["lignes, ligne 3 (Total général) : un total, laissé de côté."]


def test_what_is_wrong_is_told_by_the_row_that_was_pasted():
    assert refused("A\t100\nB\tcher\n\t5\nD\t-1") == [
        "Ligne 2 : « cher » n’est pas un montant plus grand que 0.",
        "Ligne 3 : le nom manque ou est un nombre.",
        "Ligne 4 : « -1 » n’est pas un montant plus grand que 0.",
    ]
    assert refused("A\tOka\t100\nB\tPercé\t200") == [words.TWO_COLUMNS.fr.replace("\u00a0", " ")]
    assert refused("A\t100") == ["Le tableau doit avoir de 2 à 200 organisations; il en a 1."]
    assert refused("x" * (LONGEST_PASTED + 1))
    assert "1200 ou 1,2000" in refused("A\t1.200\nB\t900")[0]


@given(st.text(max_size=200) | st.text("A1;,\t\n\"'=$ ", max_size=60))
def test_no_pasting_breaks_it(text):
    entry = OwnEntry()
    told = entry.paste(text)
    assert all(line.fr for line in told)
    assert entry.pasted == (text if text.strip() else "")
    assert entry.has_table or not text.strip()
    assert bool(entry.refused) != bool(entry.costs) or not text.strip()


@given(
    st.dictionaries(
        st.text("abcdefghijklmnopqrstuvwxyzéÀ", min_size=3, max_size=12).filter(lambda name: name.lower() != "nom"),
        st.integers(1, 999_999),
        min_size=2,
        max_size=20,
    ),
    st.sampled_from(["\t", ";", ","]),
    st.booleans(),
)
def test_what_a_spreadsheet_holds_comes_back(costs, separator, headed):
    rows = [f"{name}{separator}{cost}" for name, cost in costs.items()]
    text = "\n".join([f"name{separator}cost", *rows] if headed else rows)
    if not any(words.COLUMNS.fr in problem for problem in _problems(text)):
        assert read_pasted(text, "rows") == costs


def _problems(text: str) -> list[str]:
    try:
        read_pasted(text, "rows")
    except OwnNumbersError as error:
        return [problem.fr for problem in error.problems]
    return []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_to_fill_in_is_read_as_it_is(lang):
    text = template(lang)
    assert text.startswith("\ufeff")
    assert (";" in text) == (lang == "fr")
    costs = read_table(text.encode(), "organisations.csv")
    assert len(costs) == 3
    assert all(cost > 0 for cost in costs.values())


def test_a_blank_paste_removes_the_table_and_a_new_one_replaces_it():
    entry = OwnEntry()
    entry.paste("A\t1000\nB\t2000")
    assert (
        entry.summary()
        .fr.replace("\u00a0", " ")
        .endswith("2 organisations qui dépensent 3 000 $ par mois en tout aujourd’hui.")
    )
    entry.paste("A\tcher\nB\t2000")
    assert entry.summary() is None
    with pytest.raises(OwnNumbersError):
        entry.numbers()
    entry.paste("  \n")
    assert not entry.has_table
    assert entry.numbers().number == 8
    assert not entry.refused


def test_names_decide_nothing_about_amounts_and_are_cleaned():
    numbers = read_numbers(EXAMPLE | {"name": " Budget\n1,200 ", "resource": "x" * 200, "cost": "1 200,5"})
    assert (numbers.name, len(numbers.resource), numbers.values["cost"]) == ("Budget 1,200", 80, 1200.5)


@pytest.mark.parametrize(
    "name", ["", "La cuisine d'Éloi", "../../etc/x", "con", "=cmd|'x'!A1", "日本", "a" * 300, "<b>"]
)
def test_a_case_is_kept_offered_again_and_run_accepts_it(workshop, case, failing_case, tmp_path, name, capsys):
    numbers = read_numbers(EXAMPLE | {"name": name, "resource": "Une cuisine"}, COSTS)
    made = workshop.use_own(numbers)
    assert workshop.folder in made.path.parents
    assert made.path.parents[1] == workshop.folder / "nos-chiffres"
    again = Workshop([case, failing_case], workshop.folder)
    (offered,) = again.own.offered.values()
    assert list(again.cases) == ["atelier-rh", "echec", offered.key]
    assert (offered.key, offered.own, offered.names) == (made.key, numbers, list(COSTS))
    assert "Une cuisine" in offered.neutral_title.fr
    assert numbers.name in offered.neutral_title.en
    again.act(lambda room: room.set_case(offered.key, 2, offered.own))
    assert known_room(write_room(again.room), {}).own == numbers
    if name in ("", "日本"):
        assert main(["check", str(made.path)]) == 0
        ds = sim.simulate(sim.load_scenario(made.path), replications=1)
        assert ds.sizes["month"] == 60


def test_a_case_of_the_same_name_replaces_the_one_before_and_undo_finds_it(workshop):
    for start in (10_000, 20_000):
        workshop.use_own(read_numbers(EXAMPLE | {"name": "Cuisine", "start": str(start)}))
    workshop.use_own(read_numbers(EXAMPLE | {"name": "Camion"}))
    assert [case.own.name for case in workshop.own.offered.values()] == ["Camion", "Cuisine"]
    for expected in (20_000, 10_000):
        workshop.act(lambda room: room.undo())
        assert workshop.case.scenario.resources["shared"].founding_cost == expected


def test_only_so_many_are_offered_and_what_is_damaged_is_passed_over(workshop, case):
    for k in range(MOST_OFFERED + 2):
        workshop.own.take(read_numbers(EXAMPLE | {"name": f"Cas {k}"}))
    assert len(workshop.own.offered) == MOST_OFFERED
    folder = workshop.own.folder
    for path, content in (
        (folder / "cas-cas-9" / "chiffres.json", "{"),
        (folder / "cas-cas-8" / "chiffres.json", json.dumps({"values": {}, "costs": {}})),
        (folder / "cas-cas-7" / "cas-cas-7.toml", "months = 'x'"),
        (folder / "cas-cas-6" / "organisations.csv", "name\nA\nB\n"),
    ):
        path.write_text(content, encoding="utf-8")
    left = {each.own.name for each in Workshop([case], workshop.folder).own.offered.values()}
    assert not left & {f"Cas {k}" for k in (6, 7, 8, 9)}


def test_names_of_files_are_the_same_for_names_that_differ_little():
    assert file_name("Été 2026") == file_name("ete  2026!") == "cas-ete-2026"
    assert file_name("日本") != file_name("中国")


def test_what_is_typed_outlives_the_page():
    entry = OwnEntry()
    assert not entry.touched
    entry.write("name", "Cuisine")
    entry.write("cost", "3 000")
    assert entry.touched
    numbers = entry.numbers()
    assert (numbers.name, numbers.values["cost"]) == ("Cuisine", 3000.0)


def test_pages_of_both_languages_may_show_one_entry():
    entry = OwnEntry()
    entry.write("cost", "3,000")
    assert entry.numbers("en").values["cost"] == 3000.0
    assert entry.summary("fr") is None  # in French it has two meanings
    assert entry.numbers("en").values["cost"] == 3000.0
    entry.paste("A\t1000\nB\t2000\nTotal\t3000", "en")
    assert entry.left_out[0].en.startswith("Pasted rows")
