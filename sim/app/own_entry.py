"""Entry of the group's own numbers: what is typed, the table that is chosen, and whether they can be used."""

from collections.abc import Sequence

from sim.app.cost_file import read_table
from sim.app.own_numbers import FIELDS, OwnNumbers, OwnNumbersError, read_numbers
from sim.app.words import own_numbers as words
from sim.tables.notices import listening
from sim.vocabulary.text import Lang, Text


class OwnEntry:
    r"""The six fields as they are typed, and a table in place of the first two.

    A table that is refused stays refused: until another one is read, or it is removed, no numbers can be used.

    Parameters
    ----------
    lang : "en" or "fr"
        Language of the page.

    Attributes
    ----------
    typed : dict of str to str
        What is typed in each field; the examples at the beginning.
    refused : tuple of Text
        Why the table is refused; empty if it is not.

    Examples
    --------
    >>> entry = OwnEntry()
    >>> [text.en for text in entry.choose(b"nom;cout\nA;abc\nB;2\n", "table.csv")]
    ['Row 2: “abc” is not an amount above 0.']
    >>> entry.numbers()
    Traceback (most recent call last):
    sim.app.own_numbers.OwnNumbersError: Your table was not read, ...
    >>> entry.remove()
    >>> entry.numbers().number
    8
    """

    def __init__(self, lang: Lang = "fr") -> None:
        self.lang = lang
        self.typed = {name: f"{example:g}" for name, (_, _, example) in FIELDS.items()}
        self.refused: tuple[Text, ...] = ()
        self._costs: dict[str, float] = {}
        self._choices = 0

    @property
    def has_table(self) -> bool:
        """Whether a table was chosen, whether it could be read or not."""
        return bool(self._costs or self.refused)

    def write(self, field: str, typed: str) -> None:
        """Keep what is typed in a field."""
        self.typed[field] = typed[:41]  # one character more than an amount may have

    def choose(self, content: bytes, name: str) -> list[Text]:
        """Read a table, and return why it is refused, or otherwise what was left out.

        Until it is read, no numbers can be used; of several tables the one chosen last counts.
        """
        self.refuse([words.READING])
        mine = self._choices
        costs: dict[str, float] = {}
        problems: tuple[Text, ...] = ()
        left_out: list[Text] = []
        try:
            with listening(left_out.append):
                costs = read_table(content, name)
        except OwnNumbersError as error:
            problems = error.problems
        if mine == self._choices:
            self._costs, self.refused = costs, problems
        return list(problems) or left_out

    def refuse(self, problems: Sequence[Text]) -> None:
        """Note that the table that was chosen cannot be used."""
        self.remove()
        self.refused = tuple(problems)

    def remove(self) -> None:
        """Forget the table: the six fields are used."""
        self._costs, self.refused = {}, ()
        self._choices += 1

    def numbers(self) -> OwnNumbers:
        """Return the numbers to use.

        Raises
        ------
        OwnNumbersError
            With all problems; also while the table is refused.
        """
        if self.refused:
            raise OwnNumbersError([words.REFUSED, *self.refused])
        return read_numbers(self.typed, self._costs or None, english=self.lang == "en")
