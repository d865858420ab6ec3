"""Phone's view of hindsight: what one's organization gained, what its best choice would have been, what it missed."""

from sim.app.hindsight import Hindsight, hindsight_amounts, hindsight_choice
from sim.app.pages.elements import Words, box, follow, tiles
from sim.app.words import hindsight as words
from sim.app.words import room as room_words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number


def own_hindsight(workshop: Workshop, lang: Lang, row: int) -> None:
    """Put what came of the choices made for an organization, as soon as it is known; nothing if there were none."""
    if not any(row in each.choices for each in workshop.room.rounds):
        return
    Words("h2", words.TITLE[lang])
    place = box("div", "", role="status")
    Words("p", words.OTHERS[lang]).classes("quiet")
    shown: list[Hindsight | None] = []

    @follow
    def update() -> None:
        found = workshop.hindsight(row)
        if shown == [found]:
            return
        shown[:] = [found]
        place.clear()
        with place:
            if found is None:
                Words("p", room_words.BUSY[lang])
                return
            tiles(hindsight_facts(found, workshop.case.scenario.months), lang)
            if found.first is None:
                Words("p", words.AS_GOOD[lang]).classes("lead")


def hindsight_facts(found: Hindsight, months: int) -> list[tuple[Text, Text]]:
    """Return the amounts of hindsight with their labels."""
    gained, best, missed = hindsight_amounts(found)
    facts = [(gained, words.GAINED.format(m=number(months)))]
    if found.first is not None:
        facts += [(best, words.BEST.format(what=hindsight_choice(found.first))), (missed, words.MISSED)]
    return facts
