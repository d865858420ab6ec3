"""Name of a person on their own phone: they may correct it at any step, or leave it out."""

from collections.abc import Callable

from sim.app.names import LONGEST_NAME
from sim.app.pages.elements import Followed, Words, box, button, field, follow
from sim.app.room import Room
from sim.app.words import room as words
from sim.vocabulary.text import Lang


def own_name(
    lang: Lang, identity: str, room: Callable[[], Room], act: Callable[[Callable[[Room], object]], object]
) -> None:
    """Put the name of a person, closed, with a field that corrects it.

    Parameters
    ----------
    lang : "en" or "fr"
    identity : str
        Of the person's browser.
    room : callable
        Returns the room.
    act : callable
        Changes the room, or shows why this is refused.
    """

    def given() -> str:
        person = room().people.get(identity)
        return "" if person is None else person.name

    typed = {"name": given(), "given": given()}

    def shown() -> str:
        """Return what is typed, or the name that somebody else has given since."""
        if given() != typed["given"]:
            typed.update(name=given(), given=given())
        return typed["name"]

    with box("details", "own-name"):
        summary = Words("summary")
        put = field(words.YOUR_NAME[lang], "text", given(), "name", maxlength=str(LONGEST_NAME), autocomplete="off")
        name = Followed(put, "name", shown, lambda value: typed.update(name=value[:200]), "input")
        button(words.CHANGE_NAME[lang], lambda: act(lambda room: room.rename(identity, typed["name"])))

    @follow
    def update() -> None:
        summary.text = (words.NAME_IS.format(name=given()) if given() else words.NO_NAME)[lang]
        name.show()
