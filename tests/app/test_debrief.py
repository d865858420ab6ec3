"""The debrief: bets on levers, conditions, first steps; hostile text, limits, undo, and what a file keeps of it."""

import json
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app import debrief_sentences as sentences
from sim.app.bets import MOVES, NOT_BACK, Bet
from sim.app.debrief import LONGEST, MOST_CONDITIONS, MOST_NOTED, NOTED, Debrief
from sim.app.debrief_acts import move_lever, note, open_bet, say
from sim.app.gist import gist, key_of
from sim.app.levers import LeverSettings
from sim.app.people import RefusedError
from sim.app.room import Room
from sim.app.room_file import RoomFileError, read_room, write_room
from sim.app.steps import PLANS, Step
from sim.app.words import debrief as words
from sim.tables.names import is_one_line
from sim.vocabulary.text import LANGUAGES

HOSTILE = ["<script>alert(1)</script>", "a\nb", "\x1b[2J\x07x", "\u202eabc", "é" * 1000, "a\u0301" * 500, "🚜" * 300]


def room_at(step: Step, *people: str) -> Room:
    room = Room(organizations=12, case="atelier-rh", length=90)
    for name in people or ("ana", "ben"):
        room.join(name, name.title())
    room.go(step)
    return room


def ask(room: Room, move: str = "setup") -> None:
    note(room, lambda debrief: debrief.ask(room.case, room.organizations, room.levers, move))


def bet(room: Room, who: str, way: object) -> None:
    say(room, who, Step.LEVERS, lambda debrief: debrief.bet(room.case, who, way))


def object_to(room: Room, who: str, text: object) -> None:
    say(room, who, Step.CONDITIONS, lambda debrief: debrief.add_condition(who, text))


def promise(room: Room, who: str, *what: object) -> None:
    say(room, who, Step.HOME, lambda debrief: debrief.promise(who, *what))


# bets


@pytest.mark.parametrize(
    ("moments", "outcome"),
    [
        ((35, 43), "later"),
        ((35, 35), "same"),
        ((35, 26), "sooner"),
        ((35, NOT_BACK), "later"),
        ((NOT_BACK, 59), "sooner"),
        ((NOT_BACK, NOT_BACK), "same"),
        ((3, 0), "sooner"),
        ((0, 0), "same"),
    ],
)
def test_who_was_right_is_who_bet_on_what_came(moments, outcome):
    said = {"a": "sooner", "b": "same", "c": "later", "d": "later"}
    found = Bet("x", "setup", LeverSettings(), LeverSettings(setup=2.0), moments, said, {"later": 3})
    assert found.outcome == outcome
    assert found.counts == {"sooner": 1, "same": 1, "later": 5}
    assert str(found.counts[outcome]) in sentences.right(found).en
    assert "7" in sentences.right(found).fr


def test_a_bet_is_made_before_the_lever_moves_and_not_after():
    room = room_at(Step.LEVERS)
    with pytest.raises(RefusedError):
        bet(room, "ana", "later")
    ask(room)
    bet(room, "ana", "later")
    bet(room, "ana", "sooner")
    assert room.levers == LeverSettings()
    move_lever(room, 35, 43)
    assert room.levers == LeverSettings(setup=2.0)
    with pytest.raises(RefusedError):
        bet(room, "ben", "later")
    (made,) = room.debrief.bets
    assert (made.said, made.outcome) == ({"ana": "sooner"}, "later")


@pytest.mark.parametrize("way", [None, "", "plus tard", 1, True, ["later"], {"later": 1}])
def test_no_other_answer_is_taken(way):
    room = room_at(Step.LEVERS)
    ask(room)
    with pytest.raises(RefusedError):
        bet(room, "ana", way)
    assert room.debrief.bets[0].said == {}


def test_every_move_can_be_bet_on_and_changes_the_levers():
    room = room_at(Step.LEVERS)
    for move in MOVES:
        ask(room, move)
        made = room.debrief.open_bet(room.case)
        assert made.before != made.after
        assert all(sentences.question(made, 12)[lang] for lang in LANGUAGES)
    assert len(room.debrief.bets) == 1  # a bet that was open is dropped
    for unknown in ("own", "__class__", None, 3, []):
        with pytest.raises(RefusedError):
            ask(room, unknown)


def test_a_lever_that_is_there_already_is_no_bet():
    room = room_at(Step.LEVERS)
    room.move("setup", 2.0)
    with pytest.raises(RefusedError):
        ask(room, "setup")
    assert room.debrief.bets == ()


