"""People of a room on the facilitator's page: how many come from where, removing, renaming, locking."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from sim.app.pages.elements import Box, Followed, Words, box, button, checkbox, choice, field, follow
from sim.app.pages.guesses import Guesses
from sim.app.people import PER_ADDRESS, Person
from sim.app.phone_access import LOOPBACK
from sim.app.room import Room
from sim.app.words import people as words
from sim.app.workshop import Workshop
from sim.vocabulary.text import Lang, Text, number, same

_SHOWN: Final = 5
"""Most addresses that are named."""
_MANY_WRONG: Final = 10
"""Wrong codes from an address that the facilitator is told of; people mistype a few."""


class PeopleView:
    """The people of a room, with what the facilitator can do about them.

    Parameters
    ----------
    workshop : Workshop
    lang : "en" or "fr"
    act : callable
        Changes the room, or shows why this is refused.
    guesses : Guesses
        Wrong codes.
    """

    def __init__(
        self, workshop: Workshop, lang: Lang, act: Callable[[Callable[[Room], object]], object], guesses: Guesses
    ) -> None:
        self.workshop = workshop
        self.lang = lang
        self.act = act
        self.guesses = guesses
        self._rows: dict[str, _Row] = {}
        self._places = itertools.count(1)
        self._told: tuple[object, ...] = ()

    @property
    def room(self) -> Room:
        """The room; reopening a file replaces it."""
        return self.workshop.room

    def build(self) -> None:
        """Put the view on the page: from where people come, and the rest closed."""
        self._from = box("div", "", role="status")
        with box("details", "people"):
            self._summary = Words("summary")
            with box("p"):
                checkbox("lock", lambda: self.room.entrance.locked, lambda on: self.act(lambda room: room.lock(on)))
                Words("label", words.LOCK[self.lang], for_="lock")
            limits = {str(n): (number(n) if n < PER_ADDRESS[-1] else words.NO_LIMIT)[self.lang] for n in PER_ADDRESS}
            choice(
                words.PER_ADDRESS[self.lang],
                limits,
                lambda: str(self.room.entrance.per_address),
                "per-address",
                lambda most: self.act(lambda room: room.allow_per_address(int(most) if most in limits else 0)),
            )
            self._readmit = button("", lambda: self.act(Room.readmit))
            self._crowds = box("p", "row")
            self._list = box("ul", "list")
        follow(self._show)

    def _show(self) -> None:
        """Bring the view up to date: only what has changed is built."""
        people, removed = self.room.people, len(self.room.entrance.removed)
        self._summary.text = words.PEOPLE.format(n=number(len(people)))[self.lang]
        self._readmit.text = (words.READMIT.format(n=number(removed)) if removed > 1 else words.READMIT_ONE)[self.lang]
        self._readmit.set_visibility(removed > 0)
        self._show_addresses()
        for identity in [identity for identity in self._rows if identity not in people]:
            self._rows.pop(identity).whole.delete()
        for identity, person in people.items():
            if identity not in self._rows:
                with self._list:
                    self._rows[identity] = self._row(identity, person)
            self._rows[identity].show(person, self.lang)

    def _show_addresses(self) -> None:
        """Say from where several people or many wrong codes come, if this has changed."""
        several = [(a, n) for a, n in self.room.entrance.count(self.room.people).most_common(_SHOWN) if n > 1]
        wrong = [(a, n) for a, n in self.guesses.wrong.most_common(_SHOWN) if n >= _MANY_WRONG]
        if self._told == (several, wrong):
            return
        self._told = (several, wrong)
        for place in (self._from, self._crowds):
            place.clear()
        with self._from:
            for said, counts in ((words.FROM_ADDRESS, several), (words.WRONG_CODES, wrong)):
                for address, n in counts:
                    Words("p", said.format(n=number(n), address=_address(address))[self.lang])
        with self._crowds:
            for address, _ in several:
                label = words.REMOVE_ALL.format(address=_address(address))[self.lang]
                button(label, partial(self._remove_from, address))

    def _remove_from(self, address: str) -> None:
        """Remove everybody who came from an address."""
        addresses = self.room.entrance.addresses
        there = [identity for identity in self.room.people if addresses.get(identity) == address]
        self.act(lambda room: room.remove(*there))

    def _row(self, identity: str, person: Person) -> "_Row":
        """Put a person: a field with the name, and a button that removes the person."""

        def given() -> str:
            known = self.room.people.get(identity)
            return known.name if known is not None else ""

        place = next(self._places)
        key = f"person-{place}"
        with box("li", "row") as whole:
            organization = self.workshop.case.names[person.row]
            label = words.NAME.format(k=number(place), organization=organization)[self.lang]
            put = field(label, "text", person.name, key, maxlength="40", autocomplete="off")
            name = Followed(put, key, given, partial(self._rename, identity))
            remove = button(words.REMOVE[self.lang], lambda: self.act(lambda room: room.remove(identity)))
        return _Row(place, whole, name, remove)

    def _rename(self, identity: str, name: str) -> None:
        """Give a person another name."""
        self.act(lambda room: room.rename(identity, name))


@dataclass(frozen=True)
class _Row:
    """A person in the list: its number, all of it, the field with the name, and the button that removes."""

    place: int
    whole: Box
    name: Followed
    remove: Words

    def show(self, person: Person, lang: Lang) -> None:
        """Bring the row up to date."""
        self.name.show()
        name = same(person.name) if person.name else words.NO_NAME
        label = words.REMOVE_WHOM.format(k=number(self.place), name=name)[lang]
        if self.remove.props.get("aria-label") != label:
            self.remove.props["aria-label"] = label


def _address(address: str) -> Text:
    """Return an address as the facilitator knows it."""
    return words.THIS_COMPUTER if address == LOOPBACK else same(address)
