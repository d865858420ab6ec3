"""Facilitator's view: the steps, notes, controls, and what the room sees."""

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import events, ui

from sim.app.desk import Desk
from sim.app.pages import desk as desk_pages
from sim.app.pages.controls import Controls
from sim.app.pages.elements import Words, box, button, follow, link
from sim.app.pages.frame import brand, listen, live, page_head
from sim.app.pages.guesses import Guesses
from sim.app.pages.results import StepView
from sim.app.people import RefusedError
from sim.app.phone_access import PhoneAccess
from sim.app.room import Room
from sim.app.room_file import RoomFileError, write_room
from sim.app.saved_rooms import last_room
from sim.app.showing import Showing
from sim.app.steps import ROUNDS, Step
from sim.app.words import efforts as effort_words
from sim.app.words import room as words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text


def facilitator_page(workshop: Workshop, phones: PhoneAccess, lang: Lang, guesses: Guesses, desk: Desk) -> None:
    """Show the facilitator's view."""
    showing = Showing(workshop)
    shown = StepView(workshop, lang, 16, lambda: phones.addresses)
    refused_box: list[Words] = []
    unsaved_box: list[Words] = []

    def refuse(reason: Text) -> None:
        if refused_box:
            refused_box[0].text = reason[lang]

    def act(what: Callable[[Room], object]) -> bool:
        try:
            refuse(Text("", ""))
            workshop.act(what)
        except RefusedError as error:
            refuse(error.words)
            return False
        return True

    def tell_saved() -> None:
        failure = workshop.saving.failure
        unsaved_box[0].text = words.NOT_SAVED.format(reason=failure)[lang] if failure else ""

    def build() -> None:
        room = workshop.room
        desk.look(room)
        with box("div", "room facilitator"):
            with box("header"):
                brand(lang, words.FACILITATOR[lang])
                box("span", "push")
                link(words.SCREEN[lang], f"/{lang}/ecran/{room.code}", target="_blank")
                page_head(lang, lambda other: f"/{other}/animation/{room.secret}")
            with box("nav", "", aria_label=words.PLAN[lang]), box("ol", "plan"):
                for place, step in enumerate(room.plan, start=1):
                    with box("li"):
                        title = f"{place}. {step_words.SHORT[step][lang]}"
                        each = button(title, partial(act, partial(Room.go, step=step)))
                        if step == room.step:
                            each.props["aria-current"] = "step"
            with box("div", "content"):
                Words("h1", step_words.TITLES[room.step][lang], id="title", tabindex="-1")
                desk_pages.rehearsal(workshop, lang)
                desk_pages.moved_levers(workshop, lang, act)
                with box("div", "row"):
                    button(next_words(room)[lang], lambda: act(Room.next), "" if workshop.unfolding else "main")
                    button(words.BACK[lang], lambda: act(Room.back))
                    button(words.UNDO[lang], lambda: act(Room.undo))
                    desk_pages.clock(workshop, desk, lang)
                refused_box[:] = [Words("p", "", role="alert").classes("refused")]
                unsaved_box[:] = [Words("p", "", role="alert").classes("refused")]
                tell_saved()
                with box("aside", "notes", aria_label=words.NOTES[lang]):
                    desk_pages.script(room.step, lang)
                if room.step == Step.WELCOME and workshop.rehearsal is None:
                    _offer_last(workshop, lang)
                controls = Controls(workshop, phones, lang, act, refuse, guesses, desk)
                if room.step == Step.LEVERS:
                    with box("div", "side"):
                        with box("section"):
                            controls.build()
                            desk_pages.answers(workshop, desk, lang)
                        with box("section"):
                            shown.build()
                else:
                    desk_pages.answers(workshop, desk, lang)
                    controls.build()
                    shown.build()
        follow(settle)

    def settle() -> None:
        if refused_box[0].text == words.BUSY[lang]:
            refuse(Text("", ""))

    def key() -> tuple[Any, ...]:
        room = workshop.room
        now = (room.step, room.phase, len(room.rounds), room.debrief.stage, workshop.unfolding)
        return (*now, room.case, room.length, room.code, room.secret, id(room))

    def pressed(e: events.KeyEventArguments) -> None:
        if e.action.keydown and not e.action.repeat:
            if e.key.name == "PageDown" and not showing.forward():
                act(Room.next)
            elif e.key.name == "PageUp" and not showing.halt():
                act(Room.back)

    live(workshop, key, build)

    def wait() -> None:
        refuse(words.BUSY)

    listen(workshop.waiters, wait)
    listen(workshop.saving.listeners, tell_saved)
    # buttons ignore these keys, so that a presentation clicker works wherever the focus is
    ui.keyboard(on_key=pressed, ignore=["input", "select", "textarea"])


def next_words(room: Room) -> Text:
    """Return the label of the button that goes on."""
    if room.step == Step.ROUND:
        return words.CLOSE if room.phase == "open" else words.REVEAL
    if room.step == Step.SANCTIONS and room.phase == "open":
        return effort_words.CLOSE_VOTE
    if room.step == Step.REVEAL and len(room.rounds) < ROUNDS[room.length]:
        return words.NEXT_ROUND
    return words.NEXT


def _offer_last(workshop: Workshop, lang: Lang) -> None:
    """Offer to continue the room saved last, if this one has not begun."""
    if workshop.room.begun:
        return
    last = last_room(workshop.folder, workshop.cases, but=workshop.room.code)
    if last is None:
        return
    text = write_room(last)

    def go_on() -> None:
        try:
            workshop.reopen(text)
        except RoomFileError:
            return

    button(words.CONTINUE.format(code=last.code)[lang], go_on)