def test_an_undone_move_opens_the_bet_again_and_loses_no_answer():
    room = room_at(Step.LEVERS)
    ask(room)
    bet(room, "ana", "later")
    move_lever(room, 35, 43)
    assert room.undo()
    assert room.levers == LeverSettings()
    assert room.debrief.open_bet(room.case).said == {"ana": "later"}
    note(room, lambda debrief: debrief.count_hands(room.case, "same", 4))
    bet(room, "ben", "same")
    room.undo()
    assert room.debrief.open_bet(room.case).counts == {"sooner": 0, "same": 1, "later": 1}
    room.undo()
    assert room.debrief.bets == ()


def test_the_lever_of_a_bet_goes_back_when_the_room_goes_on_and_is_there_again_when_that_is_undone():
    room = room_at(Step.LEVERS)
    for leave in (room.next, room.back, lambda: room.go(Step.HOME)):
        open_bet(room, "setup")
        move_lever(room, 35, 43)
        room.go(Step.LEVERS)
        assert room.levers == LeverSettings(setup=2.0)
        leave()
        assert room.step != Step.LEVERS
        assert room.levers == LeverSettings()
        room.undo()
        assert (room.step, room.levers) == (Step.LEVERS, LeverSettings(setup=2.0))
        room.reset_levers()


def test_each_bet_begins_with_the_levers_as_they_were_before_the_one_before():
    room = room_at(Step.LEVERS)
    for move in ("setup", "subsidy", "subsidy", "shock"):
        open_bet(room, move)
        move_lever(room, 35, 43)
    assert [bet.before for bet in room.debrief.bets] == [LeverSettings()] * 4
    assert room.levers == LeverSettings(shock=True)
    before = room.levers, room.debrief
    with pytest.raises(RefusedError):
        open_bet(room, "nothing")
    assert (room.levers, room.debrief) == before  # what is refused changes nothing


def test_a_lever_moved_by_hand_stays():
    room = room_at(Step.LEVERS)
    room.move("trust", 0.5)
    open_bet(room, "setup")
    move_lever(room, 35, 43)
    room.next()
    assert room.levers == LeverSettings(trust=0.5)
    room.undo()
    room.move("subsidy", 0.25)  # nobody can tell any more what is the bet's
    room.next()
    assert room.levers == LeverSettings(trust=0.5, setup=2.0, subsidy=0.25)
    room.set_case("other", 5)
    assert room.levers == LeverSettings()


def test_a_bet_belongs_to_its_case():
    room = room_at(Step.LEVERS)
    ask(room)
    room.set_case("other", 5)
    assert room.debrief.last_bet(room.case) is None
    with pytest.raises(RefusedError):
        bet(room, "ana", "later")


def test_who_has_not_joined_or_comes_at_another_step_is_refused():
    room = room_at(Step.HOME)
    for who, text in (("eve", "x"), ("ana", "x")):
        with pytest.raises(RefusedError):
            object_to(room, who, text)
    assert not room.debrief.given


# conditions


def test_those_that_say_the_same_are_one_line_and_are_counted():
    room = room_at(Step.CONDITIONS, "a", "b", "c", "d")
    said = ("Si ça coûte plus cher!", "ça coute PLUS CHER", "  Si cela coûte,  plus chers…", "Autre")
    for who, text in zip("abcd", said, strict=True):
        object_to(room, who, text)
    object_to(room, "a", "si ca coûte plus cher")  # said already
    first, second = room.debrief.walls[0]
    assert (first.words.fr, first.count, second.count) == ("Si ça coûte plus cher!", 3, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Si ça coûte plus cher", "Si ça coûte moins cher"),
        ("Si on peut sortir", "Si on ne peut pas sortir"),
        ("If we can leave", "If we cannot leave"),
        ("Ana avant Ben", "Ben avant Ana"),
        ("Plus de membres, moins de coûts", "Moins de membres, plus de coûts"),
        ("10 %", "20 %"),
    ],
)
def test_those_that_do_not_are_apart(one, other):
    assert gist(one) != gist(other)


@given(st.text(max_size=300))
def test_whatever_is_written_has_a_key_and_stays_one_short_line(text):
    debrief = Debrief()
    try:
        debrief.add_condition("a", text)
    except RefusedError:
        return
    (kept,) = debrief.conditions["a"]
    assert is_one_line(kept)
    assert 0 < len(kept) <= LONGEST
    assert key_of(kept)
    assert debrief.walls[0][0].words.fr == kept or debrief.walls[0][0].words in words.SUGGESTIONS


