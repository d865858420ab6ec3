"""Projector's view: one message at a time, in large letters, and nothing to press."""

from typing import Any

from sim.app import sentences
from sim.app.pages.elements import Words, box
from sim.app.pages.frame import brand, live, page_head
from sim.app.pages.results import StepView
from sim.app.phone_access import PhoneAccess
from sim.app.steps import Step
from sim.app.words import desk as desk_words
from sim.app.words import steps as step_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang


def projector_page(workshop: Workshop, phones: PhoneAccess, lang: Lang) -> None:
    """Show the projector's view."""
    shown = StepView(workshop, lang, 24, lambda: phones.addresses, large=True)

    def build() -> None:
        room = workshop.room
        with box("div", "room screen"):
            with box("header"):
                brand(lang)
                case = workshop.case.scenario
                if room.step != Step.WELCOME:
                    Words("span", workshop.title[lang])
                Words("span", sentences.caveat(case.fictional)[lang]).classes("tag")
                if workshop.rehearsal is not None:
                    Words("span", desk_words.REHEARSAL[lang]).classes("tag")
                box("span", "push")
                page_head(lang, lambda other: f"/{other}/ecran/{room.code}")
            with box("div", "content"):
                Words("h1", step_words.TITLES[room.step][lang], id="title", tabindex="-1")
                shown.build()

    def key() -> tuple[Any, ...]:
        room = workshop.room
        film = (room.step == Step.WELCOME and workshop.story is not None, workshop.unfolding)
        asked = room.step in (Step.PREDICT, Step.ROUND) and bool(room.people)  # by hands, until the first phone comes
        now = (room.step, room.phase, len(room.rounds), room.debrief.stage, asked, *film)
        return (*now, room.case, room.code, id(room))

    live(workshop, key, build)