@pytest.mark.parametrize("text", [None, 3, "", "   ", "\u200b\u202e", ["x"], {"x": 1}])
def test_nothing_is_no_condition(text):
    room = room_at(Step.CONDITIONS)
    with pytest.raises(RefusedError):
        object_to(room, "ana", text)
    assert not room.debrief.given


def test_a_suggestion_is_the_same_line_in_both_languages():
    debrief = Debrief()
    for suggestion in words.SUGGESTIONS:
        for lang in LANGUAGES:
            debrief.add_condition(f"{suggestion.en} {lang}", suggestion[lang])
    assert [(each.words, each.count) for each in debrief.walls[0]] == [(each, 2) for each in words.SUGGESTIONS]


def test_what_is_typed_with_a_keyboard_s_apostrophe_is_the_same_line():
    debrief = Debrief()
    for k, said in enumerate(("Si on payait plus cher qu'aujourd'hui", "si on payait plus cher qu’aujourd’hui")):
        debrief.add_condition(f"phone {k}", said)
    ((words_shown, count),) = [(each.words, each.count) for each in debrief.walls[0]]
    assert (words_shown, count) == (words.SUGGESTIONS[0], 2)


def test_one_person_does_not_fill_the_wall():
    room = room_at(Step.CONDITIONS)
    for k in range(MOST_CONDITIONS):
        object_to(room, "ana", f"condition {k}")
    with pytest.raises(RefusedError):
        object_to(room, "ana", "one more")
    say(room, "ana", Step.CONDITIONS, lambda debrief: debrief.withdraw("ana", "condition 1"))
    object_to(room, "ana", "one more")
    assert room.debrief.conditions["ana"] == ("condition 0", "condition 2", "one more")
    for k in range(MOST_NOTED):
        note(room, partial(Debrief.add_condition, identity=NOTED, said=f"aloud {k}"))
    with pytest.raises(RefusedError):
        note(room, lambda debrief: debrief.add_condition(NOTED, "aloud"))


def test_what_is_hidden_is_not_shown_until_that_is_undone():
    room = room_at(Step.CONDITIONS)
    object_to(room, "ana", "Grossier")
    key = room.debrief.walls[0][0].key
    note(room, lambda debrief: debrief.hide(key, True))
    object_to(room, "ben", "grossier!")  # said again, it stays hidden
    assert room.debrief.shown_conditions() == []
    room.undo()
    assert [each.count for each in room.debrief.shown_conditions()] == [2]
    note(room, lambda debrief: debrief.hide(key, True))
    note(room, lambda debrief: debrief.hide(key, False))
    assert [each.count for each in room.debrief.shown_conditions()] == [2]


def test_who_is_removed_takes_along_what_they_said():
    room = room_at(Step.CONDITIONS)
    object_to(room, "ana", "x")
    room.go(Step.LEVERS)
    ask(room)
    bet(room, "ana", "later")
    room.go(Step.HOME)
    promise(room, "ana", "Appeler", "Ana", "2026-12-04")
    room.remove("ana")
    room.undo()
    assert (room.debrief.conditions, room.debrief.steps, room.debrief.bets[0].said) == ({}, {}, {})


# first steps


def test_first_steps_that_say_the_same_stand_together_the_next_one_first():
    room = room_at(Step.HOME, "a", "b", "c")
    promise(room, "a", "Lire la fiche", "Ana", "2027-01-15")
    promise(room, "b", "Appeler la MRC", "Ben", "2026-12-04")
    promise(room, "c", "appeler la MRC.", "Chloé", "2026-12-20")
    first, second = room.debrief.shown_steps()
    assert first.people == (("Ben", date(2026, 12, 4)), ("Chloé", date(2026, 12, 20)))
    assert second.what == "Lire la fiche"
    assert sentences.who_and_when(first).fr == "Ben, 4 décembre 2026; Chloé, 20 décembre 2026"
    promise(room, "b", "Autre chose", "Ben", "2026-12-04")  # in place of the earlier one
    assert len(room.debrief.walls[1]) == 3
    for k in range(3):
        note(room, partial(Debrief.promise, identity=NOTED, what=f"pas {k}", who="Dan", by="2026-12-05"))
    assert len(room.debrief.walls[1]) == 6


@pytest.mark.parametrize(
    "step",
    [
        ("", "Ana", "2026-12-04"),
        ("x", " ", "2026-12-04"),
        ("x", "Ana", ""),
        ("x", "Ana", "demain"),
        ("x", "Ana", "2026-13-01"),
        ("x", "Ana", "0001-01-01"),
        ("x", "Ana", "99999-01-01"),
        ("x", "Ana", 20261204),
        (None, None, None),
        ({"a": 1}, ["Ana"], date(2026, 12, 4)),
    ],
)
def test_a_first_step_has_what_who_and_a_date(step):
    room = room_at(Step.HOME)
    with pytest.raises(RefusedError):
        promise(room, "ana", *step)
    assert not room.debrief.given


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_a_short_line(text):
    room = room_at(Step.HOME)
    promise(room, "ana", text, text, "2026-12-04")
    (step,) = room.debrief.steps["ana"]
    assert is_one_line(step.what)
    assert is_one_line(step.who)
    assert len(step.what) <= LONGEST
    assert len(step.who) <= 40
    assert read_room(write_room(room)).debrief == room.debrief


# the file


def full() -> Room:
    room = room_at(Step.LEVERS, "ana", "ben")
    ask(room)
    bet(room, "ana", "later")
    note(room, lambda debrief: debrief.count_hands(room.case, "same", 4))
    move_lever(room, 35, NOT_BACK)
    ask(room, "shock")
    room.go(Step.CONDITIONS)
    object_to(room, "ana", "Si ça coûte plus cher")
    note(room, lambda debrief: debrief.add_condition(NOTED, "Dit tout haut"))
    note(room, lambda debrief: debrief.hide(room.debrief.walls[0][1].key, True))
    room.go(Step.HOME)
    promise(room, "ana", "Appeler", "Ana Tremblay", "2026-12-04")
    promise(room, "ben", "Appeler", "Ben", "2026-12-05")
    return room


def test_a_debrief_is_read_back_as_it_was():
    room = full()
    again = read_room(write_room(room))
    assert again.debrief == room.debrief
    assert read_room(write_room(Room(organizations=12, case="x"))).debrief == Debrief()


def test_a_file_to_pass_on_keeps_the_commitment_and_tells_nobody_s_votes():
    room = full()
    room.go(Step.PREDICT)
    room.predict("ana", 12)
    text = write_room(room, names=False)
    data = json.loads(text)
    assert text.count("Ana") == 1  # in the first step that she signed
    assert "Ana Tremblay" in json.dumps(data["debrief"]["steps"], ensure_ascii=False)
    assert set(data["debrief"]["steps"]).isdisjoint({*data["people"], *data["debrief"]["conditions"]})
    again = read_room(text)
    assert again.debrief.shown_steps() == room.debrief.shown_steps()
    assert again.debrief.shown_conditions() == room.debrief.shown_conditions()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bets", [{"case": "x"}]),
        ("bets", "x"),
        ("conditions", {"ana": ["x" * 141]}),
        ("conditions", {"ana": [str(k) for k in range(MOST_NOTED + 1)]}),
        ("conditions", {str(k): ["x"] for k in range(1001)}),
        ("conditions", {"": ["x"]}),
        ("conditions", {"ana": [1]}),
        ("steps", {"ana": [{"what": "x", "who": "Ana", "by": "x"}]}),
        ("steps", {"ana": [{"what": "x", "who": "Ana", "by": "1066-10-14"}]}),
        ("steps", {"ana": {"what": "x"}}),
        ("hidden", ["x" * 2000]),
        ("hidden", 3),
    ],
)
def test_a_debrief_that_cannot_be_is_no_room(key, value):
    data = json.loads(write_room(full()))
    data["debrief"][key] = value
    with pytest.raises(RoomFileError):
        read_room(json.dumps(data))


def test_text_of_a_file_is_cleaned_as_on_a_page():
    data = json.loads(write_room(full()))
    data["debrief"]["conditions"]["ana"] = ["a\u202e\nb", "\u200b"]
    data["debrief"]["steps"]["ana"][0]["who"] = "\x1b[31mAna"
    again = read_room(json.dumps(data)).debrief
    assert again.conditions["ana"] == ("a b",)
    assert again.steps["ana"][0].who == "Ana"


def test_conditions_are_asked_where_there_is_time_and_all_end_with_first_steps():
    assert [Step.CONDITIONS in PLANS[length] for length in (20, 45, 90)] == [False, True, True]
    assert all(plan[-1] == Step.HOME for plan in PLANS.values())


def test_a_room_that_goes_on_for_years_can_be_read_back():
    room = room_at(Step.HOME)
    for k in range(1100):
        try:
            room.debrief.promise(f"earlier {k}", "Appeler", "Ana", "2026-12-04")
        except RefusedError:
            continue
    assert len(read_room(write_room(room)).debrief.steps) == len(room.debrief.steps) == 1000
